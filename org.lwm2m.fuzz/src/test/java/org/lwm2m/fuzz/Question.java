package org.lwm2m.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Path;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.testing.Vector;

/**
 * What a codec is asked, made of any bytes: the path of the request, the types of resources, the payload.
 * <p>
 * First an octet: the path's depth in the low three bits, then a bit for a prefix, then how many KiB long a part of the
 * payload is made by repeating it. If that is more than 0, two octets say which part. Then the ids of the path, two
 * octets each; the number of types and the types themselves, an octet each; the rest is the payload.
 *
 * @param types of resources by their ids, modulo the number of types
 */
record Question(Path base, Type[] types, byte[] payload) implements ResourceTypes {

    private static final int PREFIX = 1 << 3;
    private static final int MOST_TYPES = 64;

    /** What is known of a resource, maybe nothing. */
    private enum Type {
        UNKNOWN,
        STRING,
        INTEGER,
        UNSIGNED,
        FLOAT,
        BOOLEAN,
        OPAQUE,
        TIME,
        OBJLNK,
        CORELNK,
        NONE;

        private final Optional<ResourceType> known =
                ordinal() == 0 ? Optional.empty() : Optional.of(ResourceType.valueOf(name()));
    }

    static Question of(byte[] input) {
        var in = ByteBuffer.wrap(input);
        var first = octet(in);
        var kilobytes = first >>> 4;
        var start = kilobytes > 0 ? octet(in) : 0;
        var size = kilobytes > 0 ? octet(in) : 0;
        var ids = new int[(first & 7) % 5];
        for (var level = 0; level < ids.length; level++) {
            ids[level] = (octet(in) << 8 | octet(in)) % Path.ABSENT;
        }
        var base = Path.of(ids).in((first & PREFIX) == 0 ? "" : "d01");
        var types = new Type[octet(in) % (MOST_TYPES + 1)];
        for (var i = 0; i < types.length; i++) {
            types[i] = Type.values()[octet(in) % Type.values().length];
        }
        var payload = new byte[in.remaining()];
        in.get(payload);
        return new Question(base, types, repeated(payload, start, size, kilobytes * 1024));
    }

    /** The input that this vector is made of. */
    static byte[] input(Vector vector) {
        var out = new ByteArrayOutputStream();
        var base = vector.base();
        out.write(base.depth() | (base.prefix().isEmpty() ? 0 : PREFIX));
        for (var level = 0; level < base.depth(); level++) {
            out.write(base.id(level) >>> 8);
            out.write(base.id(level));
        }
        var types = types(vector);
        out.write(types.length);
        for (var type : types) {
            out.write(type.ordinal());
        }
        out.writeBytes(vector.payload().array());
        return out.toByteArray();
    }

    @Override
    public Optional<ResourceType> at(Path path) {
        return types.length == 0 ? Optional.empty() : types[path.resource() % types.length].known;
    }

    /** The payload as a part of more, as it comes out of a datagram. */
    Bytes bytes() {
        var more = new byte[payload.length + 3];
        Arrays.fill(more, (byte) 0xa1);
        System.arraycopy(payload, 0, more, 1, payload.length);
        return Bytes.wrap(more).slice(1, payload.length);
    }

    /** As few as tell the resources of the vector apart. */
    private static Type[] types(Vector vector) {
        for (var count = 1; count < MOST_TYPES; count++) {
            var types = types(vector, count);
            var fits = vector.types().entrySet().stream()
                    .allMatch(each ->
                            types[each.getKey().resource() % types.length].known.equals(Optional.of(each.getValue())));
            if (fits) {
                return vector.types().isEmpty() ? new Type[0] : types;
            }
        }
        return types(vector, MOST_TYPES);
    }

    private static Type[] types(Vector vector, int count) {
        var types = new Type[count];
        Arrays.fill(types, Type.UNKNOWN);
        vector.types().forEach((path, type) -> types[path.resource() % count] = Type.valueOf(type.name()));
        return types;
    }

    private static byte[] repeated(byte[] payload, int from, int length, int size) {
        var start = Math.min(from, payload.length);
        var end = Math.min(start + length, payload.length);
        if (end == start || size <= payload.length) {
            return payload;
        }
        var out = new ByteArrayOutputStream(size);
        out.write(payload, 0, start);
        while (out.size() < size) {
            out.write(payload, start, end - start);
        }
        out.write(payload, end, payload.length - end);
        return out.toByteArray();
    }

    private static int octet(ByteBuffer in) {
        return in.hasRemaining() ? in.get() & 0xff : 0;
    }
}
