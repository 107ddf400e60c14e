package org.lwm2m.testing.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Path;
import org.lwm2m.testing.Proves;

class PathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/0",
                "/3",
                "/3/0",
                "/3/0/7",
                "/3/0/7/1",
                "/65534/65534/65534/65534",
                "/lwm2m",
                "/d01/3303/0"
            })
    @Proves("MOD-02")
    void readsAndPrintsEachShape(String text) {
        assertEquals(text, Path.parse(text).toString());
    }

    @Test
    @Proves("MOD-02")
    void hasTheIdsThatItWasReadFrom() {
        assertEquals(Path.ROOT, Path.parse("/"));
        assertEquals(Path.of(3), Path.parse("/3"));
        assertEquals(Path.of(3, 0), Path.parse("/3/0"));
        assertEquals(Path.of(3, 0, 7), Path.parse("/3/0/7"));
        assertEquals(Path.of(3, 0, 7, 1), Path.parse("/3/0/7/1"));
        assertEquals(List.of(3, 0, 7, 1), ids(Path.parse("/3/0/7/1")));
        assertEquals(List.of(3, 0, Path.ABSENT, Path.ABSENT), ids(Path.parse("/3/0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "//3",
                "/3//0",
                "/3/0//7",
                "/3/0/7//1",
                "///",
                "/lwm2m//3",
                "/03",
                "/00",
                "/3/00",
                "/3/0/07",
                "/d01/03/0",
                "/3/a",
                "/3/0x0",
                "/3/0/7/1/0",
                "/3/-1",
                "/3/+1",
                "/3/ 0",
                "/3/0/seven",
                "/3/٣",
                "/3/0/99999",
                "/3/4294967296"
            })
    @Proves("MOD-02")
    void refusesWhatIsNoPath(String text) {
        assertThrows(IllegalArgumentException.class, () -> Path.parse(text));
    }

    @Test
    void passesOverSlashesThatPeopleForgetOrAdd() {
        assertEquals(Path.of(3, 0), Path.parse("3/0"));
        assertEquals(Path.of(3, 0), Path.parse("/3/0/"));
        assertEquals(Path.ROOT, Path.parse(""));
    }

    @Test
    @Proves("MOD-01")
    void hasIdsUpTo65534() {
        assertEquals(65534, Path.of(65534).object());
        assertEquals(65534, Path.of(1, 65534).instance());
        assertEquals(65534, Path.of(1, 2, 65534).resource());
        assertEquals(65534, Path.of(1, 2, 3, 65534).resourceInstance());
        for (var text : List.of("/65535", "/1/65535", "/1/2/65535", "/1/2/3/65535", "/65536", "/1/2/70000")) {
            assertThrows(IllegalArgumentException.class, () -> Path.parse(text), text);
        }
        for (var ids : Stream.of(new int[] {65535}, new int[] {1, 65535}, new int[] {1, 2, 65535}, new int[] {-1})
                .toList()) {
            assertThrows(IllegalArgumentException.class, () -> Path.of(ids));
        }
        assertThrows(IllegalArgumentException.class, () -> Path.of(1).child(65535));
        assertThrows(IllegalArgumentException.class, () -> Path.of(1).child(65536));
    }

    /** Core 1.2.1: Create without an id speaks of instance 65535. */
    @Test
    @Proves("MOD-01")
    void mayHaveAnInstanceWithoutNumberBeforeAResource() {
        var path = Path.of(2, Path.ABSENT, 0);
        assertEquals(List.of(2, Path.ABSENT, 0, Path.ABSENT), ids(path));
        assertEquals("/2/65535/0", path.toString());
        assertEquals(path, Path.parse("/2/65535/0"));
        assertEquals(3, path.depth());
    }

    @Test
    void skipsNoLevelButThat() {
        assertThrows(IllegalArgumentException.class, () -> new Path("", 1L << 32));
        assertThrows(IllegalArgumentException.class, () -> new Path("", 1L << 48 | 1L << 32 | 1));
        assertThrows(IllegalArgumentException.class, () -> Path.of(1, 2, 3, 4, 5));
        assertThrows(IllegalArgumentException.class, () -> Path.of(1, 2, 3, 4).child(5));
    }

    @Test
    void comesBeforeItsChildrenAndAfterSmallerIds() {
        var ordered = Stream.of(
                        "/", "/0", "/0/0", "/0/0/0", "/0/0/0/0", "/0/0/0/65534", "/0/0/1", "/0/1", "/1", "/65534")
                .map(Path::parse)
                .toList();
        assertEquals(ordered, ordered.stream().sorted().toList());
        assertEquals(
                ordered,
                ordered.stream().sorted(Collections.reverseOrder()).sorted().toList());
    }

    @Test
    void containsItselfAndWhatIsUnderIt() {
        assertTrue(Path.ROOT.contains(Path.parse("/3/0/7/1")));
        assertTrue(Path.parse("/3").contains(Path.parse("/3")));
        assertTrue(Path.parse("/3/0").contains(Path.parse("/3/0/7")));
        assertFalse(Path.parse("/3/0").contains(Path.parse("/3")));
        assertFalse(Path.parse("/3/0").contains(Path.parse("/3/1/7")));
        assertFalse(Path.parse("/3").contains(Path.parse("/d01/3/0")));
        assertFalse(Path.parse("/3").contains(Path.parse("/30")));
    }

    @Test
    void isCutAndGrows() {
        assertEquals(Path.parse("/d01/3/0"), Path.parse("/d01/3/0/7/1").upTo(2));
        assertEquals(Path.parse("/3/0"), Path.parse("/3/0").upTo(4));
        assertEquals(Path.ROOT, Path.parse("/3/0").upTo(0));
        assertEquals(Path.parse("/3/0/7"), Path.parse("/3/0").child(7));
        assertEquals(Path.parse("/d01/3"), Path.parse("/3").in("d01"));
        assertEquals(Path.parse("/3"), Path.parse("/d01/3").in(""));
    }

    @Test
    void hasAPrefixBeforeTheFirstNumber() {
        assertEquals("lwm2m/d01", Path.parse("/lwm2m/d01/3303/0").prefix());
        assertEquals("", Path.parse("/3303/0").prefix());
        for (var prefix : List.of("/d01", "d01/", "a//b")) {
            assertThrows(IllegalArgumentException.class, () -> Path.ROOT.in(prefix));
        }
    }

    /** Small ids fill few bits, so a hash that does not mix them collides nearly always. */
    @Test
    void hashesWell() {
        var hashes = new HashSet<Integer>();
        for (var object = 0; object < 50; object++) {
            for (var instance = 0; instance < 20; instance++) {
                for (var resource = 0; resource < 50; resource++) {
                    hashes.add(Path.of(object, instance, resource).hashCode());
                }
            }
        }
        assertTrue(hashes.size() > 49_000, hashes.size() + " of 50000 differ");
        assertNotEquals(Path.of(3), Path.of(3, 0));
    }

    private static List<Integer> ids(Path path) {
        return List.of(path.object(), path.instance(), path.resource(), path.resourceInstance());
    }
}
