package org.lwm2m.transport.udp.dtls;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
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
    private static final int SNI = 1;
    private static final int FRAGMENT_LENGTH = 1 << 1;
    private static final int RECORD_SIZE = 1 << 7;
    private static final int CID = 1 << 12;
    private static final int HERE = SNI | FRAGMENT_LENGTH | RECORD_SIZE | CID;

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
            throw refused("none of the cipher suites " + values(SUITES)
                    + " (/0/x/16) is here and fits the keys; those of TLS 1.3 are not here");
        }
        return fitting;
    }

    /** @throws LwM2mException with 4.06 if none that the account names is here */
    List<SupportedGroup> groups(List<SupportedGroup> usual) {
        if (values(GROUPS).isEmpty()) {
            return usual;
        }
        var chosen = chosen(GROUPS, SupportedGroup::fromId).stream()
                .filter(SupportedGroup::isUsable)
                .toList();
        return some(chosen, "none of the groups " + values(GROUPS) + " (/0/x/18) is here");
    }

    /**
     * Those to use that the server has as well, as far as the account says either.
     *
     * @throws LwM2mException with 4.06 if there are none
     */
    List<SignatureAndHashAlgorithm> signatures(List<SignatureAndHashAlgorithm> usual) {
        var chosen = values(SIGNATURES).isEmpty()
                ? usual
                : some(
                        chosen(SIGNATURES, Wishes::signature).stream()
                                .filter(each -> each.getHash() != null && each.getSignature() != null)
                                .toList(),
                        "none of the signature algorithms " + values(SIGNATURES) + " (/0/x/20) is here");
        var server = chosen(SERVER_SIGNATURES, Wishes::signature);
        return server.isEmpty()
                ? chosen
                : some(
                        chosen.stream().filter(server::contains).toList(),
                        "the server has none of the signature algorithms that are used, only "
                                + values(SERVER_SIGNATURES) + " (/0/x/19)");
    }

    /** @throws LwM2mException with 4.06 if the account says that the server does not take what our chain is signed with */
    void check(List<X509Certificate> ours) {
        var server = chosen(SERVER_CERTIFICATES, Wishes::signature);
        ours.stream()
                .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
                .map(X509Certificate::getSigAlgName)
                .filter(each -> !server.isEmpty() && !server.contains(SignatureAndHashAlgorithm.valueOf(each)))
                .findFirst()
                .ifPresent(each -> {
                    throw refused("the server takes no certificate signed with " + each + ", only "
                            + values(SERVER_CERTIFICATES) + " (/0/x/21)");
                });
    }

    private static SignatureAndHashAlgorithm signature(int code) {
        return new SignatureAndHashAlgorithm(code >> 8, code & 0xff);
    }

    private static <T> List<T> some(List<T> found, String otherwise) {
        if (found.isEmpty()) {
            throw refused(otherwise);
        }
        return found;
    }

    private static LwM2mException refused(String why) {
        return new LwM2mException(Status.NOT_ACCEPTABLE, why);
    }

    /** Whether connection ids are to be offered: unless the account speaks of extensions and leaves them out. */
    boolean cid() {
        return allows(SERVER_EXTENSIONS, CID) && allows(CLIENT_EXTENSIONS, CID);
    }

    /** Whether the name of the server is to be told, likewise. */
    boolean sni() {
        return allows(SERVER_EXTENSIONS, SNI) && allows(CLIENT_EXTENSIONS, SNI);
    }

    /** Whether to ask the server for records of limited length (RFC 6066, 4); only where the account says so. */
    boolean fragmentLength() {
        return asksFor(FRAGMENT_LENGTH);
    }

    /** Whether to tell the server the longest record that is taken (RFC 8449), likewise. */
    boolean recordSize() {
        return asksFor(RECORD_SIZE);
    }

    /** What the account asks for that is not here, in words: DTLS 1.2 is used without it. */
    Optional<String> unmet() {
        var missing = new ArrayList<String>();
        if (values(FEATURES).stream().anyMatch(each -> each != 0)) {
            missing.add("features of TLS 1.3 (/0/x/22)");
        }
        var extensions = values(CLIENT_EXTENSIONS).stream()
                .mapToInt(each -> each & ~HERE)
                .filter(each -> each != 0)
                .findFirst();
        extensions.ifPresent(bits -> missing.add("the extensions of bits "
                + IntStream.range(0, 32)
                        .filter(bit -> (bits >>> bit & 1) != 0)
                        .boxed()
                        .toList() + " (/0/x/24)"));
        return Optional.of(String.join(" and ", missing)).filter(each -> !each.isEmpty());
    }

    private boolean asksFor(int bit) {
        return !values(CLIENT_EXTENSIONS).isEmpty() && allows(CLIENT_EXTENSIONS, bit) && allows(SERVER_EXTENSIONS, bit);
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
