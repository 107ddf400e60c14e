package org.lwm2m.bootstrap.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/**
 * The account of a server, or a new bootstrap account, as a plan has it.
 *
 * @param section what its keys begin with
 * @param server Short Server ID; empty for the bootstrap account
 * @param instance of /0 and /1, if the plan says it
 * @param uri with {@code ${endpoint}} in it
 * @param keys which
 * @param oscore the name of the context that it links
 * @param security other resources of /0/0
 * @param settings resources of /1/0
 */
record Account(
        String section,
        Optional<Integer> server,
        Optional<Integer> instance,
        String uri,
        Keys keys,
        Optional<String> oscore,
        List<Entry> security,
        List<Entry> settings) {

    Account {
        security = List.copyOf(security);
        settings = List.copyOf(settings);
    }

    /** What the two sides know each other by. */
    enum Mode {
        PSK,
        RPK,
        X509,
        NOSEC
    }

    /** Who takes the other half of keys. */
    enum Handing {
        /** Nobody here: the server has it from elsewhere. */
        NONE,
        /** The key ring of this system. */
        STORE,
        /** The same, of a key that is made anew for each bootstrap. */
        GENERATE
    }

    /**
     * @param identity of PSK, with {@code ${endpoint}} in it
     * @param open our public key or certificate
     * @param server what the server has to show
     * @param secret the key
     */
    record Keys(
            Mode mode,
            String identity,
            Optional<Material> open,
            Optional<Material> server,
            Optional<Material> secret,
            Handing handing) {

        @Override
        public String toString() {
            return mode + (handing == Handing.NONE ? "" : " " + handing);
        }
    }

    /** Keys for one client. @param open identity, public key or certificate; each empty if there is none */
    record Pair(Bytes open, Bytes server, Bytes secret) {

        static final Pair NONE = new Pair(Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY);

        @Override
        public String toString() {
            return "Pair";
        }
    }

    /** The resources of its instance of /0; those that its mode does not use are left out (Core 1.2, E.1). */
    List<Entry> security(int instance, String endpoint, Pair pair, Optional<Value.ObjectLink> link) {
        var entries = new ArrayList<Entry>();
        entries.add(at(instance, 0, new Value.Text(uri.replace(Lines.ENDPOINT, endpoint))));
        entries.add(at(instance, 1, new Value.Flag(server.isEmpty())));
        entries.add(at(instance, 2, new Value.Int(keys.mode.ordinal())));
        octets(entries, instance, 3, pair.open);
        octets(entries, instance, 4, pair.server);
        octets(entries, instance, 5, pair.secret);
        server.ifPresent(id -> entries.add(at(instance, 10, new Value.Int(id))));
        security.forEach(each -> entries.add(at(instance, each.path().resource(), filled(each.value(), endpoint))));
        link.ifPresent(target -> entries.add(at(instance, 17, target)));
        return entries;
    }

    /** The resources of its instance of /1. */
    List<Entry> settings(int instance, String endpoint) {
        var entries = new ArrayList<Entry>();
        entries.add(Entry.of(Path.of(1, instance, 0), new Value.Int(server.orElseThrow())));
        settings.forEach(each ->
                entries.add(Entry.of(Path.of(1, instance, each.path().resource()), filled(each.value(), endpoint))));
        return entries;
    }

    private static Value filled(Value value, String endpoint) {
        return value instanceof Value.Text text
                ? new Value.Text(text.value().replace(Lines.ENDPOINT, endpoint))
                : value;
    }

    private static void octets(List<Entry> entries, int instance, int resource, Bytes octets) {
        if (octets.size() > 0) {
            entries.add(at(instance, resource, new Value.Opaque(octets)));
        }
    }

    private static Entry at(int instance, int resource, Value value) {
        return Entry.of(Path.of(0, instance, resource), value);
    }
}
