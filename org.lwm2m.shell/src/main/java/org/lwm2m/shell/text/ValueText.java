package org.lwm2m.shell.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/** A value as a person reads and types it. */
public final class ValueText {

    private static final int MOST_BYTES = 32;
    private static final int MOST_CHARACTERS = 4000;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private ValueText() {}

    /** The value; a time as seconds and as date, octets in hex. */
    public static String show(Value value) {
        if (value instanceof Value.Text text) {
            return shorten(text.value());
        } else if (value instanceof Value.Int number) {
            return Long.toString(number.value());
        } else if (value instanceof Value.Unsigned number) {
            return Long.toUnsignedString(number.value());
        } else if (value instanceof Value.Real real) {
            return real(real.value());
        } else if (value instanceof Value.Flag flag) {
            return Boolean.toString(flag.value());
        } else if (value instanceof Value.Opaque opaque) {
            return hex(opaque.value());
        } else if (value instanceof Value.Time time) {
            return time.value().getEpochSecond() + " = " + date(time.value());
        } else if (value instanceof Value.CoreLinks links) {
            return shorten(links.value());
        }
        return value instanceof Value.None ? "-" : value.toString();
    }

    /** An instant to the second, in UTC. */
    public static String date(Instant time) {
        try {
            return DATE.format(time);
        } catch (DateTimeException e) {
            return time.getEpochSecond() + " s";
        }
    }

    /** The same by the clock of who sits here, without the day. */
    public static String time(Instant time) {
        return LocalTime.ofInstant(time, ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_LOCAL_TIME);
    }

    /**
     * Reads what a resource of this type may hold: numbers in decimal, {@code true} or {@code false}, octets in hex or
     * {@code @FILE}, a time in seconds, as {@code 2026-01-31T12:00:00Z} or {@code now}, a link as {@code 3:0}.
     *
     * @throws IllegalArgumentException if it isn't that; the message says what it should be
     */
    public static Value parse(String text, ResourceType type) {
        try {
            return switch (type) {
                case STRING -> new Value.Text(text);
                case INTEGER -> new Value.Int(Long.parseLong(text));
                case UNSIGNED -> new Value.Unsigned(Long.parseUnsignedLong(text));
                case FLOAT -> new Value.Real(Double.parseDouble(text));
                case BOOLEAN -> new Value.Flag(flag(text));
                case OPAQUE -> new Value.Opaque(octets(text));
                case TIME -> new Value.Time(time(text));
                case OBJLNK -> link(text);
                case CORELNK -> new Value.CoreLinks(text);
                case NONE -> throw new IllegalArgumentException("it is executed, not written");
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no " + type.name().toLowerCase(), e);
        }
    }

    /** Reads a value whose type nobody knows: a whole number, another number, true or false, otherwise text. */
    public static Value guess(String text) {
        if (text.equals("true") || text.equals("false")) {
            return new Value.Flag(text.equals("true"));
        }
        for (var type : new ResourceType[] {ResourceType.INTEGER, ResourceType.FLOAT}) {
            if (text.matches("[-+.0-9].*")) {
                try {
                    return parse(text, type);
                } catch (IllegalArgumentException e) {
                    continue;
                }
            }
        }
        return new Value.Text(text);
    }

    private static String real(double value) {
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            return Double.toString(value);
        }
        var size = Math.abs(value);
        var plain = size == 0 || size >= 1e-6 && size < 1e15;
        return plain ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() : Double.toString(value);
    }

    private static String hex(Bytes bytes) {
        return bytes.size() <= MOST_BYTES
                ? "0x" + bytes.hex()
                : "0x" + bytes.slice(0, MOST_BYTES).hex() + "… (" + bytes.size() + " bytes)";
    }

    private static String shorten(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS) + "… (" + text.length() + " characters)";
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new NumberFormatException();
        };
    }

    private static Bytes octets(String text) {
        if (text.startsWith("@")) {
            try {
                return Bytes.of(Path.of(text.substring(1)));
            } catch (IOException e) {
                throw new IllegalArgumentException("can't read the file: " + e, e);
            }
        }
        try {
            return Bytes.hex(text.startsWith("0x") ? text.substring(2) : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no opaque: give hex digits, or @FILE", e);
        }
    }

    private static Instant time(String text) {
        if (text.equals("now")) {
            return Instant.now();
        }
        return text.contains("T") ? Instant.parse(text) : Instant.ofEpochSecond(Long.parseLong(text));
    }

    private static Value link(String text) {
        var colon = text.indexOf(':');
        if (colon < 0) {
            throw new NumberFormatException();
        }
        return new Value.ObjectLink(
                Integer.parseInt(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
}
