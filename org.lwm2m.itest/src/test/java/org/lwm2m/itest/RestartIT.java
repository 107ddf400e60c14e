package org.lwm2m.itest;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Path;
import org.lwm2m.api.server.Clients;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** A provider that is stopped and started 1,000 times leaves nothing behind, and works. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RestartIT {

    private static final int WARM_UP = 50;
    private static final int TIMES = 1_000;
    private static final long TOLERATED_BYTES = 1 << 21;

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    @Configuration
    public Option[] system() throws IOException {
        return TheSystem.options();
    }

    @Test
    public void theTlvCodec() throws Exception {
        restart("org.lwm2m.codec.tlv");
    }

    @Test
    public void theDeviceObject() throws Exception {
        restart("org.lwm2m.object.device");
    }

    @Test
    public void theConnectivityObjects() throws Exception {
        restart("org.lwm2m.object.connectivity");
    }

    @Test
    public void theUdpTransport() throws Exception {
        restart("org.lwm2m.transport.udp");
    }

    private void restart(String name) throws Exception {
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

    private void restart(String name, int times) throws Exception {
        var bundle = new Gateway(context, clients).bundle(name);
        for (var i = 0; i < times; i++) {
            bundle.stop();
            bundle.start();
        }
    }

    private void works() throws Exception {
        var gateway = new Gateway(context, clients);
        Until.done(gateway.client().read(Path.parse("/3/0")));
    }
}
