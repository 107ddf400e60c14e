package org.lwm2m.api.object;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/** Which Java type stands for which resource type in an annotated interface, and a value as either. */
final class JavaTypes {

    private static final Map<Class<?>, ResourceType> TYPES = Map.ofEntries(
            Map.entry(String.class, ResourceType.STRING),
            Map.entry(long.class, ResourceType.INTEGER),
            Map.entry(Long.class, ResourceType.INTEGER),
            Map.entry(int.class, ResourceType.INTEGER),
            Map.entry(Integer.class, ResourceType.INTEGER),
            Map.entry(double.class, ResourceType.FLOAT),
            Map.entry(Double.class, ResourceType.FLOAT),
            Map.entry(boolean.class, ResourceType.BOOLEAN),
            Map.entry(Boolean.class, ResourceType.BOOLEAN),
            Map.entry(Bytes.class, ResourceType.OPAQUE),
            Map.entry(Instant.class, ResourceType.TIME),
            Map.entry(Value.ObjectLink.class, ResourceType.OBJLNK),
            Map.entry(Value.CoreLinks.class, ResourceType.CORELNK));

    private JavaTypes() {}

    static boolean multiple(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Map.class;
    }

    /** The type of one value: of a {@code Map<Integer, X>} it is X. */
    static Class<?> single(Type type) {
        var one = multiple(type) ? ((ParameterizedType) type).getActualTypeArguments()[1] : type;
        if (one instanceof Class<?> plain && TYPES.containsKey(plain)) {
            return plain;
        }
        throw new IllegalArgumentException("no resource holds a " + type + "; have " + TYPES.keySet());
    }

    static ResourceType resourceType(Type type) {
        return TYPES.get(single(type));
    }

    static Value value(Object java, ResourceType type) {
        if (java instanceof String text) {
            return new Value.Text(text);
        } else if (java instanceof Number number) {
            return switch (type) {
                case UNSIGNED -> new Value.Unsigned(number.longValue());
                case FLOAT -> new Value.Real(number.doubleValue());
                default -> new Value.Int(number.longValue());
            };
        } else if (java instanceof Boolean flag) {
            return new Value.Flag(flag);
        } else if (java instanceof Bytes bytes) {
            return new Value.Opaque(bytes);
        } else if (java instanceof Instant time) {
            return new Value.Time(time);
        } else if (java instanceof Value ready) {
            return ready;
        }
        throw new IllegalArgumentException("no resource holds " + (java == null ? "null" : java.getClass()));
    }

    static Object java(Value value, Class<?> wanted) {
        if (value instanceof Value.Text text) {
            return text.value();
        } else if (value instanceof Value.Int number) {
            return integer(number.value(), wanted);
        } else if (value instanceof Value.Unsigned number) {
            return integer(number.value(), wanted);
        } else if (value instanceof Value.Real real) {
            return real.value();
        } else if (value instanceof Value.Flag flag) {
            return flag.value();
        } else if (value instanceof Value.Opaque opaque) {
            return opaque.value();
        } else if (value instanceof Value.Time time) {
            return time.value();
        }
        return value;
    }

    private static Object integer(long value, Class<?> wanted) {
        if (wanted != int.class && wanted != Integer.class) {
            return value;
        }
        if (value != (int) value) {
            throw new LwM2mException(Status.BAD_REQUEST, value + " is beyond 32 bits");
        }
        return (int) value;
    }
}
