package org.lwm2m.itest.security;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.LocalClients;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.itest.Gateway;
import org.lwm2m.itest.TheSystem;
import org.lwm2m.itest.Until;
import org.lwm2m.testing.Proves;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** The shipped bundles: every security mode, configured by files, one after the other and all at once. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ModesIT {

    private static final String ACCOUNT = "org.lwm2m.client.account-local";
    private static final Path TIME = Path.parse("/3/0/13");

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    @Inject
    private LocalClients open;

    @Inject
    private LocalClient local;

    @Inject
    private Transport transport;

    private Secured here;

    @Configuration
    public Option[] system() throws Exception {
        return Secured.options();
    }

    @Before
    public void here() {
        here = Secured.here();
    }

    @Test
    @Proves({"SEC-02", "SEC-04", "SEC-05"})
    public void eachModeIsConfiguredByItsFilesAndManagesTheGateway() throws Exception {
        var modes = new LinkedHashMap<String, String>();
        modes.put("psk", here.account("psk"));
        modes.put("rpk", here.account("rpk"));
        modes.put("x509", here.account("x509"));
        modes.put("oscore", here.account("oscore"));
        modes.put("x509 of an authority", here.account("x509", here.authority("trusted")));
        modes.put("oscore in psk", here.account("psk", Secured.oscore().toArray(String[]::new)));
        modes.put("nosec", here.account("nosec"));
        for (var mode : modes.entrySet()) {
            TheSystem.configure(ACCOUNT, mode.getValue() + "\nmute.send = false");
            var wanted = identity(mode.getKey());
            var client = Until.found(mode.getKey(), () -> clients.find(Gateway.ENDPOINT)
                    .filter(each -> same(wanted, each.registration().identity()))
                    .filter(Gateway::hasDevice));
            manages(client);
            assertEquals(mode.getKey(), suite(mode.getKey()), sessions());
        }
    }

    private Identity identity(String mode) throws Exception {
        return switch (mode) {
            case "psk" -> new Identity.Psk("gateway");
            case "rpk" -> new Identity.RawPublicKey(Bytes.wrap(here.der("gateway.public")));
            case "nosec" -> new Identity.None("127.0.0.1");
            case "oscore", "oscore in psk" -> new Identity.Oscore(Bytes.hex("01"), Bytes.EMPTY);
            default -> new Identity.Certificate("gateway", List.of(), Bytes.EMPTY);
        };
    }

    /** A certificate is known by its name here; what context OSCORE agreed on, both ends know. */
    private static boolean same(Identity wanted, Identity found) {
        if (wanted instanceof Identity.Certificate certificate && found instanceof Identity.Certificate other) {
            return certificate.name().equals(other.name());
        }
        if (wanted instanceof Identity.Oscore oscore && found instanceof Identity.Oscore other) {
            return oscore.sender().equals(other.sender());
        }
        return wanted.equals(found);
    }

    private static String suite(String mode) {
        return switch (mode) {
            case "psk", "oscore in psk" -> "[DTLS 1.2 TLS_PSK_WITH_AES_128_CCM_8, CID]";
            case "oscore", "nosec" -> "[]";
            default -> "[DTLS 1.2 TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, CID]";
        };
    }

    private String sessions() {
        return transport.sessions().stream()
                .map(Transport.Session::protection)
                .distinct()
                .toList()
                .toString();
    }

    /** Read, Write, Observe and Send. */
    private void manages(Client client) throws Exception {
        assertEquals(TIME, Until.done(client.read(TIME)).get(0).path());
        var lifetime = Path.parse("/1/0/1");
        Until.done(client.write(lifetime, new Value.Int(250)));
        assertEquals(List.of(Entry.of(lifetime, new Value.Int(250))), Until.done(client.read(lifetime)));
        var seen = new LinkedBlockingQueue<List<Entry>>();
        var each = Attributes.NONE.with(Attribute.PMIN, 0).with(Attribute.PMAX, 1);
        var sent = new LinkedBlockingQueue<String>();
        DataListener listener = (from, entries, observation) -> {
            if (observation.isEmpty()) {
                sent.add(from.registration().endpoint());
            }
        };
        var listening = context.registerService(DataListener.class, listener, null);
        try (var observation = Until.done(client.observe(List.of(TIME), each, seen::add))) {
            Until.done(local.send(List.of(TIME)));
            assertEquals(Gateway.ENDPOINT, sent.poll(Until.SOON.toSeconds(), TimeUnit.SECONDS));
            for (var i = 0; i < 2; i++) {
                assertEquals(
                        TIME,
                        seen.poll(Until.SOON.toSeconds(), TimeUnit.SECONDS)
                                .get(0)
                                .path());
            }
            assertEquals(List.of(TIME), observation.paths());
        } finally {
            listening.unregister();
        }
    }

    @Test
    public void allModesAtOnceAndOneIsTakenAway() throws Exception {
        var endpoints = List.of("psk-1", "rpk-1", "x509-1", "oscore-1", "nosec-1");
        var all = new LinkedHashMap<String, LocalClient>();
        for (var endpoint : endpoints) {
            all.put(endpoint, Fellow.open(open, endpoint));
        }
        try {
            for (var endpoint : endpoints) {
                var client = Until.found(endpoint, () -> clients.find(endpoint));
                var name = Until.done(client.read(Path.parse("/3/0/0")));
                assertEquals(new Value.Text(endpoint), name.get(0).value());
            }
        } finally {
            all.values().forEach(LocalClient::close);
        }
    }

    @Test
    public void anAccountWhoseModeHasNoBundleWaitsForItAndSaysSo() throws Exception {
        var modes = new LinkedHashMap<String, String>(
                Map.of("psk", "mode 0", "rpk", "mode 1", "x509", "mode 2", "oscore", "oscore"));
        for (var mode : modes.entrySet()) {
            var bundle = new Gateway(context, clients).bundle("org.lwm2m.security." + mode.getKey());
            var location = bundle.getLocation();
            bundle.uninstall();
            TheSystem.configure(ACCOUNT, here.account(mode.getKey(), "retry.seconds = 1"));
            var status = Until.found(mode.getKey() + " waits", () -> local.servers().stream()
                    .filter(each -> each.state() == ServerStatus.State.NO_PROVIDER)
                    .filter(each -> each.problem().orElse("").contains(mode.getValue()))
                    .findFirst());
            assertTrue(status.toString(), status.problem().orElseThrow().contains("install the bundle"));
            context.installBundle(location).start();
            Until.holds(
                    mode.getKey() + " is registered",
                    () -> local.servers().get(0).state() == ServerStatus.State.REGISTERED);
        }
    }
}
