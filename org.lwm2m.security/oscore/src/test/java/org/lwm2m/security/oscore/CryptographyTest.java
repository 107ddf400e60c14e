package org.lwm2m.security.oscore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

/** What encrypts and derives, against another's doing the same, and against the examples of its specifications. */
class CryptographyTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void encryptsAsBouncyCastleDoesWithEveryAlgorithm() throws Exception {
        var random = new Random(8613);
        for (var aead : Aead.values()) {
            for (var round = 0; round < 200; round++) {
                var key = octets(random, aead.key);
                var nonce = octets(random, aead.nonce);
                var aad = octets(random, random.nextInt(70));
                var plain = octets(random, random.nextInt(10) == 0 ? 1200 + random.nextInt(3) : random.nextInt(50));
                var sealed = aead.seal(key, nonce, aad, plain);
                assertArrayEquals(others(aead, key, nonce, aad, plain), sealed, aead + " of " + plain.length);
                assertArrayEquals(plain, aead.open(key, nonce, aad, sealed).orElseThrow());
            }
        }
    }

    @Test
    void opensNothingThatWasChangedInOneBit() {
        var random = new Random(9053);
        for (var aead : Aead.values()) {
            var key = octets(random, aead.key);
            var nonce = octets(random, aead.nonce);
            var aad = octets(random, 20);
            var sealed = aead.seal(key, nonce, aad, octets(random, 33));
            for (var bit = 0; bit < 8 * sealed.length; bit++) {
                assertTrue(aead.open(key, nonce, aad, flipped(sealed, bit)).isEmpty(), aead + ", bit " + bit);
            }
            assertTrue(aead.open(key, nonce, flipped(aad, 3), sealed).isEmpty());
            assertTrue(aead.open(key, flipped(nonce, 3), aad, sealed).isEmpty());
            for (var length = 0; length < sealed.length; length++) {
                assertTrue(aead.open(key, nonce, aad, java.util.Arrays.copyOf(sealed, length))
                        .isEmpty());
            }
        }
    }

    /** RFC 3610, packet vector 1: a nonce of 13 octets, an authentication value of 8. */
    @Test
    void encryptsTheExampleOfCcm() throws Exception {
        var ccm = new Ccm(
                HEX.parseHex("c0c1c2c3c4c5c6c7c8c9cacbcccdcecf"), HEX.parseHex("00000003020100a0a1a2a3a4a5"), 8);
        var plain = HEX.parseHex("08090a0b0c0d0e0f101112131415161718191a1b1c1d1e");
        var sealed = ccm.seal(plain, HEX.parseHex("0001020304050607"));
        assertEquals("588c979a61c663d2f066d0c2c0f989806d5f6b61dac38417e8d12cfdf926e0", HEX.formatHex(sealed));
    }

    /** RFC 5869, A.1. */
    @Test
    void derivesTheExampleOfHkdf() {
        var derived = Hkdf.SHA_256.derive(
                HEX.parseHex("000102030405060708090a0b0c"),
                HEX.parseHex("0b".repeat(22)),
                HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"),
                42);
        assertEquals(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                HEX.formatHex(derived));
    }

    @Test
    void derivesAsBouncyCastleDoes() {
        var random = new Random(5869);
        for (var hkdf : Hkdf.values()) {
            for (var round = 0; round < 50; round++) {
                var salt = octets(random, round == 0 ? 0 : random.nextInt(70));
                var secret = octets(random, 1 + random.nextInt(70));
                var info = octets(random, random.nextInt(40));
                var length = 1 + random.nextInt(150);
                var other = new HKDFBytesGenerator(
                        switch (hkdf) {
                            case SHA_256 -> new SHA256Digest();
                            case SHA_384 -> new SHA384Digest();
                            case SHA_512 -> new SHA512Digest();
                        });
                other.init(new HKDFParameters(secret, salt, info));
                var expected = new byte[length];
                other.generateBytes(expected, 0, length);
                assertArrayEquals(expected, hkdf.derive(salt, secret, info, length));
            }
        }
    }

    private static byte[] others(Aead aead, byte[] key, byte[] nonce, byte[] aad, byte[] plain) throws Exception {
        AEADBlockCipher cipher = aead.nonce == 12
                ? GCMBlockCipher.newInstance(AESEngine.newInstance())
                : CCMBlockCipher.newInstance(AESEngine.newInstance());
        var tag = aead.seal(key, nonce, aad, new byte[0]).length;
        cipher.init(true, new AEADParameters(new KeyParameter(key), 8 * tag, nonce, aad));
        var out = new byte[cipher.getOutputSize(plain.length)];
        var done = cipher.processBytes(plain, 0, plain.length, out, 0);
        cipher.doFinal(out, done);
        return out;
    }

    private static byte[] octets(Random random, int length) {
        var octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    private static byte[] flipped(byte[] octets, int bit) {
        var other = octets.clone();
        other[bit / 8] ^= (byte) (1 << bit % 8);
        return other;
    }
}
