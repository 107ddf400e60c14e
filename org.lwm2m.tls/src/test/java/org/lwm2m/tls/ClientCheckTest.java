package org.lwm2m.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.testing.Printed;
import org.lwm2m.tls.issue.CertificateDraft;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.BlankSignatures;

class ClientCheckTest {

    private static final Instant NOW = Instant.parse("2031-05-04T12:00:00Z");
    private static final Extensions CLIENT =
            new Extensions(false, List.of(Extensions.CLIENT), List.of("uri:urn:dev:1"));

    private final TrialAuthority root;
    private final KeyPair keys;

    ClientCheckTest() throws Exception {
        root = TrialAuthority.root("CN=Factory", NOW);
        keys = Printed.keys(TrialAuthority.keyPair());
    }

    @Test
    void passesWhatAnAuthorityHasIssuedAndSaysWhoItIs() throws Exception {
        var sub = root.below("CN=Line 1", NOW.minusSeconds(60), NOW.plusSeconds(60));
        var device = sub.issue("CN=dev-1", keys.getPublic(), NOW, CLIENT);
        var identity = check(List.of(root.certificate()), List.of(device, sub.certificate()));
        assertEquals("dev-1", identity.name());
        assertEquals(List.of("urn:dev:1"), identity.alternatives());
    }

    @Test
    void refusesWhatItCanNotTrust() throws Exception {
        var device = root.issue("CN=dev-1", keys.getPublic(), NOW, CLIENT);
        var stranger = TrialAuthority.root("CN=Stranger", NOW);
        var namesake = TrialAuthority.root("CN=Factory", NOW);
        assertRefused(48, List.of(), List.of(device));
        assertRefused(48, List.of(stranger.certificate()), List.of(device));
        assertRefused(42, List.of(namesake.certificate()), List.of(device));
        assertRefused(42, List.of(root.certificate()), List.of());
        var late = new CertificateDraft("CN=dev-1", keys.getPublic(), NOW.minusSeconds(9), NOW.minusSeconds(1), CLIENT);
        assertRefused(45, List.of(root.certificate()), List.of(root.issue(late)));
        var server = new Extensions(false, List.of(Extensions.SERVER), List.of());
        assertRefused(43, List.of(root.certificate()), List.of(root.issue("CN=dev-1", keys.getPublic(), NOW, server)));
    }

    @Test
    void takesASingleClientsCertificateForAnAnchorOfItselfOnly() throws Exception {
        var draft = new CertificateDraft(
                "CN=dev-1", keys.getPublic(), NOW.minus(Duration.ofDays(1)), NOW.plusSeconds(60), CLIENT);
        var pinned = draft.selfSigned(keys.getPrivate());
        assertEquals("dev-1", check(List.of(pinned), List.of(pinned)).name());
        var forged = draft.issuedBy(pinned, keys.getPrivate());
        assertRefused(48, List.of(pinned), List.of(forged, pinned));
    }

    @Test
    void runsOnAJavaThatChecksSignatures() {
        assertFalse(BlankSignatures.accepted());
    }

    private static void assertRefused(int alert, List<X509Certificate> anchors, List<X509Certificate> shown) {
        var refused = assertThrows(LwM2mException.class, () -> check(anchors, shown));
        assertEquals(OptionalInt.of(alert), refused.alert(), refused.getMessage());
    }

    private static org.lwm2m.api.security.Identity.Certificate check(
            List<X509Certificate> anchors, List<X509Certificate> shown) {
        return new ClientCheck(Clock.fixed(NOW, ZoneOffset.UTC)).check(anchors, shown);
    }
}
