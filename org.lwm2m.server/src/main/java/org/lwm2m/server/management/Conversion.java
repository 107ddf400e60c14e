package org.lwm2m.server.management;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/** Turns a value into the type that its resource is of, where that loses nothing. */
public final class Conversion {

    private static final int MOST_DIGITS = 20;

    private Conversion() {}

    /** Empty if {@code value} can't be such a value. */
    public static Optional<Value> to(ResourceType type, Value value) {
        if (type.accepts(value) || value instanceof Value.None) {
            return Optional.of(value);
        }
        try {
            return value instanceof Value.Text text ? parse(type, text.value().trim()) : convert(type, value);
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<Value> parse(ResourceType type, String text) {
        return switch (type) {
            case INTEGER, UNSIGNED, FLOAT -> number(type, new BigDecimal(text));
            case BOOLEAN -> flag(text);
            case TIME ->
                Optional.of(new Value.Time(
                        text.matches("-?\\d+") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text)));
            case OBJLNK -> link(text);
            case CORELNK -> Optional.of(new Value.CoreLinks(text));
            case OPAQUE, STRING, NONE -> Optional.empty();
        };
    }

    private static Optional<Value> convert(ResourceType type, Value value) {
        if (type == ResourceType.STRING && value instanceof Value.CoreLinks links) {
            return Optional.of(new Value.Text(links.value()));
        }
        var number = number(value);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        return switch (type) {
            case INTEGER, UNSIGNED, FLOAT -> number(type, number.get());
            case BOOLEAN -> flag(number.get().toPlainString());
            case TIME ->
                Optional.of(new Value.Time(Instant.ofEpochSecond(number.get().longValueExact())));
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(Value value) {
        if (value instanceof Value.Int number) {
            return Optional.of(BigDecimal.valueOf(number.value()));
        } else if (value instanceof Value.Unsigned number) {
            return Optional.of(new BigDecimal(Long.toUnsignedString(number.value())));
        } else if (value instanceof Value.Real real && Double.isFinite(real.value())) {
            return Optional.of(new BigDecimal(real.value()));
        } else if (value instanceof Value.Time time) {
            return Optional.of(BigDecimal.valueOf(time.value().getEpochSecond()));
        } else if (value instanceof Value.Flag flag) {
            return Optional.of(flag.value() ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        return Optional.empty();
    }

    private static Optional<Value> number(ResourceType type, BigDecimal number) {
        return switch (type) {
            case INTEGER -> Optional.of(new Value.Int(number.longValueExact()));
            case UNSIGNED -> unsigned(number);
            default -> Optional.of(new Value.Real(number.doubleValue()));
        };
    }

    /** Digits are counted first: a peer may say 1e99999999, which is short until it is written out. */
    private static Optional<Value> unsigned(BigDecimal number) {
        if (number.signum() < 0 || (long) number.precision() - number.scale() > MOST_DIGITS) {
            return Optional.empty();
        }
        return Optional.of(new Value.Unsigned(
                Long.parseUnsignedLong(number.toBigIntegerExact().toString())));
    }

    private static Optional<Value> flag(String text) {
        return switch (text) {
            case "1", "true" -> Optional.of(new Value.Flag(true));
            case "0", "false" -> Optional.of(new Value.Flag(false));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> link(String text) {
        var ids = text.split(":", -1);
        return ids.length == 2
                ? Optional.of(new Value.ObjectLink(Integer.parseInt(ids[0]), Integer.parseInt(ids[1])))
                : Optional.empty();
    }
}
