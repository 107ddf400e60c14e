package org.lwm2m.itest.security;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.LocalClients;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.NumberedObject;

/** Another client in the same system, opened by program; its endpoint begins with its mode, as {@code psk-1} does. */
final class Fellow {

    private static final Bytes SERVERS_ID = Bytes.hex("02");

    private Fellow() {}

    static LocalClient open(LocalClients clients, String endpoint) throws IOException {
        return open(clients, endpoint, endpoint);
    }

    /** One whose name is not that of its keys. */
    static LocalClient open(LocalClients clients, String endpoint, String keys) throws IOException {
        return clients.open(
                endpoint,
                account(keys),
                List.of(new NumberedObject(3, ObjectVersion.parse("1.2"), new Clockwork(endpoint))));
    }

    private static List<Entry> account(String keys) throws IOException {
        var here = Secured.here();
        var mode = keys.substring(0, keys.indexOf('-'));
        var plain = mode.equals("nosec") || mode.equals("oscore");
        var uri = plain ? here.plain() : here.secured();
        var entries = new ArrayList<Entry>();
        entries.add(entry(0, 0, new Value.Text(uri)));
        entries.add(entry(
                0, 2, new Value.Int(plain ? 3 : List.of("psk", "rpk", "x509").indexOf(mode))));
        entries.add(entry(0, 10, new Value.Int(1)));
        entries.add(entry(1, 0, new Value.Int(1)));
        entries.add(entry(1, 1, new Value.Int(300)));
        entries.add(entry(1, 7, new Value.Text("U")));
        entries.add(entry(1, 18, new Value.Unsigned(1)));
        entries.add(entry(1, 23, new Value.Flag(false)));
        entries.addAll(keys(here, mode, keys));
        return entries;
    }

    private static List<Entry> keys(Secured here, String mode, String endpoint) throws IOException {
        return switch (mode) {
            case "psk" ->
                List.of(
                        entry(0, 3, new Value.Opaque(Bytes.utf8(endpoint))),
                        entry(0, 5, new Value.Opaque(Bytes.hex(Secured.KEY))));
            case "rpk" -> pair(here, endpoint, ".public");
            case "x509" -> pair(here, endpoint, ".pem");
            case "oscore" ->
                List.of(
                        entry(0, 17, new Value.ObjectLink(21, 0)),
                        entry(21, 0, new Value.Opaque(Bytes.hex(Secured.SECRET))),
                        entry(21, 1, new Value.Opaque(Bytes.hex("1" + endpoint.substring(7)))),
                        entry(21, 2, new Value.Opaque(SERVERS_ID)));
            default -> List.of();
        };
    }

    private static List<Entry> pair(Secured here, String endpoint, String kind) throws IOException {
        return List.of(
                entry(0, 3, new Value.Opaque(Bytes.wrap(here.der(endpoint + kind)))),
                entry(0, 4, new Value.Opaque(Bytes.wrap(here.der("server" + kind)))),
                entry(0, 5, new Value.Opaque(Bytes.wrap(here.der(endpoint + ".key")))));
    }

    private static Entry entry(int object, int resource, Value value) {
        return Entry.of(Path.of(object, 0, resource), value);
    }

    /** A device that knows its name and the time. */
    private record Clockwork(String name) implements ManagedObject {

        @Override
        public Set<Integer> instances() {
            return Set.of(0);
        }

        @Override
        public CompletionStage<List<Entry>> read(Path path) {
            var all = List.of(
                    entry(3, 0, new Value.Text(name)),
                    entry(
                            3,
                            13,
                            new Value.Time(Instant.ofEpochSecond(Instant.now().getEpochSecond()))));
            return CompletableFuture.completedStage(
                    all.stream().filter(each -> path.contains(each.path())).toList());
        }
    }
}
