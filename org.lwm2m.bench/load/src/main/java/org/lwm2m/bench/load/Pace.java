package org.lwm2m.bench.load;

/**
 * How much work there is at a time.
 *
 * @param atOnce pieces of it under way; the next begins when one ends
 * @param perSecond if not 0, one begins whenever its time has come, however many are under way
 */
public record Pace(int atOnce, int perSecond) {

    /** {@code 64} is so many at once, {@code 1000/s} so many a second. */
    public static Pace parse(String text) {
        return text.endsWith("/s")
                ? new Pace(0, Integer.parseInt(text.substring(0, text.length() - 2)))
                : new Pace(Integer.parseInt(text), 0);
    }
}
