package org.lwm2m.security.oscore;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.lwm2m.api.Bytes;

/**
 * The nonces that new contexts are derived with (RFC 8613, B.2): R1 of who begins, R2 of who answers, R3 of who began. R2
 * is a random number and its authentication, so that nothing is remembered before the peer has shown that it is there.
 */
final class Rederivation {

    private static final int PIECE = 8;
    private static final int R2 = 2 * PIECE;

    private final SecureRandom random;
    private final byte[] key = new byte[32];

    Rederivation(SecureRandom random) {
        this.random = random;
        random.nextBytes(key);
    }

    Bytes r1() {
        return Bytes.wrap(piece());
    }

    /** @param generation how many contexts came of this before: each ends the nonces of those before it */
    byte[] r2(Bytes kid, int generation) {
        var nonce = piece();
        return joined(nonce, proof(nonce, kid, generation));
    }

    Bytes withR3(byte[] r2) {
        return Bytes.wrap(joined(r2, piece()));
    }

    /** Whether an ID Context begins with an R2 of ours that is still good. */
    boolean begins(Bytes context, Bytes kid, int generation) {
        if (context.size() <= R2) {
            return false;
        }
        var all = context.array();
        var nonce = Arrays.copyOf(all, PIECE);
        return MessageDigest.isEqual(Arrays.copyOfRange(all, PIECE, R2), proof(nonce, kid, generation));
    }

    static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private byte[] proof(byte[] nonce, Bytes kid, int generation) {
        var input = ByteBuffer.allocate(4 + PIECE + (int) kid.size())
                .putInt(generation)
                .put(nonce)
                .put(kid.buffer());
        return Arrays.copyOf(Hkdf.SHA_256.hmac(key, input.array()), PIECE);
    }

    private byte[] piece() {
        var bytes = new byte[PIECE];
        random.nextBytes(bytes);
        return bytes;
    }
}
