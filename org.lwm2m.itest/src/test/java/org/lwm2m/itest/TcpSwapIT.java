package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Set;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Binding;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Status;
import org.lwm2m.api.server.Clients;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;

/** The gateway with the bundle for TCP: it registers over that, and again after the bundle was updated under traffic. */
@RunWith(PaxExam.class)
public class TcpSwapIT {

    private static final String TCP = "org.lwm2m.transport.tcp";

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    @Configuration
    public Option[] system() throws IOException {
        var place = "coap+tcp://127.0.0.1:" + TheSystem.freePort();
        return CoreOptions.options(
                CoreOptions.composite(TheSystem.options(
                        "org.lwm2m.server",
                        "listen = " + place,
                        "org.lwm2m.client.account-local",
                        "uri = " + place + "\nbinding = T\naccess = all\nretry.seconds = 1")),
                TheSystem.beside("transport"));
    }

    @Test
    public void theTcpTransport() throws Exception {
        var gateway = new Gateway(context, clients);
        var registration = gateway.client().registration();
        assertTrue(registration.terms().bindings().contains(Binding.T));
        assertEquals("coap+tcp", registration.address().getScheme());
        var bundle = gateway.bundle(TCP);
        try (var traffic = new Traffic(gateway.client(), ContentFormat.TLV);
                var standing = new Standing(context, bundle)) {
            traffic.flows(50);
            traffic.reports(1);
            bundle.stop();
            try (var next = TheSystem.secondVersion(TCP)) {
                bundle.update(next);
            }
            bundle.start();
            traffic.flows(50);
            traffic.reports(2);
            traffic.ends();
            System.out.printf(
                    "swap of %s: of %d reads refused %s, gap %d ms%n",
                    TCP,
                    traffic.asked(),
                    traffic.refusals(),
                    traffic.longestGap().toMillis());
            var allowed = Set.of(Status.UNAVAILABLE, Status.TIMEOUT);
            assertTrue(
                    traffic.reasons().toString(),
                    allowed.containsAll(traffic.refusals().keySet()));
            assertEquals("2.0.0", bundle.getVersion().toString());
            assertEquals(registration.id(), gateway.client().registration().id());
            assertEquals("", standing.moved());
        }
    }
}
