package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.SecureBench.KEY;
import static org.lwm2m.transport.udp.SecureBench.UPDATE;
import static org.lwm2m.transport.udp.SecureBench.get;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.Proves;

/** Handshakes that come to nothing, very many: {@code -Dstorm=10000} for all of them. */
@Timeout(300)
class StormTest {

    private static final int STORM = Integer.getInteger("storm", 1000);
    private static final int AT_A_TIME = 100;
    private static final int KEPT = 50;
    private static final Credentials WRONG = SecureBench.psk("one", "ff");

    /** Each fails when its key turns out to be the wrong one, and is then waited for in vain. */
    @Test
    @Proves("SEC-20")
    void aStormOfFailingHandshakesTakesBoundedRoomAndTheGoodOnesGoOn() throws Exception {
        var hasty = Map.<String, Object>of("handshake.retransmit.max", 1, "handshake.timeout.millis", 100);
        var stormy = new UdpTransport(hasty);
        try (var bench = new SecureBench(Map.of("handshakes.max", KEPT))) {
            var good = get(bench.call(KEY));
            var calm = new ArrayList<Long>();
            for (var i = 0; i < STORM; i++) {
                calm.add(update(good));
            }
            var strangers = new Strangers(bench, stormy);
            var storm = new ArrayList<Long>();
            while (strangers.left() > 0) {
                storm.add(update(good));
                assertTrue(bench.serverTransport.handshakes() <= KEPT, "pending");
            }
            assertEquals(0, strangers.let.get());
            assertEquals(1, bench.serverTransport.sessions().size());
            assertEquals(Status.CHANGED, get(get(bench.call(KEY)).send(UPDATE)).status());
            System.out.printf(
                    "storm of %d handshakes, microseconds of a good answer: median %d, was %d; p99 %d, was %d%n",
                    STORM, part(storm, 0.5), part(calm, 0.5), part(storm, 0.99), part(calm, 0.99));
        } finally {
            stormy.close();
        }
    }

    /** The only thread for handshakes waits for a store; who has a session is answered all the same. */
    @Test
    void aSessionDoesNotWaitForHandshakes() throws Exception {
        try (var bench = new SecureBench(Map.of("dtls.threads", 1))) {
            var slow = new CountDownLatch(1);
            var asked = new CountDownLatch(1);
            CredentialStore store = claimed -> {
                if (claimed.equals(new Identity.Psk("slow"))) {
                    asked.countDown();
                    try {
                        slow.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                return bench.find(claimed);
            };
            var listener = get(bench.serverTransport.listen(
                    URI.create("coaps://127.0.0.1:0"), Role.MANAGEMENT, store, bench.server));
            var port = listener.local().getPort();
            var good = get(bench.call(port, KEY, Optional.empty()));
            update(good);
            var other = bench.call(port, SecureBench.psk("slow", "00"), Optional.empty());
            asked.await();
            update(good);
            slow.countDown();
            assertThrows(LwM2mException.class, () -> get(other));
        }
    }

    private static long update(Connection good) {
        var began = System.nanoTime();
        assertEquals(Status.CHANGED, get(good.send(UPDATE)).status());
        return (System.nanoTime() - began) / 1000;
    }

    private static long part(List<Long> all, double part) {
        return all.stream().sorted().toList().get((int) (all.size() * part));
    }

    /** Those who try a wrong key, so many at a time until all have failed. */
    private static final class Strangers {

        private final SecureBench bench;
        private final UdpTransport from;
        private final AtomicInteger left = new AtomicInteger(STORM);
        private final AtomicInteger started = new AtomicInteger();
        final AtomicInteger let = new AtomicInteger();

        Strangers(SecureBench bench, UdpTransport from) {
            this.bench = bench;
            this.from = from;
            for (var i = 0; i < AT_A_TIME; i++) {
                next();
            }
        }

        int left() {
            return left.get();
        }

        private void next() {
            if (started.getAndIncrement() < STORM) {
                var call = bench.call(from, bench.listener.local().getPort(), WRONG, Optional.empty(), List.of());
                call.whenComplete((made, failure) -> {
                    if (failure == null) {
                        let.incrementAndGet();
                    }
                    left.decrementAndGet();
                    next();
                });
            }
        }
    }
}
