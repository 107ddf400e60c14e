package org.lwm2m.itest.formats;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;

/** Where we and Leshan 2.0.0-M18 read the same payload differently, and why we read it as we do. */
enum Difference {
    /** Core 1.2, appendix C: a Time is an integer, in CBOR with a tag or without. Leshan wants tag 0 or 1. */
    TIME_WITHOUT_TAG(EnumSet.of(OurFormat.CBOR)),

    /** Core 1.2, appendix C: 1, 2, 4 or 8 octets without sign. Leshan extends the sign of 1 and 2 octets. */
    UNSIGNED_OF_FEW_OCTETS(EnumSet.of(OurFormat.TLV)),

    /** RFC 8259, 6: {@code -0.0} is a number, and a double has it. Leshan goes by decimals, which have one zero. */
    NEGATIVE_ZERO(EnumSet.of(OurFormat.JSON, OurFormat.SENML_JSON));

    private final Set<OurFormat> formats;

    Difference(Set<OurFormat> formats) {
        this.formats = formats;
    }

    /** What explains that one entry was read differently, if anything does. */
    static Optional<Difference> between(OurFormat format, Entry ours, Entry theirs) {
        var same = ours.path().equals(theirs.path()) && ours.time().equals(theirs.time());
        if (same && ours.value() instanceof Value.Unsigned one && theirs.value() instanceof Value.Unsigned other) {
            var extended = other.value() == (byte) one.value() || other.value() == (short) one.value();
            return UNSIGNED_OF_FEW_OCTETS.in(format, one.value() >>> 16 == 0 && extended);
        } else if (same && ours.value() instanceof Value.Real one && theirs.value() instanceof Value.Real other) {
            return NEGATIVE_ZERO.in(format, one.value() == 0 && other.value() == 0);
        }
        return Optional.empty();
    }

    /** What explains that Leshan reads nothing where we do, if anything does. */
    static Optional<Difference> refused(OurFormat format, List<Entry> ours, String why) {
        var times = ours.stream().allMatch(entry -> entry.value() instanceof Value.Time);
        return TIME_WITHOUT_TAG.in(format, times && why.contains("Not tag 0 or 1"));
    }

    private Optional<Difference> in(OurFormat format, boolean applies) {
        return applies && formats.contains(format) ? Optional.of(this) : Optional.empty();
    }
}
