package org.lwm2m.security.oscore;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES in the mode CCM (RFC 3610), on the AES of the JDK, which has all but this mode. */
final class Ccm {

    private static final int BLOCK = 16;

    private final Cipher aes;
    private final byte[] nonce;
    private final int tag;

    /** @param nonce 7 to 13 octets; what they leave of 15 counts the octets of a message */
    Ccm(byte[] key, byte[] nonce, int tag) throws GeneralSecurityException {
        this.aes = Cipher.getInstance("AES/ECB/NoPadding");
        this.aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        this.nonce = nonce;
        this.tag = tag;
    }

    byte[] seal(byte[] plain, byte[] aad) throws GeneralSecurityException {
        var sealed = Arrays.copyOf(plain, plain.length + tag);
        count(sealed, plain.length);
        System.arraycopy(tag(plain, aad), 0, sealed, plain.length, tag);
        return sealed;
    }

    /** Empty if it was not sealed with this key, this nonce and these data. */
    Optional<byte[]> open(byte[] sealed, byte[] aad) throws GeneralSecurityException {
        var plain = Arrays.copyOf(sealed, sealed.length - tag);
        count(plain, plain.length);
        var expected = Arrays.copyOfRange(sealed, plain.length, sealed.length);
        return MessageDigest.isEqual(expected, tag(plain, aad)) ? Optional.of(plain) : Optional.empty();
    }

    /** Mixes the first octets with the key stream of the blocks from 1 on. */
    private void count(byte[] octets, int length) throws GeneralSecurityException {
        var counter = block(BLOCK - 2 - nonce.length, 0);
        for (var at = 0; at < length; at += BLOCK) {
            put(counter, at / BLOCK + 1);
            mix(octets, at, aes.doFinal(counter), Math.min(BLOCK, length - at));
        }
    }

    /** The authentication value of a message, mixed with the key stream of the block 0. */
    private byte[] tag(byte[] plain, byte[] aad) throws GeneralSecurityException {
        var lengths = BLOCK - 2 - nonce.length;
        var state = aes.doFinal(block((aad.length > 0 ? 0x40 : 0) | (tag - 2) / 2 << 3 | lengths, plain.length));
        if (aad.length > 0) {
            state = chain(state, counted(aad));
        }
        state = chain(state, plain);
        mix(state, 0, aes.doFinal(block(lengths, 0)), tag);
        return Arrays.copyOf(state, tag);
    }

    private byte[] chain(byte[] before, byte[] octets) throws GeneralSecurityException {
        var state = before;
        for (var at = 0; at < octets.length; at += BLOCK) {
            var next = Arrays.copyOfRange(octets, at, at + BLOCK);
            mix(next, 0, state, BLOCK);
            state = aes.doFinal(next);
        }
        return state;
    }

    private byte[] block(int flags, int number) {
        var block = new byte[BLOCK];
        block[0] = (byte) flags;
        System.arraycopy(nonce, 0, block, 1, nonce.length);
        put(block, number);
        return block;
    }

    /** In the octets behind the nonce, of which there are at least two. */
    private void put(byte[] block, int number) {
        for (var at = BLOCK - 1; at > Math.max(nonce.length, BLOCK - 5); at--) {
            block[at] = (byte) (number >> 8 * (BLOCK - 1 - at));
        }
    }

    /** Before the data goes their length, in two octets: those of OSCORE are short. */
    private static byte[] counted(byte[] aad) {
        if (aad.length >= 0xff00) {
            throw new IllegalArgumentException(aad.length + " octets of associated data");
        }
        return ByteBuffer.allocate(2 + aad.length)
                .putShort((short) aad.length)
                .put(aad)
                .array();
    }

    private static void mix(byte[] into, int at, byte[] with, int length) {
        for (var each = 0; each < length; each++) {
            into[at + each] ^= with[each];
        }
    }
}
