package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Set;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Clients;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** What protects the messages is replaced by its next version while the gateway is read and observed: both go on. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class OscoreSwapIT {

    private static final String NAME = "org.lwm2m.security.oscore";
    private static final String SECRET = "5d0b7a3e91c64f28a7f01c9e64b2d853";

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    @Configuration
    public Option[] system() throws IOException {
        var uri = "coap://127.0.0.1:" + TheSystem.freePort();
        return TheSystem.options(
                "org.lwm2m.server",
                "listen = " + uri,
                "org.ops4j.pax.logging",
                "log4j2.logger.lwm2m.level = WARN",
                "org.lwm2m.security.nosec",
                "callers = none",
                "org.lwm2m.client.account-local",
                "uri = " + uri + "\naccess = all\n.oscore.secret = " + SECRET
                        + "\noscore.client.id = 6465\noscore.server.id = 7372",
                "org.lwm2m.security.keys.client-gateway",
                "security = oscore\nendpoint = gateway\nclient.id = 6465\nserver.id = 7372\n.key = " + SECRET);
    }

    @Test
    public void registrationAndObservationGoOn() throws Exception {
        var gateway = new Gateway(context, clients);
        var registration = gateway.client().registration();
        assertEquals(Identity.Oscore.class, registration.identity().getClass());
        var bundle = gateway.bundle(NAME);
        Until.done(gateway.client().write(Path.parse("/1/0/23"), new Value.Flag(false)));
        try (var traffic = new Traffic(gateway.client(), ContentFormat.TLV);
                var standing = new Standing(context, bundle)) {
            traffic.flows(50);
            traffic.reports(3);
            var token = traffic.token();

            bundle.stop();
            try (var next = TheSystem.secondVersion(NAME)) {
                bundle.update(next);
            }
            bundle.start();
            for (var time = 0; time < 4; time++) {
                traffic.reports(1);
                traffic.flows(7 + 20 * time); // so that each falls into another part of the second between reports
                bundle.stop();
                bundle.start();
            }

            traffic.flows(50);
            traffic.reports(2);
            traffic.ends();
            System.out.printf(
                    "swap of %s: of %d reads refused %s, gap %d ms%n",
                    NAME,
                    traffic.asked(),
                    traffic.refusals(),
                    traffic.longestGap().toMillis());
            assertEquals("2.0.0", bundle.getVersion().toString());
            assertEquals("the observation began anew", token, traffic.token());
            assertTrue(
                    traffic.reasons().toString(),
                    Set.of(Status.UNAVAILABLE, Status.TIMEOUT)
                            .containsAll(traffic.refusals().keySet()));
            assertEquals(registration.id(), gateway.client().registration().id());
            assertEquals("", standing.moved());
        }
    }
}
