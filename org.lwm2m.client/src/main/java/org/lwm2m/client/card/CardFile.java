package org.lwm2m.client.card;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.model.ObjectVersion;

/**
 * EF LwM2M_Bootstrap, taken apart (Core 1.2, G.3.3): how many objects, how many octets they take, and each with its id,
 * its version, its length and its instances as TLV; all numbers of two octets, the high one first.
 * <p>
 * The version is one octet 0, for what the enabler implies, or two; so says the grammar, and nothing else does.
 */
public record CardFile(List<Part> objects) {

    private static final int LARGEST = 32 * 1024;

    /** @param instances as TLV */
    public record Part(int object, ObjectVersion version, Bytes instances) {}

    /** Fails with 4.00 and words that say where it is wrong. */
    public static CardFile read(Bytes file) {
        if (file.size() > LARGEST) {
            throw wrong("has " + file.size() + " octets, more than " + LARGEST);
        }
        var in = ByteBuffer.wrap(file.array());
        try {
            var count = half(in);
            var size = half(in);
            // A card gives its files a size, whatever they hold: what is behind the end says nothing.
            if (size > in.remaining()) {
                throw wrong("ends at octet " + in.limit() + ", and is to have " + size + " after the fourth");
            }
            in.limit(in.position() + size);
            var parts = new ArrayList<Part>();
            for (var i = 0; i < count; i++) {
                parts.add(part(in));
            }
            if (in.hasRemaining()) {
                throw wrong("has " + in.remaining() + " octets after its last object");
            }
            return new CardFile(parts);
        } catch (BufferUnderflowException e) {
            throw wrong("ends within an object, at octet " + in.limit());
        }
    }

    private static Part part(ByteBuffer in) {
        var object = half(in);
        var major = in.get() & 0xff;
        var version = major == 0 ? ObjectVersion.V1_0 : new ObjectVersion(major, in.get() & 0xff);
        var length = half(in);
        if (length > in.remaining()) {
            throw wrong("ends within object " + object + ", at octet " + in.limit());
        }
        var instances = new byte[length];
        in.get(instances);
        return new Part(object, version, Bytes.wrap(instances));
    }

    private static int half(ByteBuffer in) {
        return in.getShort() & 0xffff;
    }

    private static LwM2mException wrong(String why) {
        return new LwM2mException(Status.BAD_REQUEST, "the file of the smartcard " + why);
    }
}
