package org.lwm2m.notation.cbor;

/** Floats of 16 bits: 1 for the sign, 5 for the exponent, 10 for the fraction (IEEE 754, binary16). */
final class Half {

    static final int NONE = -1;

    private Half() {}

    static double toDouble(int bits) {
        var exponent = bits >>> 10 & 31;
        var fraction = bits & 0x3ff;
        double size;
        if (exponent == 31) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((double) fraction, -24);
        } else {
            size = Math.scalb((double) (fraction + 1024), exponent - 25);
        }
        return (bits & 0x8000) == 0 ? size : -size;
    }

    /** The bits of a finite number that 16 bits hold exactly, else {@link #NONE}. */
    static int of(double number) {
        var sign = Double.doubleToRawLongBits(number) < 0 ? 0x8000 : 0;
        var size = Math.abs(number);
        if (size == 0) {
            return sign;
        }
        var exponent = Math.max(Math.getExponent(size), -14);
        if (exponent > 15) {
            return NONE;
        }
        var fraction = Math.scalb(size, 10 - exponent);
        if (fraction != Math.rint(fraction)) {
            return NONE;
        }
        return sign | (fraction < 1024 ? (int) fraction : exponent + 15 << 10 | (int) fraction - 1024);
    }
}
