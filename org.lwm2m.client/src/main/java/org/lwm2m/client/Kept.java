package org.lwm2m.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.client.account.Account;

/**
 * What of a bootstrap outlives the client, as octets.
 *
 * @param accounts the instances of each account
 * @param settings of all of them
 * @param access instances of /2
 * @param replaced fingerprints of configured accounts that count no more
 * @param purge when the bootstrap account goes
 */
record Kept(
        List<List<Entry>> accounts,
        Account.Settings settings,
        List<Entry> access,
        Set<String> replaced,
        Optional<Instant> purge) {

    private static final int FORMAT = 1;

    /** Far more than any bootstrap leaves: what says more is damaged. */
    private static final int MOST = 1 << 20;

    Bytes bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeByte(settings.version().ordinal());
            out.writeUTF(settings.local().map(URI::toString).orElse(""));
            out.writeLong(purge.map(Instant::toEpochMilli).orElse(0L));
            out.writeInt(accounts.size());
            for (var each : accounts) {
                write(each, out);
            }
            write(access, out);
            out.writeInt(replaced.size());
            for (var each : replaced) {
                out.writeUTF(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    /** @throws IOException if it is damaged, or from a later version */
    static Kept read(Bytes bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes.array()))) {
            var format = in.readByte();
            if (format != FORMAT) {
                throw new IOException("its format is " + format + ", not " + FORMAT);
            }
            var version = Version.values()[in.readByte()];
            var local =
                    Optional.of(in.readUTF()).filter(each -> !each.isEmpty()).map(URI::create);
            var purge = Optional.of(in.readLong()).filter(each -> each != 0).map(Instant::ofEpochMilli);
            var accounts = new ArrayList<List<Entry>>();
            for (var left = count(in); left > 0; left--) {
                accounts.add(entries(in));
            }
            var access = entries(in);
            var replaced = new HashSet<String>();
            for (var left = count(in); left > 0; left--) {
                replaced.add(in.readUTF());
            }
            return new Kept(accounts, new Account.Settings(version, local, Optional.empty()), access, replaced, purge);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void write(List<Entry> entries, DataOutputStream out) throws IOException {
        out.writeInt(entries.size());
        for (var each : entries) {
            out.writeLong(each.path().packed());
            write(each.value(), out);
        }
    }

    private static List<Entry> entries(DataInputStream in) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var left = count(in); left > 0; left--) {
            entries.add(Entry.of(new Path("", in.readLong()), value(in)));
        }
        return entries;
    }

    private static int count(DataInputStream in) throws IOException {
        var count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("it has " + count + " parts");
        }
        return count;
    }

    private static void write(Value value, DataOutputStream out) throws IOException {
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

    private static Value value(DataInputStream in) throws IOException {
        var type = (char) in.readByte();
        if (type == 's' || type == 'o' || type == 'c') {
            var octets = new byte[count(in)];
            in.readFully(octets);
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
}
