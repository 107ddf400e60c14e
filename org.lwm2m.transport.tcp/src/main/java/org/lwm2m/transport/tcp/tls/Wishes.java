package org.lwm2m.transport.tcp.tls;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;

/**
 * What an instance of the Security object asks of a handshake (Core 1.2, E.1: resources 16 and 18 to 24). What can't be is
 * refused before there is one, with 4.06; what only TLS 1.3 has is {@link #unmet}.
 */
final class Wishes {

    private static final int SUITES = 16;
    private static final int GROUPS = 18;
    private static final int SERVER_SIGNATURES = 19;
    private static final int SIGNATURES = 20;
    private static final int SERVER_CERTIFICATES = 21;
    private static final int FEATURES = 22;
    private static final int SERVER_EXTENSIONS = 23;
    private static final int CLIENT_EXTENSIONS = 24;
    private static final int ECDSA = 3;
    private static final int SNI = 1;
    private static final int ALPN = 1 << 4;
    private static final int HERE = SNI | ALPN;

    /** As the JDK names them, and as TLS does. */
    private static final Map<String, Integer> CODES = Map.of(
            "SHA256withECDSA", 0x0403,
            "SHA384withECDSA", 0x0503,
            "SHA512withECDSA", 0x0603,
            "SHA256withRSA", 0x0401,
            "SHA384withRSA", 0x0501,
            "SHA512withRSA", 0x0601);

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
            throw refused("none of the cipher suites " + wanted
                    + " (/0/x/16) is here and fits the keys; those of TLS 1.3 are not here");
        }
        return fitting;
    }

    /** @throws LwM2mException with 4.06 if the account names some, and none of them is here */
    List<Integer> groups(List<Integer> ours) {
        return some(chosen(GROUPS, ours), "none of the groups " + values(GROUPS) + " (/0/x/18) is here");
    }

    /**
     * Those to use that the server has as well, as far as the account says either.
     *
     * @throws LwM2mException with 4.06 if there are none
     */
    List<Integer> signatures(List<Integer> ours) {
        var chosen = withEcdsa(
                chosen(SIGNATURES, ours),
                "none of the signature algorithms " + values(SIGNATURES) + " (/0/x/20) is here");
        var server = values(SERVER_SIGNATURES);
        return server.isEmpty()
                ? chosen
                : withEcdsa(
                        chosen.stream().filter(server::contains).toList(),
                        "the server has none of the signature algorithms that are used, only " + server + " (/0/x/19)");
    }

    /** @throws LwM2mException with 4.06 if the account says that the server does not take what our chain is signed with */
    void check(List<X509Certificate> ours) {
        var server = values(SERVER_CERTIFICATES);
        ours.stream()
                .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
                .map(X509Certificate::getSigAlgName)
                .filter(each -> !server.isEmpty() && !server.contains(CODES.get(each)))
                .findFirst()
                .ifPresent(each -> {
                    throw refused(
                            "the server takes no certificate signed with " + each + ", only " + server + " (/0/x/21)");
                });
    }

    /** What the account asks for that is not here, in words: TLS 1.2 is used without it. */
    Optional<String> unmet() {
        var missing = new ArrayList<String>();
        if (values(FEATURES).stream().anyMatch(each -> each != 0)) {
            missing.add("features of TLS 1.3 (/0/x/22)");
        }
        values(CLIENT_EXTENSIONS).stream()
                .mapToInt(each -> each & ~HERE)
                .filter(each -> each != 0)
                .findFirst()
                .ifPresent(bits -> missing.add("the extensions of bits "
                        + IntStream.range(0, 32)
                                .filter(bit -> (bits >>> bit & 1) != 0)
                                .boxed()
                                .toList() + " (/0/x/24)"));
        return Optional.of(String.join(" and ", missing)).filter(each -> !each.isEmpty());
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
        var wanted = values(resource);
        return wanted.isEmpty() ? ours : wanted.stream().filter(ours::contains).toList();
    }

    /** RSA is for chains; what is shown is signed with an ECDSA key. */
    private static List<Integer> withEcdsa(List<Integer> found, String otherwise) {
        return found.stream().anyMatch(each -> (each & 0xff) == ECDSA) ? found : some(List.of(), otherwise);
    }

    private static List<Integer> some(List<Integer> found, String otherwise) {
        if (found.isEmpty()) {
            throw refused(otherwise);
        }
        return found;
    }

    private static LwM2mException refused(String why) {
        return new LwM2mException(Status.NOT_ACCEPTABLE, why);
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
