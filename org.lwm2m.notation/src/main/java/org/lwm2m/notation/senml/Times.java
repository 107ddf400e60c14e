package org.lwm2m.notation.senml;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.lwm2m.notation.Scalar;

/** Makes times of base times and times. What is too small for a time since 1970 counts from now. */
public final class Times {

    /** From here on SenML means seconds since 1970 (RFC 8428, 4.5.3). */
    public static final long SENML = 1L << 28;

    /** From here on OMA JSON does (TS 1.0.2, 6.4.4). */
    public static final long OMA = 1;

    /** More than nine million years, less than what an {@link Instant} holds. */
    private static final double MAX = 0x1p48;

    /** Seconds as large as those since 1970 have no more exact places than this in a double. */
    private static final double MICROS = 1e6;

    private final Clock clock;
    private final long absolute;
    private long baseSeconds;
    private int baseNanos;
    private long seconds;
    private int nanos;
    private Optional<Instant> now = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private long lastSeconds;
    private int lastNanos;

    /** @param absolute from how many seconds on a time without base time counts from 1970 */
    public Times(Clock clock, long absolute) {
        this.clock = clock;
        this.absolute = absolute;
    }

    /** Takes a base time into force. */
    public void base(Scalar time) {
        var whole = whole(time);
        baseSeconds = whole;
        baseNanos = nanos(time, whole);
    }

    /** The time of the record at hand. */
    public void time(Scalar time) {
        seconds = whole(time);
        nanos = nanos(time, seconds);
    }

    /** The time of the record that is over, none for now. */
    public Optional<Instant> end() {
        var sum = baseSeconds + seconds + (baseNanos + nanos) / 1_000_000_000;
        var rest = (baseNanos + nanos) % 1_000_000_000;
        seconds = 0;
        nanos = 0;
        if (sum == 0 && rest == 0) {
            return Optional.empty();
        }
        if (last.isEmpty() || sum != lastSeconds || rest != lastNanos) {
            last = Optional.of(instant(sum, rest));
            lastSeconds = sum;
            lastNanos = rest;
        }
        return last;
    }

    /** The specification's own example has a base time that is too small, so any above zero is taken for absolute. */
    private Instant instant(long sum, int rest) {
        if (sum >= absolute || sum > 0 && baseSeconds > 0) {
            return Instant.ofEpochSecond(sum, rest);
        }
        if (now.isEmpty()) {
            now = Optional.of(clock.instant());
        }
        var time = now.get().plusSeconds(sum).plusNanos(rest);
        if (time.getEpochSecond() < 1) {
            throw new IllegalArgumentException("a time before 1970");
        }
        return time;
    }

    private static long whole(Scalar time) {
        var number = time.kind() == Scalar.Kind.INTEGER || time.kind() == Scalar.Kind.REAL;
        if (!number || Math.abs(time.real()) > MAX) {
            throw new IllegalArgumentException("not a time");
        }
        return time.kind() == Scalar.Kind.INTEGER ? time.integer() : (long) Math.floor(time.real());
    }

    private static int nanos(Scalar time, long whole) {
        if (time.kind() == Scalar.Kind.INTEGER) {
            return 0;
        }
        var fraction = time.real() - whole;
        return (int) Math.min(
                Math.abs(whole) < 1 << 20 ? Math.round(fraction * 1e9) : Math.round(fraction * MICROS) * 1000,
                999_999_999);
    }
}
