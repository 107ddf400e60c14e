package org.lwm2m.client.keeping;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;

/** How what is kept becomes octets and itself again. The first octet of a state is the number of its format. */
public final class Octets {

    /** Far more than a client has of anything: what says more is damaged. */
    private static final int MOST = 1 << 20;

    private Octets() {}

    /** Puts something into octets. */
    @FunctionalInterface
    public interface Writing {

        void to(DataOutputStream out) throws IOException;
    }

    /** Makes something of octets. */
    @FunctionalInterface
    public interface Reading<T> {

        T from(DataInputStream in) throws IOException;
    }

    public static Bytes write(int format, Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(format);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    /** @throws IOException if it is damaged, or from a later version */
    public static <T> T read(int format, Bytes bytes, Reading<T> reading) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes.array()))) {
            var found = in.readByte();
            if (found != format) {
                throw new IOException("its format is " + found + ", not " + format);
            }
            var read = reading.from(in);
            if (in.read() >= 0) {
                throw new IOException("it is longer than it should be");
            }
            return read;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    public static <T> void all(DataOutputStream out, List<T> all, Each<T> each) throws IOException {
        out.writeInt(all.size());
        for (var one : all) {
            each.to(out, one);
        }
    }

    /** Puts one of several into octets. */
    @FunctionalInterface
    public interface Each<T> {

        void to(DataOutputStream out, T one) throws IOException;
    }

    public static <T> List<T> all(DataInputStream in, Reading<T> each) throws IOException {
        var all = new ArrayList<T>();
        for (var left = count(in); left > 0; left--) {
            all.add(each.from(in));
        }
        return all;
    }

    static int count(DataInputStream in) throws IOException {
        var count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("it has " + count + " parts");
        }
        return count;
    }

    public static void path(DataOutputStream out, Path path) throws IOException {
        out.writeUTF(path.prefix());
        out.writeLong(path.packed());
    }

    public static Path path(DataInputStream in) throws IOException {
        return new Path(in.readUTF(), in.readLong());
    }

    public static void time(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    public static Instant time(DataInputStream in) throws IOException {
        var seconds = in.readLong();
        if (Math.abs(seconds) > Instant.MAX.getEpochSecond()) {
            throw new IOException("it has a time at second " + seconds);
        }
        return Instant.ofEpochSecond(seconds, in.readInt());
    }

    public static void entry(DataOutputStream out, Entry entry) throws IOException {
        path(out, entry.path());
        ValueOctets.write(entry.value(), out);
        out.writeBoolean(entry.time().isPresent());
        if (entry.time().isPresent()) {
            time(out, entry.time().get());
        }
    }

    public static Entry entry(DataInputStream in) throws IOException {
        var path = path(in);
        var value = ValueOctets.read(in);
        return new Entry(path, value, in.readBoolean() ? Optional.of(time(in)) : Optional.empty());
    }

    public static void attributes(DataOutputStream out, Attributes attributes) throws IOException {
        out.writeInt(attributes.values().size());
        for (var each : attributes.values().entrySet()) {
            out.writeUTF(each.getKey().name());
            out.writeUTF(each.getValue().toString());
        }
    }

    public static Attributes attributes(DataInputStream in) throws IOException {
        var values = new EnumMap<Attribute, BigDecimal>(Attribute.class);
        for (var left = count(in); left > 0; left--) {
            values.put(Attribute.valueOf(in.readUTF()), new BigDecimal(in.readUTF()));
        }
        return new Attributes(values);
    }
}
