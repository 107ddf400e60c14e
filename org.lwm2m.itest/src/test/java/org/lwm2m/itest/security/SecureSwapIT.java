package org.lwm2m.itest.security;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Status;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.LocalClients;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.itest.Gateway;
import org.lwm2m.itest.TheSystem;
import org.lwm2m.itest.Traffic;
import org.lwm2m.itest.Until;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** A bundle is replaced by its next version while clients of every mode are read every 10 ms and observed. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SecureSwapIT {

    private static final List<String> ENDPOINTS = List.of("psk-1", "psk-2", "rpk-1", "x509-1", "oscore-1");

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
    public void theModeOfPreSharedKeys() throws Exception {
        unnoticed("org.lwm2m.security.psk");
    }

    @Test
    public void theModeOfRawPublicKeys() throws Exception {
        unnoticed("org.lwm2m.security.rpk");
    }

    @Test
    public void theModeOfCertificates() throws Exception {
        unnoticed("org.lwm2m.security.x509");
    }

    @Test
    public void theStoreOfKeys() throws Exception {
        unnoticed("org.lwm2m.security.keys");
    }

    @Test
    public void theTransport() throws Exception {
        swap("org.lwm2m.transport.udp", Set.of(Status.UNAVAILABLE, Status.TIMEOUT));
    }

    /** No session ends, no read fails. */
    private void unnoticed(String bundle) throws Exception {
        var before = sessions();
        swap(bundle, Set.of());
        assertEquals(before, sessions());
    }

    private void swap(String name, Set<Status> allowed) throws Exception {
        var all = new LinkedHashMap<String, LocalClient>();
        var traffic = new LinkedHashMap<String, Traffic>();
        try {
            for (var endpoint : ENDPOINTS) {
                all.put(endpoint, Fellow.open(open, endpoint));
            }
            for (var endpoint : ENDPOINTS) {
                var client = Until.found(endpoint, () -> clients.find(endpoint));
                traffic.put(endpoint, new Traffic(client, ContentFormat.TLV));
            }
            var before = registrations();
            replace(name, traffic);
            for (var each : traffic.entrySet()) {
                System.out.printf(
                        "swap of %s: %s: of %d reads refused %s, gap %d ms%n",
                        name,
                        each.getKey(),
                        each.getValue().asked(),
                        each.getValue().refusals(),
                        each.getValue().longestGap().toMillis());
                assertTrue(
                        each + ": " + each.getValue().reasons(),
                        allowed.containsAll(each.getValue().refusals().keySet()));
            }
            assertEquals(before, registrations());
        } finally {
            traffic.values().forEach(Traffic::close);
            all.values().forEach(LocalClient::close);
        }
    }

    private void replace(String name, Map<String, Traffic> traffic) throws Exception {
        for (var each : traffic.values()) {
            each.flows(20);
            each.reports(1);
        }
        var bundle = new Gateway(context, clients).bundle(name);
        bundle.stop();
        try (var next = TheSystem.secondVersion(name)) {
            bundle.update(next);
        }
        bundle.start();
        assertEquals("2.0.0", bundle.getVersion().toString());
        for (var each : traffic.values()) {
            each.flows(20);
            each.reports(2);
            each.ends();
        }
    }

    private Map<String, String> registrations() {
        return clients.stream()
                .filter(each -> ENDPOINTS.contains(each.registration().endpoint()))
                .collect(Collectors.toMap(each -> each.registration().endpoint(), each -> each.registration()
                        .id()));
    }

    private Set<String> sessions() {
        var transport = context.getService(context.getServiceReference(Transport.class));
        return transport.sessions().stream()
                .map(each -> each.identity() + " " + each.since())
                .collect(Collectors.toSet());
    }
}
