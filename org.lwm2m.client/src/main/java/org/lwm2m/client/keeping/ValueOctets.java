package org.lwm2m.client.keeping;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;

/** Each kind of {@link Value} as octets, by a letter that it has for ever. */
public final class ValueOctets {

    private ValueOctets() {}

    public static void write(Value value, DataOutputStream out) throws IOException {
        if (value instanceof Value.Text text) {
            octets('s', Bytes.utf8(text.value()), out);
        } else if (value instanceof Value.Opaque opaque) {
            octets('o', opaque.value(), out);
        } else if (value instanceof Value.CoreLinks links) {
            octets('c', Bytes.utf8(links.value()), out);
        } else if (value instanceof Value.Flag flag) {
            number('f', flag.value() ? 1 : 0, out);
        } else if (value instanceof Value.Unsigned number) {
            number('u', number.value(), out);
        } else if (value instanceof Value.Real real) {
            number('r', Double.doubleToLongBits(real.value()), out);
        } else if (value instanceof Value.Time time) {
            number('t', time.value().toEpochMilli(), out);
        } else if (value instanceof Value.ObjectLink link) {
            number('l', (long) link.object() << 16 | link.instance(), out);
        } else if (value instanceof Value.Int number) {
            number('i', number.value(), out);
        } else {
            number('n', 0, out);
        }
    }

    private static void number(char type, long number, DataOutputStream out) throws IOException {
        out.writeByte(type);
        out.writeLong(number);
    }

    private static void octets(char type, Bytes octets, DataOutputStream out) throws IOException {
        out.writeByte(type);
        out.writeInt((int) octets.size());
        out.write(octets.array());
    }

    public static Value read(DataInputStream in) throws IOException {
        var type = (char) in.readByte();
        if (type == 's' || type == 'o' || type == 'c') {
            var octets = octets(in);
            var bytes = Bytes.wrap(octets);
            return type == 'o'
                    ? new Value.Opaque(bytes)
                    : type == 's' ? new Value.Text(bytes.utf8()) : new Value.CoreLinks(bytes.utf8());
        }
        var number = in.readLong();
        return switch (type) {
            case 'f' -> new Value.Flag(number != 0);
            case 'u' -> new Value.Unsigned(number);
            case 'r' -> new Value.Real(Double.longBitsToDouble(number));
            case 't' -> new Value.Time(Instant.ofEpochMilli(number));
            case 'l' -> new Value.ObjectLink((int) (number >>> 16), (int) (number & 0xffff));
            case 'i' -> new Value.Int(number);
            case 'n' -> Value.NONE;
            default -> throw new IOException("it has values of no type " + type);
        };
    }

    /** In pieces: a length that is not what it was allocates no more than there is. */
    private static byte[] octets(DataInputStream in) throws IOException {
        var size = in.readInt();
        var octets = size < 0 ? new byte[0] : in.readNBytes(size);
        if (octets.length != size) {
            throw new IOException("it ends within a value");
        }
        return octets;
    }
}
