package org.lwm2m.transport.tcp.tls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;

/** What an instance of the Security object asks of a handshake (Core 1.2, E.1: resources 16, 18, 20, 23 and 24). */
final class Wishes {

    private static final int SUITES = 16;
    private static final int GROUPS = 18;
    private static final int SIGNATURES = 20;
    private static final int SERVER_EXTENSIONS = 23;
    private static final int CLIENT_EXTENSIONS = 24;
    private static final int SNI = 1;
    private static final int ALPN = 1 << 4;

    private final List<Entry> settings;

    Wishes(List<Entry> settings) {
        this.settings = settings;
    }

    /**
     * Those of the account that fit the mode, in its order; the usual ones if it names none.
     *
     * @throws LwM2mException with 4.06 if none that it names fits
     */
    List<Integer> suites(boolean psk) {
        var wanted = values(SUITES);
        var fitting =
                wanted.stream().filter(suite -> Suites.isKnown(suite, psk)).toList();
        if (wanted.isEmpty()) {
            return Suites.calling(psk);
        } else if (fitting.isEmpty()) {
            throw new LwM2mException(
                    Status.NOT_ACCEPTABLE, "none of the cipher suites " + wanted + " is here and fits the keys");
        }
        return fitting;
    }

    /** Those of ours that the account wants, in its order; all of ours if it wants none of them. */
    List<Integer> groups(List<Integer> ours) {
        return chosen(GROUPS, ours);
    }

    List<Integer> signatures(List<Integer> ours) {
        return chosen(SIGNATURES, ours);
    }

    /** Whether the name of the server is to be told: unless the account speaks of extensions and leaves it out. */
    boolean sni() {
        return allows(SERVER_EXTENSIONS, SNI) && allows(CLIENT_EXTENSIONS, SNI);
    }

    /** Whether it is to be told that CoAP is what will be spoken, likewise. */
    boolean alpn() {
        return allows(SERVER_EXTENSIONS, ALPN) && allows(CLIENT_EXTENSIONS, ALPN);
    }

    private List<Integer> chosen(int resource, List<Integer> ours) {
        var fitting = values(resource).stream().filter(ours::contains).toList();
        return fitting.isEmpty() ? ours : fitting;
    }

    private boolean allows(int resource, int bit) {
        var bits = values(resource);
        return bits.isEmpty() || (bits.get(0) & bit) != 0;
    }

    /** The numbers of a resource, in the order of its instances. */
    private List<Integer> values(int resource) {
        var found = new ArrayList<>(settings.stream()
                .filter(entry -> entry.path().resource() == resource)
                .toList());
        found.sort(Comparator.comparing(Entry::path));
        return found.stream()
                .map(Entry::value)
                .flatMap(value -> number(value).stream())
                .toList();
    }

    private static Optional<Integer> number(Value value) {
        if (value instanceof Value.Unsigned number) {
            return Optional.of((int) number.value());
        }
        return value instanceof Value.Int number ? Optional.of((int) number.value()) : Optional.empty();
    }
}
