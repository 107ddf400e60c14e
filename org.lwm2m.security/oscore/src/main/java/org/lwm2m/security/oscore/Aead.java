package org.lwm2m.security.oscore;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The algorithms that encrypt and authenticate, by their COSE numbers (RFC 9053, 4.1 and 4.2). Lengths in octets. */
enum Aead {
    A128GCM(1, 16, 12, 16),
    A192GCM(2, 24, 12, 16),
    A256GCM(3, 32, 12, 16),
    AES_CCM_16_64_128(10, 16, 13, 8),
    AES_CCM_16_64_256(11, 32, 13, 8),
    AES_CCM_64_64_128(12, 16, 7, 8),
    AES_CCM_64_64_256(13, 32, 7, 8),
    AES_CCM_16_128_128(30, 16, 13, 16),
    AES_CCM_16_128_256(31, 32, 13, 16),
    AES_CCM_64_128_128(32, 16, 7, 16),
    AES_CCM_64_128_256(33, 32, 7, 16);

    final int number;
    final int key;
    final int nonce;
    private final int tag;

    Aead(int number, int key, int nonce, int tag) {
        this.number = number;
        this.key = key;
        this.nonce = nonce;
        this.tag = tag;
    }

    static Optional<Aead> of(int number) {
        return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
    }

    /** The longest Sender ID (RFC 8613, 3.3). */
    int longestId() {
        return nonce - 6;
    }

    byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] plain) {
        try {
            return gcm()
                    ? gcm(Cipher.ENCRYPT_MODE, key, nonce, aad).doFinal(plain)
                    : new Ccm(key, nonce, tag).seal(plain, aad);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + this, e);
        }
    }

    /** Empty if it was not sealed with this key, this nonce and these data. */
    Optional<byte[]> open(byte[] key, byte[] nonce, byte[] aad, byte[] sealed) {
        if (sealed.length < tag) {
            // The JDK's GCM fails with something else than a bad tag there.
            return Optional.empty();
        }
        try {
            return gcm()
                    ? Optional.of(gcm(Cipher.DECRYPT_MODE, key, nonce, aad).doFinal(sealed))
                    : new Ccm(key, nonce, tag).open(sealed, aad);
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + this, e);
        }
    }

    private boolean gcm() {
        return nonce == 12;
    }

    private Cipher gcm(int mode, byte[] key, byte[] nonce, byte[] aad) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * tag, nonce));
        cipher.updateAAD(aad);
        return cipher;
    }
}
