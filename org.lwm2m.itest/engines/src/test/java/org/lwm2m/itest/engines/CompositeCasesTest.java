package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.api.ContentFormat.TEXT;
import static org.lwm2m.itest.engines.Cases.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;

/**
 * The OMA interoperability cases 229, 230, 235, 236, 257, 280 and 281: composites, in both codings of SenML (ETS INT
 * 1.2). The list of paths goes in the coding of the same kind.
 */
class CompositeCasesTest {

    private Cases cases = Cases.c1(Version.V1_1);

    private List<Entry> fetch(ContentFormat accept, String... paths) {
        var list = Cases.paths(accept, paths);
        var answer = cases.ask(new Downlink.ReadComposite(list, Optional.of(accept)));
        assertEquals(Status.CONTENT, answer.status(), answer.reason());
        assertEquals(accept, answer.content().orElseThrow().format());
        return cases.decode("/", answer.content().orElseThrow());
    }

    private void patch(ContentFormat format, Entry... entries) {
        var answer = cases.ask(new Downlink.WriteComposite(Cases.content("/", format, entries)));
        assertEquals(Status.CHANGED, answer.status(), answer.reason());
    }

    private static Set<Path> paths(List<Entry> entries) {
        return entries.stream().map(Entry::path).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"110", "112"})
    void case229ReadsAnObjectAnInstanceAResourceAndAResourceInstance(int number) {
        var format = new ContentFormat(number);
        var seen = fetch(format, "/3", "/1/0", "/1/0/1", "/3/0/11/0");
        var device = cases.read("/3", format);
        var server = cases.read("/1/0", format);
        assertTrue(seen.containsAll(device) && seen.containsAll(server));
        assertEquals(device.size() + server.size(), paths(seen).size());
    }

    @ParameterizedTest
    @CsvSource({"110", "112"})
    void case230WritesTheServerAndThePortfolio(int number) {
        cases.portfolio();
        patch(
                new ContentFormat(number),
                entry("/1/0/1", 61),
                entry("/1/0/6", true),
                entry("/16/0/0/0", "a"),
                entry("/16/0/0/1", "b"),
                entry("/16/0/0/2", "c"),
                entry("/16/0/0/3", "d"));
        cases.pass(1);
        assertEquals(
                Duration.ofSeconds(61), cases.client().registration().terms().lifetime());
        assertEquals(List.of(entry("/1/0/6", true)), cases.read("/1/0/6", TEXT));
        assertEquals(Map.of(0, "a", 1, "b", 2, "c", 3, "d"), cases.portfolios.all.get(0).identity);
    }

    @ParameterizedTest
    @CsvSource({"110", "112"})
    void case235ReadsAllButWhatIsSecret(int number) {
        cases.portfolio();
        var objects = fetch(new ContentFormat(number), "/").stream()
                .map(each -> each.path().object())
                .collect(Collectors.toSet());
        assertEquals(Set.of(1, 3, 16), objects);
    }

    @ParameterizedTest
    @CsvSource({"110", "112"})
    void case236LeavesOutWhatIsNotThere(int number) {
        var seen = fetch(new ContentFormat(number), "/3/0/16", "/3/0/9", "/5/0", "/1/0/1", "/3/0/11/7");
        assertEquals(Set.of(entry("/3/0/16", "U"), entry("/1/0/1", 86_400)), Set.copyOf(seen));
        assertEquals(2, seen.size());
    }

    @ParameterizedTest
    @CsvSource({"110", "112"})
    void case257WritesTheServerAndTheDevice(int number) {
        cases = Cases.c6(Version.V1_1);
        var format = new ContentFormat(number);
        var epoch = entry("/3/0/13", new Value.Time(Instant.EPOCH));
        patch(format, entry("/1/0/2", 101), entry("/1/0/6", true), epoch);
        assertEquals(List.of(entry("/1/0/2", 101)), cases.read("/1/0/2", format));
        assertEquals(List.of(entry("/1/0/6", true)), cases.read("/1/0/6", format));
        assertEquals(List.of(epoch), cases.read("/3/0/13", format));
    }

    @ParameterizedTest
    @CsvSource({"110", "112"})
    void case280ReadsAResourceAResourceInstanceAndAnInstance(int number) {
        var format = new ContentFormat(number);
        var expected = List.of(
                entry("/3/0/16", "U"),
                entry("/3/0/11/0", 0),
                entry("/1/0/0", 101),
                entry("/1/0/1", 86_400),
                entry("/1/0/6", false),
                entry("/1/0/7", "U"),
                entry("/1/0/23", false));
        var seen = fetch(format, "/3/0/16", "/3/0/11/0", "/1/0");
        assertEquals(Set.copyOf(expected), Set.copyOf(seen));
        assertEquals(expected.size(), seen.size());
    }

    @ParameterizedTest
    @CsvSource({"110", "112"})
    void case281LeavesOutWhatCanOnlyBeExecuted(int number) {
        var seen = fetch(new ContentFormat(number), "/1/0/1", "/1/0/7", "/1/0/8");
        assertEquals(Set.of(entry("/1/0/1", 86_400), entry("/1/0/7", "U")), Set.copyOf(seen));
        assertFalse(paths(seen).contains(Path.of(1, 0, 8)));
    }
}
