package org.lwm2m.itest.formats.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.itest.formats.matrix.Fixture.entry;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Cases 229, 230, 235, 236, 257, 280 and 281: composites. The list of paths goes in the coding of the values. */
final class CompositeCases {

    private CompositeCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("229", Case.COMPOSITE, ends -> ends.readsTogether("/3", "/1/0", "/1/0/1", "/3/0/11/0")),
                Case.of("229 without overlaps", Case.COMPOSITE, ends -> ends.readsTogether("/3", "/1/0")),
                Case.of("230", Case.COMPOSITE, CompositeCases::serverAndPortfolio),
                Case.of("235", Case.COMPOSITE, CompositeCases::root),
                Case.of("236", Case.COMPOSITE, CompositeCases::partialPresence),
                Case.of("257", Case.COMPOSITE, CompositeCases::serverAndDevice),
                Case.of("280", Case.COMPOSITE, ends -> ends.readsTogether("/3/0/16", "/3/0/11/0", "/1/0")),
                Case.of("281", Case.COMPOSITE, CompositeCases::executable));
    }

    private static void serverAndPortfolio(Ends ends) {
        ends.writesTogether(
                entry("/1/0/1", 61),
                entry("/1/0/6", true),
                entry("/16/0/0/0", "a"),
                entry("/16/0/0/1", "b"),
                entry("/16/0/0/2", "c"),
                entry("/16/0/0/3", "d"));
        ends.server.updated(61);
    }

    private static void root(Ends ends) {
        var seen = ends.content(ends.server.readComposite(ends.format(), "/"), "Read-Composite of all");
        assertEquals(
                Set.of(1, 3, 16, 19, 42771),
                seen.stream().map(each -> each.path().object()).collect(Collectors.toSet()));
        Ends.assertSame(ends.expected("/"), seen, "Read-Composite of all");
    }

    private static void partialPresence(Ends ends) {
        var paths = new String[] {"/3/0/16", "/3/0/10", "/5/0", "/1/0/1", "/3/0/11/7"};
        assertEquals(List.of(entry("/1/0/1", 86_400), entry("/3/0/16", "U")), ends.expected(paths));
        ends.readsTogether(paths);
    }

    private static void serverAndDevice(Ends ends) {
        ends.writesTogether(entry("/1/0/2", 101), entry("/1/0/6", true), entry("/3/0/13", Fixture.time(0)));
    }

    private static void executable(Ends ends) {
        assertEquals(2, ends.expected("/1/0/1", "/1/0/7", "/1/0/8").size());
        ends.readsTogether("/1/0/1", "/1/0/7", "/1/0/8");
    }
}
