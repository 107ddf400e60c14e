package org.lwm2m.itest.security;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.ContentFormat;
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

    private static final List<String> ALL = List.of("psk-1", "psk-2", "rpk-1", "x509-1", "oscore-1");

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

    @After
    public void allAreGone() throws Exception {
        Until.holds("all are gone", () -> registrations().isEmpty());
    }

    @Test
    public void modesAndKeysAreReplacedAndNoSessionNoticesIt() throws Exception {
        try (var crowd = new Crowd(ALL)) {
            var before = sessions();
            for (var name : List.of("psk", "rpk", "x509", "keys")) {
                crowd.during(() -> replace("org.lwm2m.security." + name));
            }
            crowd.ends("modes and keys", true);
            assertEquals(before, sessions());
        }
    }

    @Test
    public void theTransportIsReplacedAndAllBeginNewSessionsByThemselves() throws Exception {
        try (var crowd = new Crowd(ALL)) {
            var before = sessions();
            crowd.during(() -> replace("org.lwm2m.transport.udp"));
            crowd.ends("the transport", false);
            assertTrue(Collections.disjoint(before, sessions()));
        }
    }

    private Void replace(String name) throws Exception {
        var bundle = new Gateway(context, clients).bundle(name);
        bundle.stop();
        try (var next = TheSystem.secondVersion(name)) {
            bundle.update(next);
        }
        bundle.start();
        assertEquals("2.0.0", bundle.getVersion().toString());
        return null;
    }

    /** Clients that are registered, observed and read all the time. */
    private final class Crowd implements AutoCloseable {

        private final Map<String, LocalClient> opened = new LinkedHashMap<>();
        private final Map<String, Traffic> traffic = new LinkedHashMap<>();
        private final Map<String, String> before;

        Crowd(List<String> endpoints) throws Exception {
            for (var endpoint : endpoints) {
                opened.put(endpoint, Fellow.open(open, endpoint));
            }
            for (var endpoint : endpoints) {
                var client = Until.found(endpoint, () -> clients.find(endpoint));
                traffic.put(endpoint, new Traffic(client, ContentFormat.TLV));
            }
            before = registrations();
            for (var each : traffic.values()) {
                each.reports(1);
            }
        }

        void during(Callable<Void> change) throws Exception {
            change.call();
            for (var each : traffic.values()) {
                each.flows(20);
            }
        }

        /** The same registrations and observations as in the beginning; unnoticed is what refuses no read. */
        void ends(String what, boolean unnoticed) throws Exception {
            for (var each : traffic.entrySet()) {
                var reads = each.getValue();
                reads.reports(1);
                reads.ends();
                System.out.printf(
                        "swap of %s: %s: of %d reads refused %s, gap %d ms%n",
                        what,
                        each.getKey(),
                        reads.asked(),
                        reads.refusals(),
                        reads.longestGap().toMillis());
                // On a machine that is busy otherwise, reads pile up: not what this is about.
                var reasons = reads.reasons().stream()
                        .filter(reason -> !reason.contains("too many requests wait"))
                        .toList();
                assertTrue(each.getKey() + ": " + reasons, !unnoticed || reasons.isEmpty());
            }
            assertEquals(before, registrations());
        }

        @Override
        public void close() {
            traffic.values().forEach(Traffic::close);
            opened.values().forEach(LocalClient::close);
        }
    }

    private Map<String, String> registrations() {
        return clients.stream()
                .filter(each -> ALL.contains(each.registration().endpoint()))
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
