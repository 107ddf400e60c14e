package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.server.Clients;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** A bundle is replaced by its next version while the gateway is read and observed and sends values: none of those is lost. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SwapIT {

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    @Inject
    private LocalClient local;

    @Configuration
    public Option[] system() throws IOException {
        return TheSystem.options();
    }

    @Test
    public void theTlvCodec() throws Exception {
        swap("org.lwm2m.codec.tlv", ContentFormat.TLV, Set.of(Status.NOT_ACCEPTABLE, Status.UNSUPPORTED_FORMAT));
    }

    @Test
    public void theCodecThatTheObservationUses() throws Exception {
        swap(
                "org.lwm2m.codec.lwm2mcbor",
                ContentFormat.LWM2M_CBOR,
                Set.of(Status.NOT_ACCEPTABLE, Status.UNSUPPORTED_FORMAT));
    }

    @Test
    public void theCodecOfSamples() throws Exception {
        swap(
                "org.lwm2m.codec.senmlcbor",
                ContentFormat.SENML_CBOR,
                Set.of(Status.NOT_ACCEPTABLE, Status.UNSUPPORTED_FORMAT));
    }

    @Test
    public void theDeviceObject() throws Exception {
        swap("org.lwm2m.object.device", ContentFormat.TLV, Set.of(Status.NOT_FOUND));
    }

    @Test
    public void theDeviceDefinition() throws Exception {
        swap("org.lwm2m.model.device", ContentFormat.TLV, Set.of(Status.NOT_FOUND));
    }

    @Test
    public void theUdpTransport() throws Exception {
        swap("org.lwm2m.transport.udp", ContentFormat.TLV, Set.of(Status.UNAVAILABLE, Status.TIMEOUT));
    }

    private void swap(String name, ContentFormat format, Set<Status> allowed) throws Exception {
        var gateway = new Gateway(context, clients);
        var registration = gateway.client().registration().id();
        var bundle = gateway.bundle(name);
        Until.done(gateway.client().write(Path.parse("/1/0/23"), new Value.Flag(false)));
        try (var sends = new Sends(context, local, name.contains("senml"));
                var traffic = new Traffic(gateway.client(), format);
                var standing = new Standing(context, bundle)) {
            traffic.flows(50);
            traffic.reports(1);

            bundle.stop();
            try (var next = TheSystem.secondVersion(name)) {
                bundle.update(next);
            }
            bundle.start();

            traffic.flows(50);
            traffic.reports(2);
            traffic.ends();
            sends.ends();
            System.out.printf(
                    "swap of %s: of %d reads refused %s, gap %d ms%n",
                    name,
                    traffic.asked(),
                    traffic.refusals(),
                    traffic.longestGap().toMillis());
            assertEquals("2.0.0", bundle.getVersion().toString());
            assertEquals(List.of(), sends.failures());
            assertEquals(sends.sent(), sends.heard());
            assertTrue(
                    traffic.reasons().toString(),
                    allowed.containsAll(traffic.refusals().keySet()));
            assertEquals(registration, gateway.client().registration().id());
            assertEquals("", standing.moved());
            assertEquals(standing.before(), standing.others());
        }
    }
}
