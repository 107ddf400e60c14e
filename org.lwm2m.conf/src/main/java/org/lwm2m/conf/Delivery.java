package org.lwm2m.conf;

import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ManagedService;

/**
 * Waits until Config Admin has handed on what was written. It does so in order and on a thread of its own; the log
 * among the rest, which loses what is said while it is configured, as of values that are wrong.
 */
final class Delivery {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Delivery() {}

    /** Returns when all that was written before is delivered, or after a while. */
    static void await(BundleContext context) {
        var delivered = new CountDownLatch(1);
        ManagedService last = properties -> delivered.countDown();
        var service = context.registerService(
                ManagedService.class, last, new Hashtable<>(Map.of(Constants.SERVICE_PID, "org.lwm2m.conf.delivery")));
        try {
            delivered.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            service.unregister();
        }
    }
}
