package org.lwm2m.server.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Set;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.server.Waiting;

/** A request that waits as octets, which a later version of this bundle still reads. */
final class KeptForm {

    /** Of this form; a change that the reader below does not understand takes the next. */
    static final int VERSION = 1;

    private static final int WRITE = 1;
    private static final int UPDATE = 2;
    private static final int ATTRIBUTES = 3;
    private static final int EXECUTE = 4;
    private static final int CREATE = 5;
    private static final int DELETE = 6;
    private static final int COMPOSITE = 7;

    private KeptForm() {}

    /** Whether there is a form for it: only for what changes something. */
    static boolean has(Downlink request) {
        return kind(request) != 0;
    }

    /** @param order by which requests come back: higher is later */
    static Bytes write(Waiting waiting, long order) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(order);
            text(out, waiting.id());
            text(out, waiting.endpoint());
            out.writeLong(waiting.since().toEpochMilli());
            out.writeLong(waiting.deadline().toEpochMilli());
            out.writeBoolean(waiting.sent());
            out.writeByte(kind(waiting.request()));
            write(out, waiting.request());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    /**
     * The version, which says whether the rest can be read.
     *
     * @throws IOException if there is nothing at all
     */
    static int version(Bytes kept) throws IOException {
        if (kept.size() == 0) {
            throw new IOException("it is empty");
        }
        return kept.octet(0);
    }

    static long order(Bytes kept) {
        return kept.slice(1, Long.BYTES).buffer().getLong();
    }

    /** @throws IOException or RuntimeException if it makes no sense */
    static Waiting read(Bytes kept) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(kept.array()))) {
            in.readByte();
            in.readLong();
            var id = text(in);
            var endpoint = text(in);
            var since = Instant.ofEpochMilli(in.readLong());
            var deadline = Instant.ofEpochMilli(in.readLong());
            var sent = in.readBoolean();
            var request = request(in.readByte(), in);
            if (in.read() >= 0) {
                throw new IOException("it is longer than it says");
            }
            return new Waiting(id, endpoint, request, since, deadline, true, sent);
        }
    }

    private static int kind(Downlink request) {
        if (request instanceof Downlink.Write write) {
            return write.mode() == Downlink.Write.Mode.REPLACE ? WRITE : UPDATE;
        } else if (request instanceof Downlink.WriteAttributes) {
            return ATTRIBUTES;
        } else if (request instanceof Downlink.Execute) {
            return EXECUTE;
        } else if (request instanceof Downlink.Create) {
            return CREATE;
        } else if (request instanceof Downlink.Delete) {
            return DELETE;
        }
        return request instanceof Downlink.WriteComposite ? COMPOSITE : 0;
    }

    private static void write(DataOutputStream out, Downlink request) throws IOException {
        if (request instanceof Downlink.Write write) {
            text(out, write.path().toString());
            content(out, write.content());
        } else if (request instanceof Downlink.WriteAttributes write) {
            text(out, write.path().toString());
            attributes(out, write.set());
            unset(out, write.unset());
        } else if (request instanceof Downlink.Execute execute) {
            text(out, execute.path().toString());
            text(out, execute.arguments());
        } else if (request instanceof Downlink.Create create) {
            text(out, create.path().toString());
            content(out, create.content());
        } else if (request instanceof Downlink.Delete delete) {
            text(out, delete.path().toString());
        } else if (request instanceof Downlink.WriteComposite write) {
            content(out, write.content());
        }
    }

    private static Downlink request(int kind, DataInputStream in) throws IOException {
        return switch (kind) {
            case WRITE -> new Downlink.Write(path(in), content(in), Downlink.Write.Mode.REPLACE);
            case UPDATE -> new Downlink.Write(path(in), content(in), Downlink.Write.Mode.PARTIAL_UPDATE);
            case ATTRIBUTES -> new Downlink.WriteAttributes(path(in), attributes(in), unset(in));
            case EXECUTE -> new Downlink.Execute(path(in), text(in));
            case CREATE -> new Downlink.Create(path(in), content(in));
            case DELETE -> new Downlink.Delete(path(in));
            case COMPOSITE -> new Downlink.WriteComposite(content(in));
            default -> throw new IOException("no kind of request: " + kind);
        };
    }

    private static void attributes(DataOutputStream out, Attributes attributes) throws IOException {
        out.writeByte(attributes.values().size());
        for (var each : attributes.values().entrySet()) {
            text(out, each.getKey().name());
            text(out, each.getValue().toString());
        }
    }

    private static Attributes attributes(DataInputStream in) throws IOException {
        var values = new EnumMap<Attribute, BigDecimal>(Attribute.class);
        for (var left = in.readUnsignedByte(); left > 0; left--) {
            values.put(Attribute.valueOf(text(in)), new BigDecimal(text(in)));
        }
        return new Attributes(values);
    }

    private static void unset(DataOutputStream out, Set<Attribute> unset) throws IOException {
        out.writeByte(unset.size());
        for (var each : unset) {
            text(out, each.name());
        }
    }

    private static Set<Attribute> unset(DataInputStream in) throws IOException {
        var unset = EnumSet.noneOf(Attribute.class);
        for (var left = in.readUnsignedByte(); left > 0; left--) {
            unset.add(Attribute.valueOf(text(in)));
        }
        return unset;
    }

    private static void content(DataOutputStream out, Content content) throws IOException {
        out.writeShort(content.format().number());
        octets(out, content.bytes().array());
    }

    private static Content content(DataInputStream in) throws IOException {
        return new Content(new ContentFormat(in.readUnsignedShort()), Bytes.wrap(octets(in)));
    }

    private static Path path(DataInputStream in) throws IOException {
        return Path.parse(text(in));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        octets(out, text.getBytes(UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(octets(in), UTF_8);
    }

    private static void octets(DataOutputStream out, byte[] octets) throws IOException {
        out.writeInt(octets.length);
        out.write(octets);
    }

    private static byte[] octets(DataInputStream in) throws IOException {
        var length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("it is cut off");
        }
        return in.readNBytes(length);
    }
}
