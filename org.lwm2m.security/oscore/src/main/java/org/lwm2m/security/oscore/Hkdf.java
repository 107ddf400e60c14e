package org.lwm2m.security.oscore;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Derives keys from a secret (RFC 5869), with the hash that COSE numbers. */
enum Hkdf {
    SHA_256("HmacSHA256", 32, 5, -10),
    SHA_384("HmacSHA384", 48, 6),
    SHA_512("HmacSHA512", 64, 7, -11);

    private final String mac;
    private final int size;
    private final int[] numbers;

    /** @param numbers of the HMAC, as /21/x/4 says, and of HKDF with it, as some say there */
    Hkdf(String mac, int size, int... numbers) {
        this.mac = mac;
        this.size = size;
        this.numbers = numbers;
    }

    static Optional<Hkdf> of(int number) {
        return Arrays.stream(values())
                .filter(each -> Arrays.stream(each.numbers).anyMatch(one -> one == number))
                .findFirst();
    }

    byte[] derive(byte[] salt, byte[] secret, byte[] info, int length) {
        var key = hmac(salt.length == 0 ? new byte[size] : salt, secret);
        var derived = new byte[length];
        var block = new byte[0];
        for (var at = 0; at < length; at += size) {
            var input = Arrays.copyOf(block, block.length + info.length + 1);
            System.arraycopy(info, 0, input, block.length, info.length);
            input[input.length - 1] = (byte) (at / size + 1);
            block = hmac(key, input);
            System.arraycopy(block, 0, derived, at, Math.min(size, length - at));
        }
        return derived;
    }

    byte[] hmac(byte[] key, byte[] input) {
        try {
            var function = Mac.getInstance(mac);
            function.init(new SecretKeySpec(key, mac));
            return function.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + mac, e);
        }
    }
}
