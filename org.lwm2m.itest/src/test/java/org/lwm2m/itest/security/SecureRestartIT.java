package org.lwm2m.itest.security;

import static org.junit.Assert.assertTrue;

import java.util.Optional;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Path;
import org.lwm2m.api.client.LocalClients;
import org.lwm2m.api.server.Clients;
import org.lwm2m.itest.Footprint;
import org.lwm2m.itest.Gateway;
import org.lwm2m.itest.Until;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** What keeps or uses keys is stopped and started over and over, with {@code -Drestarts=1000} a thousand times, and leaves nothing behind. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SecureRestartIT {

    private static final int WARM_UP = 30;
    private static final int TIMES = Integer.getInteger("restarts", 60);
    private static final long TOLERATED_BYTES = 1 << 20;

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    @Inject
    private LocalClients open;

    @Configuration
    public Option[] system() throws Exception {
        return Secured.options();
    }

    @Test
    public void theModes() throws Exception {
        for (var mode : new String[] {"nosec", "psk", "rpk", "x509", "oscore", "keys"}) {
            restart("org.lwm2m.security." + mode);
        }
    }

    @Test
    public void theTransportWithItsSessions() throws Exception {
        restart("org.lwm2m.transport.udp");
    }

    private void restart(String name) throws Exception {
        try (var client = Fellow.open(open, "psk-1")) {
            Until.holds(client.endpoint(), () -> clients.find("psk-1").isPresent());
            restart(name, WARM_UP);
            works();
            var before = Footprint.now();
            var start = System.nanoTime();
            restart(name, TIMES);
            var millis = (System.nanoTime() - start) / 1_000_000;
            works();
            Until.holds("threads and files as before: " + before, () -> Footprint.fewer(before));
            var after = Footprint.now();
            System.out.printf("%d restarts of %s in %d ms: %s, then %s%n", TIMES, name, millis, before, after);
            assertTrue(before + ", then " + after, after.heap() - before.heap() < TOLERATED_BYTES);
        }
    }

    private void restart(String name, int times) throws Exception {
        var bundle = new Gateway(context, clients).bundle(name);
        for (var i = 0; i < times; i++) {
            bundle.stop();
            bundle.start();
        }
    }

    private void works() throws Exception {
        Until.found("it answers", () -> clients.find("psk-1"));
        Until.found("a good answer", () -> {
            try {
                return Optional.of(
                        Until.done(clients.find("psk-1").orElseThrow().read(Path.parse("/3/0"))));
            } catch (Exception e) {
                return Optional.empty();
            }
        });
    }
}
