package org.lwm2m.tls.key;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;

/** Whether this Java takes an ECDSA signature of zeros for a good one, as some did (CVE-2022-21449). */
public final class BlankSignatures {

    private BlankSignatures() {}

    /** True if nothing that is signed can be believed here: neither certificates nor raw public keys prove anything. */
    public static boolean accepted() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(generator.generateKeyPair().getPublic());
            signature.update((byte) 1);
            return signature.verify(Der.sequence(Der.integer(0), Der.integer(0)));
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no ECDSA with secp256r1", e);
        }
    }
}
