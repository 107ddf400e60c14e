package org.lwm2m.itest.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/** Our codecs and Leshan's read the same from the same payloads, whoever wrote them, but for each {@link Difference}. */
class BesideLeshanTest {

    private final Set<Difference> seen = EnumSet.noneOf(Difference.class);

    @Test
    void bothReadTheSameOrAClauseSaysWhyNot() {
        var packs = Generated.packs();
        for (var format : OurFormat.both()) {
            var carried = packs.stream().filter(format::carries).toList();
            assertTrue(carried.size() > 20, () -> format + " carries " + carried.size());
            carried.forEach(pack -> compare(format, pack));
        }
        assertEquals(EnumSet.allOf(Difference.class), seen, "differences that are there no more");
    }

    @Test
    void aDifferenceThatNoClauseExplainsIsFound() {
        var one = Entry.of(Path.of(3, 0, 9), new Value.Unsigned(255));
        var other = Entry.of(Path.of(3, 0, 9), new Value.Unsigned(-1));
        assertTrue(Difference.between(OurFormat.TLV, one, other).isPresent());
        assertTrue(Difference.between(OurFormat.SENML_CBOR, one, other).isEmpty());
        assertTrue(Difference.between(OurFormat.TLV, other, one).isEmpty());
    }

    private void compare(OurFormat format, Pack pack) {
        var leshan = new LeshanFormat(format.number(), pack.shapes().model());
        compare(format, pack, leshan, format.codec().encode(pack.base(), pack.entries()));
        if (!pack.timed()) {
            compare(format, pack, leshan, Bytes.wrap(leshan.encode(pack.base(), pack.entries())));
        }
    }

    private void compare(OurFormat format, Pack pack, LeshanFormat leshan, Bytes payload) {
        var ours = new ArrayList<>(format.codec().decode(pack.base(), payload, pack.shapes()));
        if (!pack.timed()) {
            // Leshan's trees have an order of their own.
            ours.sort((one, other) -> one.path().compareTo(other.path()));
        }
        assertEquals(pack.entries(), ours, () -> format + " of " + pack);
        var theirs = read(format, pack, leshan, payload);
        assertTrue(theirs.isEmpty() || theirs.size() == ours.size(), () -> format + " of " + pack + ": " + theirs);
        for (var i = 0; i < theirs.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                var what = format + " of " + pack + ": " + ours.get(i) + ", Leshan " + theirs.get(i);
                seen.add(Difference.between(format, ours.get(i), theirs.get(i)).orElseGet(() -> fail(what)));
            }
        }
    }

    /** What Leshan reads, or nothing where it refuses what it should not. */
    private List<Entry> read(OurFormat format, Pack pack, LeshanFormat leshan, Bytes payload) {
        try {
            return pack.timed()
                    ? leshan.decodeHistory(pack.base(), payload.array())
                    : leshan.decode(pack.base(), payload.array());
        } catch (RuntimeException e) {
            seen.add(Difference.refused(format, pack.entries(), "" + e.getMessage())
                    .orElseGet(() -> fail(format + " of " + pack, e)));
            return List.of();
        }
    }
}
