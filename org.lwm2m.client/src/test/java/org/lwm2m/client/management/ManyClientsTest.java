package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.client.loop.Loops;

/** What clients cost that have nothing to do but to wait for their next notification. */
class ManyClientsTest {

    private static final int CLIENTS = 10_000;

    @Test
    void tenThousandObservedClientsShareFewThreads() throws InterruptedException {
        var codecs = new TestCodecs(ContentFormat.TEXT);
        var devices = new ArrayList<ManagedDevice>();
        var observed = new AtomicInteger();
        var done = new CountDownLatch(CLIENTS);
        try (var loops = new Loops(4)) {
            for (var each = 0; each < CLIENTS; each++) {
                var loop = loops.open();
                var device = new ManagedDevice(loop, codecs, Optional::empty, Limits.USUAL);
                devices.add(device);
                loop.execute(() -> {
                    device.add(0, "", new Kitchen());
                    device.handle(new TestServer(1), Bench.observe("/3303/0/5700", 1, "pmin=1&pmax=3600"))
                            .whenComplete((answer, failure) -> {
                                observed.addAndGet(
                                        failure == null && answer.status().success() ? 1 : 0);
                                done.countDown();
                            });
                });
            }
            assertTrue(done.await(60, TimeUnit.SECONDS));
            assertEquals(CLIENTS, observed.get());
            assertTrue(threads() <= 5, threads() + " threads for " + devices.size() + " clients");
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("lwm2m-client-"))
                .count();
    }
}
