package org.lwm2m.shell.text;

import java.time.Duration;

/** A length of time as people say it: its two largest units. */
public final class Span {

    private Span() {}

    /** Such as {@code 4 min 51 s} or {@code 2 d 3 h}; {@code now} for nothing and less. */
    public static String of(Duration time) {
        if (time.isNegative() || time.toSeconds() == 0) {
            return "now";
        } else if (time.toDays() > 0) {
            return two(time.toDays(), "d", time.toHoursPart(), "h");
        } else if (time.toHours() > 0) {
            return two(time.toHours(), "h", time.toMinutesPart(), "min");
        } else if (time.toMinutes() > 0) {
            return two(time.toMinutes(), "min", time.toSecondsPart(), "s");
        }
        return time.toSeconds() + " s";
    }

    private static String two(long large, String unit, int small, String smaller) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
    }
}
