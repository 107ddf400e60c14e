package org.lwm2m.transport.udp.dtls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;

/**
 * What an instance of the Security object asks of a handshake (Core 1.2, E.1: resources 16, 18, 20, 23 and 24). What
 * a peer is said to support, 19 and 21, changes nothing: it says so itself in the handshake.
 */
final class Wishes {

    private static final int SUITES = 16;
    private static final int GROUPS = 18;
    private static final int SIGNATURES = 20;
    private static final int SERVER_EXTENSIONS = 23;
    private static final int CLIENT_EXTENSIONS = 24;
    private static final int SNI = 1;
    private static final int CID = 1 << 12;

    private final List<Entry> settings;

    Wishes(List<Entry> settings) {
        this.settings = settings;
    }

    /**
     * Those of the account that fit the mode, in its order; the usual ones if it names none.
     *
     * @throws LwM2mException with 4.06 if none that it names fits
     */
    List<CipherSuite> suites(List<CipherSuite> usual, boolean psk) {
        if (values(SUITES).isEmpty()) {
            return usual;
        }
        var fitting = chosen(SUITES, CipherSuite::getTypeByCode).stream()
                .filter(suite -> suite.isPskBased() == psk)
                .toList();
        if (fitting.isEmpty()) {
            throw new LwM2mException(
                    Status.NOT_ACCEPTABLE,
                    "none of the cipher suites " + values(SUITES) + " is here and fits the keys");
        }
        return fitting;
    }

    List<SupportedGroup> groups(List<SupportedGroup> usual) {
        var chosen = chosen(GROUPS, SupportedGroup::fromId).stream()
                .filter(SupportedGroup::isUsable)
                .toList();
        return chosen.isEmpty() ? usual : chosen;
    }

    List<SignatureAndHashAlgorithm> signatures(List<SignatureAndHashAlgorithm> usual) {
        var chosen = chosen(SIGNATURES, code -> new SignatureAndHashAlgorithm(code >> 8, code & 0xff));
        return chosen.isEmpty() ? usual : chosen;
    }

    /** Whether connection ids are to be offered: unless the account speaks of extensions and leaves them out. */
    boolean cid() {
        return allows(SERVER_EXTENSIONS, CID) && allows(CLIENT_EXTENSIONS, CID);
    }

    /** Whether the name of the server is to be told, likewise. */
    boolean sni() {
        return allows(SERVER_EXTENSIONS, SNI) && allows(CLIENT_EXTENSIONS, SNI);
    }

    private boolean allows(int resource, int bit) {
        var bits = values(resource);
        return bits.isEmpty() || (bits.get(0) & bit) != 0;
    }

    private <T> List<T> chosen(int resource, IntFunction<T> find) {
        return values(resource).stream()
                .map(code -> find.apply(code))
                .filter(Objects::nonNull)
                .toList();
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
