package org.lwm2m.tls.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.testing.Printed;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;

class CertificatesTest {

    private static final Instant NOW = Instant.parse("2051-05-04T12:00:00Z");

    @Test
    void readsAChainInPemAndInDer() throws Exception {
        var root = TrialAuthority.root("CN=Root", NOW);
        var leaf = root.issue(
                "CN=a",
                Printed.keys(TrialAuthority.keyPair()).getPublic(),
                NOW,
                new Extensions(false, List.of(), List.of()));
        var chain = List.of(leaf, root.certificate());
        var pem = new StringBuilder("words between are passed over\n");
        for (var each : chain) {
            pem.append(new Pem("CERTIFICATE", Bytes.wrap(each.getEncoded())).text())
                    .append("more\n");
        }
        assertEquals(chain, Certificates.read(Bytes.utf8(pem.toString())));
        assertEquals(
                chain,
                Certificates.read(Bytes.wrap(
                        Der.join(leaf.getEncoded(), root.certificate().getEncoded()))));
    }

    @Test
    void namesTheCertificateThatIsDamaged() throws Exception {
        var good = TrialAuthority.root("CN=Root", NOW).certificate().getEncoded();
        var cut = Der.join(good, Der.sequence(Der.integer(1)));
        var wrong = assertThrows(IllegalArgumentException.class, () -> Certificates.read(Bytes.wrap(cut)));
        assertTrue(wrong.getMessage().contains("certificate 2"), wrong.getMessage());
    }

    @Test
    void readsNoMoreThanAMegabyte() {
        assertThrows(IllegalArgumentException.class, () -> Certificates.read(Bytes.wrap(new byte[(1 << 20) + 1])));
    }
}
