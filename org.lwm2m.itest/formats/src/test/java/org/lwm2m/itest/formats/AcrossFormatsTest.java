package org.lwm2m.itest.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lwm2m.api.Entry;

/** Whatever two formats can carry, comes across both of them as it was: types, numbers to the last bit, times, order. */
class AcrossFormatsTest {

    private static final List<Pack> PACKS = Generated.packs();

    @TestFactory
    Stream<DynamicTest> everyPairOfFormatsCarriesTheSameEntries() {
        return Stream.of(OurFormat.values()).flatMap(from -> Stream.of(OurFormat.values())
                .map(to -> dynamicTest(from.title() + " to " + to.title(), () -> across(from, to))));
    }

    private static void across(OurFormat from, OurFormat to) {
        var count = 0;
        for (var pack : PACKS) {
            if (from.carries(pack) && to.carries(pack)) {
                assertEquals(pack.entries(), carried(to, pack, carried(from, pack, pack.entries())), pack::toString);
                count++;
            }
        }
        assertTrue(count > 20, () -> "too few packs that both carry");
    }

    private static List<Entry> carried(OurFormat format, Pack pack, List<Entry> entries) {
        var payload = format.codec().encode(pack.base(), entries);
        return format.codec().decode(pack.base(), payload, pack.shapes());
    }
}
