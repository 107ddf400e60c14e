package org.lwm2m.transport.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;

/**
 * Has who is known by its address only show that it is there, before it is sent much more than it sent: else it may be
 * another's address (RFC 9175, 2.4). Remembers nothing for that: what is to be echoed tells address and time.
 */
final class Freshness {

    private static final long PERIOD = Duration.ofMinutes(1).toNanos();
    private static final int OCTETS = 8;
    private static final String HMAC = "HmacSHA256";

    private final Loop loop;
    private final RandomGenerator random;
    private byte[] key = {}; // owned by the loop; few need it

    Freshness(Loop loop, RandomGenerator random) {
        this.loop = loop;
        this.random = random;
    }

    /** Whether a request echoes what its sender was asked to, in this minute or the one before. */
    boolean shows(InetSocketAddress from, Request request) {
        var echo = request.getOptions().getOtherOption(StandardOptionRegistry.ECHO);
        var now = now();
        return echo != null
                && (MessageDigest.isEqual(echo.getValue(), value(from, now))
                        || MessageDigest.isEqual(echo.getValue(), value(from, now - 1)));
    }

    /** Makes a 4.01 a challenge. */
    void challenge(InetSocketAddress to, Response response) {
        response.getOptions().addOption(StandardOptionRegistry.ECHO.create(value(to, now())));
    }

    private long now() {
        return Math.floorDiv(loop.nanos(), PERIOD);
    }

    private byte[] value(InetSocketAddress of, long period) {
        if (key.length == 0) {
            key = new byte[32];
            random.nextBytes(key);
        }
        var address = of.getAddress().getAddress();
        var input = ByteBuffer.allocate(address.length + Integer.BYTES + Long.BYTES)
                .put(address)
                .putInt(of.getPort())
                .putLong(period);
        try {
            var hmac = Mac.getInstance(HMAC);
            hmac.init(new SecretKeySpec(key, HMAC));
            return Arrays.copyOf(hmac.doFinal(input.array()), OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }
}
