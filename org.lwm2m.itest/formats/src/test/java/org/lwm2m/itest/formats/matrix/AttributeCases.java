package org.lwm2m.itest.formats.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lwm2m.codec.link.LinkFormat;

/** Cases 260 and 261: Discover and Write-Attributes. */
final class AttributeCases {

    private AttributeCases() {}

    static List<Case> all() {
        return List.of(Case.of("260", AttributeCases::device), Case.of("261", AttributeCases::multipleResource));
    }

    /** By path, in any order. */
    private static Map<String, Map<String, String>> found(Ends ends, String path) {
        var answer = ends.server.discover(path);
        assertEquals("2.05", answer.code(), answer::said);
        var found = new TreeMap<String, Map<String, String>>();
        new LinkFormat().decode(answer.said()).forEach(each -> found.put("" + each.path(), each.parameters()));
        return found;
    }

    /** Core 1.2, 6.3.2: Discover of a resource shows what it inherits, too. Leshan's client shows what is attached. */
    private static Map<String, String> inherited(Ends ends, Map<String, String> own, String pmin, String pmax) {
        var all = new TreeMap<>(own);
        if (ends.side() == Side.OURS) {
            all.put("pmin", pmin);
            all.put("pmax", pmax);
        }
        return all;
    }

    private static void attaches(Ends ends, String path, String query) {
        Ends.changed(ends.server.attributes(path, query), "Write-Attributes " + path);
    }

    private static void device(Ends ends) {
        var paths = new TreeSet<>(Set.of("/3", "/3/0", "/3/0/4"));
        ends.expected("/3/0").forEach(each -> paths.add("" + each.path().upTo(3)));
        assertEquals(paths, found(ends, "/3").keySet());
        attaches(ends, "/3", "pmin=10&pmax=200");
        paths.remove("/3");
        assertEquals(paths, found(ends, "/3/0").keySet());
        attaches(ends, "/3/0/9", "lt=1&gt=6&st=1");
        assertEquals(
                Map.of("gt", "6", "lt", "1", "st", "1"), found(ends, "/3/0").get("/3/0/9"));
        var one = found(ends, "/3/0/9").get("/3/0/9");
        assertEquals(inherited(ends, Map.of("gt", "6", "lt", "1", "st", "1"), "10", "200"), one);
        assertEquals("2", found(ends, "/3/0/7").get("/3/0/7").get("dim"));
    }

    private static void multipleResource(Ends ends) {
        attaches(ends, "/3", "pmin=10&pmax=200");
        attaches(ends, "/3/0", "pmax=320");
        attaches(ends, "/3/0/11/0", "epmin=1&epmax=10");
        var found = found(ends, "/3/0/11");
        assertEquals(inherited(ends, Map.of("dim", "1"), "10", "320"), found.get("/3/0/11"));
        assertEquals(Map.of("epmin", "1", "epmax", "10"), found.get("/3/0/11/0"));
    }
}
