package org.lwm2m.tls.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.lwm2m.testing.Printed;
import org.lwm2m.tls.issue.CertificateDraft;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;

class RequestTest {

    /** RFC 2986, 4. */
    @Test
    void aRequestNamesSubjectAndKeyAndIsSignedWithIt() throws Exception {
        var keys = Printed.keys(TrialAuthority.keyPair());
        var now = Instant.now();
        var draft = new CertificateDraft(
                "CN=urn:dev:1", keys.getPublic(), now, now, new Extensions(false, List.of(), List.of("dns:a.org")));
        var request = new DerReader(new DerReader(draft.request(keys)).next(0x30));
        var body = request.next(0x30);
        request.next(0x30);
        var bits = request.next(0x03);
        assertFalse(request.more());

        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(keys.getPublic());
        signature.update(Der.sequence(body));
        assertTrue(signature.verify(Arrays.copyOfRange(bits, 1, bits.length)));

        var fields = new DerReader(body);
        assertArrayEquals(new byte[1], fields.next(0x02));
        assertArrayEquals(new X500Principal("CN=urn:dev:1").getEncoded(), Der.sequence(fields.next(0x30)));
        assertArrayEquals(keys.getPublic().getEncoded(), Der.sequence(fields.next(0x30)));
        assertTrue(fields.optional(0xa0).isPresent());
        assertFalse(fields.more());
    }
}
