package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwm2m.testing.Proves;

/** What servers are told when: the rows of {@code notifications.txt}, told to the engine and to the naive model. */
class NotificationTableTest {

    record Row(int line, Story story, String told) {

        @Override
        public String toString() {
            return "line " + line + ": " + story + " | " + told;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Proves({
        "IR-03", "IR-04", "IR-05", "IR-06", "ATT-01", "ATT-02", "ATT-03", "ATT-04", "ATT-05", "ATT-06", "ATT-08",
        "ATT-11", "ATT-13", "ATT-16"
    })
    void theServerIsToldWhatTheRowSays(Row row) {
        assertEquals(row.told(), Engine.run(row.story()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theNaiveModelSaysTheSame(Row row) {
        assertEquals(row.told(), NaiveModel.run(row.story()));
    }

    @Test
    void theTableIsAsLongAsItHasToBe() {
        assertTrue(rows().count() >= 150);
    }

    static Stream<Row> rows() {
        var rows = new ArrayList<Row>();
        var observed = "";
        var lines = lines();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith("@")) {
                observed = line.substring(1).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                var parts = line.split("\\|", -1);
                rows.add(new Row(i + 1, Story.of(observed, parts[0], parts[1]), parts[2].strip()));
            }
        }
        return rows.stream();
    }

    private static List<String> lines() {
        try (var in = NotificationTableTest.class.getResourceAsStream("notifications.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
