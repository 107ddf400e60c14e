package org.lwm2m.notation;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/**
 * A value as it stands in a payload, until the type of its resource is known. Used again for the next one.
 * <p>
 * What it can't be turned into is told by an {@link IllegalArgumentException}; whoever reads knows where.
 */
public final class Scalar {

    /** What stands there. {@link #NATURAL} is an integer that takes all 64 bits. */
    public enum Kind {
        NOTHING,
        INTEGER,
        NATURAL,
        REAL,
        FLAG,
        TEXT,
        OCTETS,
        LINK,
        TIME
    }

    private static final double TWO_TO_63 = 0x1p63;

    private Kind kind = Kind.NOTHING;
    private long integer;
    private double real;
    private String text = "";
    private Bytes octets = Bytes.EMPTY;
    private Instant time = Instant.EPOCH;

    public Kind kind() {
        return kind;
    }

    /** Of {@link Kind#INTEGER} and {@link Kind#NATURAL}. */
    public long integer() {
        return integer;
    }

    public boolean isNumber() {
        return kind == Kind.INTEGER || kind == Kind.NATURAL || kind == Kind.REAL;
    }

    /** Of any number. */
    public double real() {
        return switch (kind) {
            case INTEGER -> integer;
            case NATURAL -> (integer >>> 1) * 2.0 + (integer & 1);
            default -> real;
        };
    }

    public void nothing() {
        kind = Kind.NOTHING;
    }

    public void integer(long number) {
        kind = Kind.INTEGER;
        integer = number;
    }

    /** All 64 bits count. */
    public void natural(long number) {
        kind = number < 0 ? Kind.NATURAL : Kind.INTEGER;
        integer = number;
    }

    public void real(double number) {
        real(number, "");
    }

    /** @param digits how it was written, if the double can't hold all of that */
    public void real(double number, String digits) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("not a finite number");
        }
        kind = Kind.REAL;
        real = number;
        text = digits;
    }

    public void flag(boolean flag) {
        kind = Kind.FLAG;
        integer = flag ? 1 : 0;
    }

    public void text(String text) {
        kind = Kind.TEXT;
        this.text = text;
    }

    public void octets(Bytes octets) {
        kind = Kind.OCTETS;
        this.octets = octets;
    }

    /** An object link as text, {@code 66:0}. */
    public void link(String text) {
        kind = Kind.LINK;
        this.text = text;
    }

    public void time(Instant time) {
        kind = Kind.TIME;
        this.time = time;
    }

    /** The value for a resource of this type; of {@link ResourceType#NONE}, which means unknown, what it looks like. */
    public Value value(ResourceType type) {
        return switch (kind) {
            case NOTHING -> Value.NONE;
            case INTEGER -> integer(type);
            case NATURAL -> natural(type);
            case REAL -> real(type);
            case FLAG -> new Value.Flag(checked(type, ResourceType.BOOLEAN, integer == 1));
            case TEXT -> text(type);
            case OCTETS -> new Value.Opaque(checked(type, ResourceType.OPAQUE, octets));
            case LINK -> objectLink(checked(type, ResourceType.OBJLNK, text));
            case TIME -> new Value.Time(checked(type, ResourceType.TIME, time));
        };
    }

    private Value integer(ResourceType type) {
        return switch (type) {
            case INTEGER, NONE -> new Value.Int(integer);
            case FLOAT -> new Value.Real(integer);
            case TIME -> instant(integer);
            case UNSIGNED -> {
                if (integer < 0) {
                    throw new IllegalArgumentException("a number below zero, the resource is unsigned");
                }
                yield new Value.Unsigned(integer);
            }
            default -> throw mismatch(type);
        };
    }

    private Value natural(ResourceType type) {
        return switch (type) {
            case UNSIGNED, NONE -> new Value.Unsigned(integer);
            case FLOAT -> new Value.Real(real());
            case INTEGER, TIME -> throw tooManyBits();
            default -> throw mismatch(type);
        };
    }

    private Value real(ResourceType type) {
        return switch (type) {
            case FLOAT, NONE -> new Value.Real(real);
            case INTEGER -> new Value.Int(whole());
            case TIME -> instant(whole());
            case UNSIGNED -> new Value.Unsigned(wholeUnsigned());
            default -> throw mismatch(type);
        };
    }

    private Value text(ResourceType type) {
        return switch (type) {
            case STRING, NONE -> new Value.Text(text);
            case CORELNK -> new Value.CoreLinks(text);
            case OBJLNK -> objectLink(text);
            default -> throw mismatch(type);
        };
    }

    /** Peers write integers as {@code 1.0} and {@code 1e3}, too. */
    private long whole() {
        if (real != Math.rint(real)) {
            throw new IllegalArgumentException("a fraction, the resource has none");
        }
        if (!text.isEmpty() && Math.abs(real) <= TWO_TO_63) {
            return exact(new BigDecimal(text));
        } else if (real < -TWO_TO_63 || real >= TWO_TO_63) {
            throw tooManyBits();
        }
        return (long) real;
    }

    private long wholeUnsigned() {
        if (real < TWO_TO_63 && text.isEmpty()) {
            var whole = whole();
            if (whole < 0) {
                throw new IllegalArgumentException("a number below zero, the resource is unsigned");
            }
            return whole;
        } else if (real > 2 * TWO_TO_63 || real < 0) {
            throw tooManyBits();
        }
        var whole = whole(text.isEmpty() ? new BigDecimal(real) : new BigDecimal(text))
                .toBigIntegerExact();
        if (whole.bitLength() > Long.SIZE) {
            throw tooManyBits();
        }
        return whole.longValue();
    }

    private static long exact(BigDecimal number) {
        try {
            return whole(number).longValueExact();
        } catch (ArithmeticException e) {
            throw tooManyBits();
        }
    }

    private static BigDecimal whole(BigDecimal number) {
        try {
            return number.setScale(0);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a fraction, the resource has none", e);
        }
    }

    private static Value instant(long seconds) {
        try {
            return new Value.Time(Instant.ofEpochSecond(seconds));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time beyond the calendar", e);
        }
    }

    private static Value objectLink(String text) {
        if (text.equalsIgnoreCase("ffff:ffff")) {
            return Value.ObjectLink.NULL;
        }
        var colon = text.indexOf(':');
        return new Value.ObjectLink(id(text, 0, colon), id(text, colon + 1, text.length()));
    }

    private static int id(String text, int from, int to) {
        var id = 0;
        for (var at = from; at < to && at < from + 6; at++) {
            var digit = text.charAt(at) - '0';
            id = digit < 0 || digit > 9 ? -1 << 16 : id * 10 + digit;
        }
        if (to <= from || id >>> 16 != 0 || to > from + 5) {
            throw new IllegalArgumentException("no object link: two numbers up to 65535 and a colon between");
        }
        return id;
    }

    private <T> T checked(ResourceType type, ResourceType due, T value) {
        if (type != due && type != ResourceType.NONE) {
            throw mismatch(type);
        }
        return value;
    }

    private IllegalArgumentException mismatch(ResourceType type) {
        return new IllegalArgumentException(kind.name().toLowerCase() + ", the resource is of type "
                + type.name().toLowerCase());
    }

    private static IllegalArgumentException tooManyBits() {
        return new IllegalArgumentException("a number beyond the 64 bits of the resource");
    }
}
