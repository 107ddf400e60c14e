package org.lwm2m.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Credentials.Matching;
import org.lwm2m.api.security.Credentials.Usage;
import org.lwm2m.testing.Printed;
import org.lwm2m.testing.Proves;
import org.lwm2m.tls.issue.CertificateDraft;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;

/** Certificate usages × matching types × what can be wrong with a chain, against the table in the README. */
class ServerCheckTest {

    private static final Instant NOW = Instant.parse("2031-05-04T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String HOST = "server.example.com";

    private static final int GOOD = 0;
    private static final int BAD = 42;
    private static final int UNSUPPORTED = 43;
    private static final int EXPIRED = 45;
    private static final int OTHER = 46;
    private static final int UNKNOWN = 48;

    /** Chains that a server may show, each for one thing that can be wrong. */
    private enum Chain {
        SOUND,
        IN_DISORDER,
        EXPIRED,
        NOT_YET_VALID,
        EXPIRED_ISSUER,
        WRONG_ISSUER,
        ISSUER_OF_THE_SAME_NAME,
        FORGED,
        NOT_ISSUED_BY_AN_AUTHORITY,
        FOR_CLIENTS_ONLY,
        WITHOUT_ITS_ISSUER
    }

    private final TrialAuthority root;
    private final TrialAuthority sub;
    private final TrialAuthority oldSub;
    private final TrialAuthority stranger;
    private final TrialAuthority namesake;
    private final KeyPair keys;

    ServerCheckTest() throws Exception {
        root = TrialAuthority.root("CN=Root", NOW);
        sub = root.below("CN=Sub", NOW.minus(DAY), NOW.plus(DAY));
        oldSub = root.below("CN=Old Sub", NOW.minus(DAY.multipliedBy(3)), NOW.minus(DAY));
        stranger = TrialAuthority.root("CN=Stranger", NOW);
        namesake = TrialAuthority.root("CN=Root", NOW);
        keys = Printed.keys(TrialAuthority.keyPair());
    }

    /** The alert at usage 0, 1, 2 and 3; the entry matches what the chain has in its place. */
    static Stream<Arguments> chains() {
        return Stream.of(
                Arguments.of(Chain.SOUND, GOOD, GOOD, GOOD, GOOD),
                Arguments.of(Chain.IN_DISORDER, GOOD, GOOD, GOOD, GOOD),
                Arguments.of(Chain.EXPIRED, EXPIRED, EXPIRED, EXPIRED, EXPIRED),
                Arguments.of(Chain.NOT_YET_VALID, EXPIRED, EXPIRED, EXPIRED, EXPIRED),
                Arguments.of(Chain.EXPIRED_ISSUER, EXPIRED, EXPIRED, EXPIRED, GOOD),
                Arguments.of(Chain.WRONG_ISSUER, UNKNOWN, UNKNOWN, UNKNOWN, GOOD),
                Arguments.of(Chain.ISSUER_OF_THE_SAME_NAME, BAD, BAD, BAD, GOOD),
                Arguments.of(Chain.FORGED, UNKNOWN, UNKNOWN, UNKNOWN, GOOD),
                Arguments.of(Chain.NOT_ISSUED_BY_AN_AUTHORITY, OTHER, OTHER, OTHER, GOOD),
                Arguments.of(Chain.FOR_CLIENTS_ONLY, UNSUPPORTED, UNSUPPORTED, UNSUPPORTED, GOOD),
                Arguments.of(Chain.WITHOUT_ITS_ISSUER, UNKNOWN, UNKNOWN, UNKNOWN, GOOD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    @Proves({"SEC-06", "SEC-07"})
    void judgesAChainByUsageForEachWayOfMatching(Chain chain, int ca, int service, int anchor, int issued)
            throws Exception {
        var alerts = List.of(ca, service, anchor, issued);
        for (var usage : Usage.values()) {
            for (var matching : Matching.values()) {
                var shown = chain(chain, "dns:" + HOST);
                // A hash names an anchor only if the server shows it.
                shown.add(root.certificate());
                var expected = alerts.get(usage.ordinal());
                var entry = entry(usage, shown);
                assertAlert(expected, account(usage, matching, entry.getEncoded()), shown, HOST, chain);
                var key = account(usage, matching, entry.getPublicKey().getEncoded());
                assertAlert(expected, key, shown, HOST, chain);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    @Proves({"SEC-06", "SEC-07"})
    void asksForTheNameUnlessTheAccountHoldsTheServersCertificate(Usage usage, Matching matching) throws Exception {
        var shown = chain(Chain.SOUND, "dns:" + HOST);
        shown.add(root.certificate());
        var byAuthority = usage == Usage.CA_CONSTRAINT || usage == Usage.TRUST_ANCHOR_ASSERTION;
        var account = account(usage, matching, entry(usage, shown).getEncoded());
        assertAlert(byAuthority ? BAD : GOOD, account, shown, "server-fail.example.com", Chain.SOUND);
        if (usage == Usage.TRUST_ANCHOR_ASSERTION) {
            var same = account(usage, matching, shown.get(0).getEncoded());
            assertAlert(GOOD, same, shown, "server-fail.example.com", Chain.SOUND);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    @Proves("SEC-07")
    void refusesWhatTheAccountDoesNotExpect(Usage usage, Matching matching) throws Exception {
        var shown = chain(Chain.SOUND, "dns:" + HOST);
        var byAuthority = usage == Usage.CA_CONSTRAINT || usage == Usage.TRUST_ANCHOR_ASSERTION;
        var other = byAuthority ? stranger.certificate() : leaf(sub, "CN=" + HOST, NOW, "dns:" + HOST);
        var account = account(usage, matching, other.getEncoded());
        if (byAuthority) {
            assertAlert(UNKNOWN, account, shown, HOST, Chain.SOUND);
        } else {
            var another = account(usage, matching, sub.certificate().getEncoded());
            assertAlert(BAD, another, shown, HOST, Chain.SOUND);
        }
    }

    static Stream<Arguments> everyWay() {
        return Stream.of(Usage.values())
                .flatMap(usage -> Stream.of(Matching.values()).map(matching -> Arguments.of(usage, matching)));
    }

    @Test
    void needsATrustStoreForUsages0And1() throws Exception {
        var shown = chain(Chain.SOUND, "dns:" + HOST);
        for (var usage : List.of(Usage.CA_CONSTRAINT, Usage.SERVICE_CERTIFICATE_CONSTRAINT)) {
            var entry = Bytes.wrap(entry(usage, shown).getEncoded());
            var account =
                    new Credentials.Certificates(List.of(), keys.getPrivate(), usage, Matching.EXACT, entry, List.of());
            assertAlert(UNKNOWN, account, shown, HOST, Chain.SOUND);
        }
    }

    @Test
    void takesAnAnchorThatTheServerDoesNotShow() throws Exception {
        var shown = chain(Chain.SOUND, "dns:" + HOST);
        var whole = root.certificate().getEncoded();
        assertAlert(GOOD, account(Usage.TRUST_ANCHOR_ASSERTION, Matching.EXACT, whole), shown, HOST, Chain.SOUND);
        var key = root.certificate().getPublicKey().getEncoded();
        assertAlert(GOOD, account(Usage.TRUST_ANCHOR_ASSERTION, Matching.EXACT, key), shown, HOST, Chain.SOUND);
        var hashed = account(Usage.TRUST_ANCHOR_ASSERTION, Matching.SHA_256, whole);
        assertAlert(UNKNOWN, hashed, shown, HOST, Chain.SOUND);
    }

    @Test
    void saysWhoseCertificateItIs() throws Exception {
        var leaf = leaf(sub, "CN=" + HOST + ", O=Somebody", NOW, "dns:" + HOST, "uri:coaps://" + HOST);
        var account = account(Usage.DOMAIN_ISSUED, Matching.EXACT, leaf.getEncoded());
        var identity = new ServerCheck(clock()).check(account, List.of(leaf), HOST);
        assertEquals(HOST, identity.name());
        assertEquals(List.of(HOST, "coaps://" + HOST), identity.alternatives());
        assertEquals(
                Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded())), identity.fingerprint());
    }

    @Test
    void readsNoChainWithoutEndAndNoEmptyOne() throws Exception {
        var shown = chain(Chain.SOUND, "dns:" + HOST);
        var account = account(Usage.DOMAIN_ISSUED, Matching.EXACT, shown.get(0).getEncoded());
        assertAlert(BAD, account, List.of(), HOST, Chain.SOUND);
        while (shown.size() < 11) {
            shown.add(sub.certificate());
        }
        assertAlert(BAD, account, shown, HOST, Chain.SOUND);
    }

    private List<X509Certificate> chain(Chain chain, String... names) throws Exception {
        var shown = new ArrayList<X509Certificate>();
        switch (chain) {
            case SOUND -> shown.addAll(List.of(leaf(sub, "CN=S", NOW, names), sub.certificate()));
            case IN_DISORDER ->
                shown.addAll(List.of(leaf(sub, "CN=S", NOW, names), stranger.certificate(), sub.certificate()));
            case EXPIRED ->
                shown.addAll(List.of(leaf(sub, "CN=S", NOW.minus(Duration.ofDays(400)), names), sub.certificate()));
            case NOT_YET_VALID ->
                shown.addAll(List.of(leaf(sub, "CN=S", NOW.plus(DAY.multipliedBy(2)), names), sub.certificate()));
            case EXPIRED_ISSUER -> shown.addAll(List.of(leaf(oldSub, "CN=S", NOW, names), oldSub.certificate()));
            case WRONG_ISSUER -> shown.add(leaf(stranger, "CN=S", NOW, names));
            case ISSUER_OF_THE_SAME_NAME -> shown.add(leaf(namesake, "CN=S", NOW, names));
            case FORGED -> {
                var forger = stranger.below("CN=Sub", NOW.minus(DAY), NOW.plus(DAY));
                shown.addAll(List.of(leaf(forger, "CN=S", NOW, names), sub.certificate()));
            }
            case NOT_ISSUED_BY_AN_AUTHORITY -> {
                var other = leaf(sub, "CN=Other", NOW, "dns:other.example.com");
                var draft = draft("CN=S", NOW, new Extensions(false, List.of(), List.of(names)));
                shown.addAll(List.of(draft.issuedBy(other, keys.getPrivate()), other, sub.certificate()));
            }
            case FOR_CLIENTS_ONLY -> {
                var clients = new Extensions(false, List.of(Extensions.CLIENT), List.of(names));
                shown.addAll(List.of(sub.issue(draft("CN=S", NOW, clients)), sub.certificate()));
            }
            case WITHOUT_ITS_ISSUER -> shown.add(leaf(sub, "CN=S", NOW, names));
        }
        return shown;
    }

    private X509Certificate leaf(TrialAuthority issuer, String subject, Instant now, String... names) throws Exception {
        return issuer.issue(draft(subject, now, new Extensions(false, List.of(Extensions.SERVER), List.of(names))));
    }

    private CertificateDraft draft(String subject, Instant now, Extensions extensions) {
        return new CertificateDraft(
                subject, keys.getPublic(), now.minus(DAY), now.plus(DAY.multipliedBy(300)), extensions);
    }

    /** What an account of this usage holds: the authority, or the server's certificate. */
    private X509Certificate entry(Usage usage, List<X509Certificate> shown) {
        return switch (usage) {
            case CA_CONSTRAINT, TRUST_ANCHOR_ASSERTION -> root.certificate();
            case SERVICE_CERTIFICATE_CONSTRAINT, DOMAIN_ISSUED -> shown.get(0);
        };
    }

    private Credentials.Certificates account(Usage usage, Matching matching, byte[] entry) throws Exception {
        var value =
                switch (matching) {
                    case EXACT -> entry;
                    case SHA_256 -> MessageDigest.getInstance("SHA-256").digest(entry);
                    case SHA_384 -> MessageDigest.getInstance("SHA-384").digest(entry);
                    case SHA_512 -> MessageDigest.getInstance("SHA-512").digest(entry);
                };
        return new Credentials.Certificates(
                List.of(), keys.getPrivate(), usage, matching, Bytes.wrap(value), List.of(root.certificate()));
    }

    private static void assertAlert(
            int alert, Credentials.Certificates account, List<X509Certificate> shown, String name, Chain chain) {
        var check = new ServerCheck(clock());
        var what = chain + ", " + account.usage() + ", " + account.matching();
        if (alert == GOOD) {
            check.check(account, shown, name);
        } else {
            var refused = assertThrows(LwM2mException.class, () -> check.check(account, shown, name), what);
            assertEquals(OptionalInt.of(alert), refused.alert(), what + ": " + refused.getMessage());
            assertTrue(refused.getMessage().length() > 10, what);
        }
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
