package org.lwm2m.itest.formats.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.api.message.Downlink.Write.Mode.REPLACE;
import static org.lwm2m.itest.formats.matrix.Fixture.entry;

import java.util.List;
import java.util.stream.Stream;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.itest.formats.OurFormat;

/** Cases 680, 685, 1630, 1635, 1900 and 1901: instances that come and go, and the objects 16 and 19. */
final class InstanceCases {

    private InstanceCases() {}

    static List<Case> all() {
        var octets =
                Stream.concat(Case.SINGLE.stream(), Stream.of(OurFormat.OPAQUE)).toList();
        return List.of(
                Case.of("680", Case.SEVERAL, InstanceCases::createDevice),
                Case.of("685", InstanceCases::deleteDevice),
                Case.of("1630", Case.SEVERAL, ends -> creates(ends, true)),
                Case.of("1630 without a number", Case.SEVERAL, ends -> creates(ends, false)),
                Case.of("1635", InstanceCases::deletesAll),
                Case.of("1900", octets, InstanceCases::observesData),
                Case.of("1901", octets, InstanceCases::writesData));
    }

    private static void createDevice(Ends ends) {
        var answer = ends.server.create(ends.format(), true, List.of(entry("/3/1/0", "another")));
        // ETS has 4.05; Leshan calls a second instance of a single one a bad request.
        assertEquals(ends.side() == Side.OURS ? "4.05" : "4.00", answer.code(), answer::said);
        ends.holds("/3");
    }

    private static void deleteDevice(Ends ends) {
        assertEquals("4.05", ends.server.delete("/3/0").code());
        ends.holds("/3");
    }

    /** Creates /16/1. */
    static void creates(Ends ends, boolean numbered) {
        var entries = List.of(entry("/16/1/0/0", "Host Device ID #2"), entry("/16/1/0/1", "Host Device Model #2"));
        var answer = ends.server.create(ends.format(), numbered, entries);
        assertEquals("2.01", answer.code(), answer::said);
        ends.expect(entries);
        ends.holds("/16");
    }

    static void deletes(Ends ends, String path) {
        var answer = ends.server.delete(path);
        assertEquals("2.02", answer.code(), answer::said);
        ends.expectNothing(path);
        ends.holds(path);
    }

    private static void deletesAll(Ends ends) {
        deletes(ends, "/16/0");
        ends.holds("/16");
        var left = new LinkFormat().decode(ends.server.discover("/16").said());
        assertEquals(List.of("/16"), left.stream().map(each -> "" + each.path()).toList());
    }

    /** All data, or the first where the format carries one value. */
    private static String data(Ends ends, int instance) {
        return "/19/" + instance + "/0" + (Case.SEVERAL.contains(ends.format()) ? "" : "/0");
    }

    private static void observesData(Ends ends) {
        ends.server.attributes("/19/0/0", "pmin=0");
        ends.observes(data(ends, 0));
        ends.change(entry("/19/0/0/0", Fixture.octets("cafe")));
        ends.isNotified(data(ends, 0));
    }

    private static void writesData(Ends ends) {
        ends.writes(REPLACE, data(ends, 1), entry("/19/1/0/0", Fixture.octets("beef")));
        ends.holds("/19");
        ends.reads(data(ends, 1));
    }
}
