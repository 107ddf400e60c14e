package org.lwm2m.notation;

/**
 * How much of a stranger's payload a codec reads; beyond it 4.13.
 *
 * @param bytes the longest payload
 * @param records how many values or paths one payload may have
 * @param nesting how deep maps and arrays that nobody understands may nest before they are refused
 */
public record Limits(int bytes, int records, int nesting) {

    public static final Limits STANDARD = new Limits(1 << 28, 100_000, 16);

    /** What one bit a level can remember. */
    private static final int MAX_NESTING = 64;

    public Limits {
        if (bytes < 1 || records < 1 || nesting < 1 || nesting > MAX_NESTING) {
            throw new IllegalArgumentException(
                    "limits: " + bytes + " bytes, " + records + " records, " + nesting + " levels");
        }
    }
}
