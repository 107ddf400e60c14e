package org.lwm2m.itest.formats.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwm2m.itest.formats.OurFormat;

/**
 * The OMA interoperability cases of 1.1 between us and Leshan over UDP: our client with its server and its client with
 * our server, in every format that carries the case and that both know. {@link Difference} says which rows there are
 * not. {@code -Dmatrix.rows="Leshan TLV 301"} runs those that begin like this.
 */
class MatrixTest {

    private static Rig rig;

    @BeforeAll
    static void starts() throws Exception {
        rig = new Rig();
    }

    @AfterAll
    static void ends() {
        rig.close();
    }

    static List<Arguments> rows() {
        var rows = new ArrayList<Arguments>();
        for (var side : Side.values()) {
            for (var each : Case.all()) {
                for (var format : each.formats()) {
                    var title = format.map(OurFormat::title).orElse("none");
                    if (!Difference.prevents(side, each, format) && asked(side + " " + title + " " + each)) {
                        rows.add(Arguments.of(side, title, each, format));
                    }
                }
            }
        }
        return rows;
    }

    private static boolean asked(String row) {
        return row.startsWith(System.getProperty("matrix.rows", ""));
    }

    @ParameterizedTest(name = "client={0} format={1} case={2}")
    @MethodSource("rows")
    void bothEndsDoWhatTheCaseSays(Side client, String title, Case steps, Optional<OurFormat> format) throws Exception {
        try (var ends = rig.open(client, format)) {
            steps.steps().accept(ends);
        } catch (AssertionError e) {
            // Where failures are listed by method, the row is known all the same.
            throw new AssertionError(
                    "client=%s format=%s case=%s: %s".formatted(client, title, steps, e.getMessage()), e);
        }
    }
}
