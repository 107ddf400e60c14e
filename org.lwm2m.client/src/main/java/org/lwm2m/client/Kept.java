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
import org.lwm2m.api.Version;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.keeping.ValueOctets;

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
            ValueOctets.write(each.value(), out);
        }
    }

    private static List<Entry> entries(DataInputStream in) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var left = count(in); left > 0; left--) {
            entries.add(Entry.of(new Path("", in.readLong()), ValueOctets.read(in)));
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
}
