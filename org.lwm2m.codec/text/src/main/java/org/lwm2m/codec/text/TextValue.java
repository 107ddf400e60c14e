package org.lwm2m.codec.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/** Prints values as the specification has them, and parses what peers make of that (Core 1.2, appendix C). */
final class TextValue {

    /** The longest plain decimal of a double is shorter. */
    private static final int MAX_DIGITS = 400;

    private TextValue() {}

    static byte[] print(Entry entry) {
        var value = entry.value();
        if (value instanceof Value.Text text) {
            return text.value().getBytes(UTF_8);
        } else if (value instanceof Value.Int number) {
            return Decimal.print(number.value());
        } else if (value instanceof Value.Real real) {
            return decimal(real.value(), entry.path());
        } else if (value instanceof Value.Flag flag) {
            return new byte[] {(byte) (flag.value() ? '1' : '0')};
        } else if (value instanceof Value.Time time) {
            return Decimal.print(time.value().getEpochSecond());
        } else if (value instanceof Value.Opaque opaque) {
            return Base64.getEncoder().encode(opaque.value().array());
        } else if (value instanceof Value.Unsigned number) {
            return Long.toUnsignedString(number.value()).getBytes(US_ASCII);
        } else if (value instanceof Value.ObjectLink link) {
            return link.toString().getBytes(US_ASCII);
        } else if (value instanceof Value.CoreLinks links) {
            return links.value().getBytes(UTF_8);
        }
        throw new LwM2mException(Status.NOT_ACCEPTABLE, "there is no value at " + entry.path());
    }

    /** Without exponent, as the specification's examples have it. */
    private static byte[] decimal(double value, Path path) {
        if (!Double.isFinite(value)) {
            throw new LwM2mException(Status.NOT_ACCEPTABLE, "text has no " + value + " for " + path);
        }
        if (value == 0) {
            return (1 / value < 0 ? "-0" : "0").getBytes(US_ASCII);
        }
        return value == (int) value ? Decimal.print((int) value) : Decimal.print(value);
    }

    static Value parse(Bytes text, ResourceType type, Path path) {
        try {
            return switch (type) {
                case STRING, NONE -> new Value.Text(text(text, path));
                case CORELNK -> new Value.CoreLinks(text(text, path));
                case INTEGER -> new Value.Int(integer(text, path));
                case UNSIGNED -> new Value.Unsigned(unsigned(text(text, path).strip()));
                case FLOAT -> new Value.Real(real(text, path));
                case BOOLEAN -> new Value.Flag(flag(text(text, path).strip()));
                case OPAQUE ->
                    new Value.Opaque(Bytes.wrap(
                            Base64.getDecoder().decode(text(text, path).strip())));
                case TIME -> new Value.Time(Instant.ofEpochSecond(integer(text, path)));
                case OBJLNK -> link(text(text, path).strip());
            };
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            // Not the text itself: it may be a secret, or long.
            throw new LwM2mException(Status.BAD_REQUEST, "text for " + path + " is no " + type, e);
        }
    }

    /** A replacement character may have been sent, or stand for octets that are no UTF-8. */
    private static String text(Bytes octets, Path path) {
        var text = octets.utf8();
        if (text.indexOf('\ufffd') >= 0) {
            try {
                UTF_8.newDecoder().decode(octets.buffer());
            } catch (CharacterCodingException e) {
                throw new LwM2mException(Status.BAD_REQUEST, "text for " + path + " is not UTF-8", e);
            }
        }
        return text;
    }

    private static long integer(Bytes octets, Path path) {
        var few = Decimal.whole(octets);
        return few == Decimal.OTHER ? integer(text(octets, path).strip()) : few;
    }

    private static double real(Bytes octets, Path path) {
        var few = Decimal.parse(octets);
        return Double.isNaN(few) ? real(text(octets, path).strip()) : few;
    }

    private static long integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return number(text).longValueExact();
        }
    }

    private static long unsigned(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            var number = number(text);
            var digits = number.precision() - number.scale();
            if (number.signum() != 0 && (digits < 1 || digits > 20)) {
                throw e;
            }
            return number.signum() == 0
                    ? 0
                    : Long.parseUnsignedLong(number.toBigIntegerExact().toString());
        }
    }

    private static double real(String text) {
        var value = number(text).doubleValue();
        if (!Double.isFinite(value)) {
            throw new NumberFormatException();
        }
        return value;
    }

    /** A number as peers write them where integers are due as well: {@code 1.0}, {@code 1e3}. */
    private static BigDecimal number(String text) {
        if (text.length() > MAX_DIGITS) {
            throw new NumberFormatException();
        }
        return new BigDecimal(text);
    }

    private static boolean flag(String text) {
        if (text.equals("1") || text.equals("0")) {
            return text.equals("1");
        }
        throw new IllegalArgumentException();
    }

    private static Value link(String text) {
        if (text.equalsIgnoreCase("ffff:ffff")) {
            return Value.ObjectLink.NULL;
        }
        var colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException();
        }
        return new Value.ObjectLink(
                Integer.parseInt(text, 0, colon, 10), Integer.parseInt(text, colon + 1, text.length(), 10));
    }
}
