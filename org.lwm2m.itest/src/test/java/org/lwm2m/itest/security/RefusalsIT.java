package org.lwm2m.itest.security;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.LocalClients;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.KeyRing;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.itest.Gateway;
import org.lwm2m.itest.Until;
import org.lwm2m.testing.Proves;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** Who has not what it takes is refused as the specification says, and each side says why in one line of its log. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RefusalsIT {

    private static final String ACCOUNT = "org.lwm2m.client.account";
    private static final String CLIENT = "org.lwm2m.client";
    private static final String TRANSPORT = "org.lwm2m.transport.udp";

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin admin;

    @Inject
    private Clients clients;

    @Inject
    private LocalClient local;

    @Inject
    private LocalClients open;

    @Inject
    private KeyRing ring;

    private Secured here;
    private Log log;

    @Configuration
    public Option[] system() throws Exception {
        return Secured.options(
                "org.lwm2m.security.nosec",
                "callers = none",
                "org.lwm2m.client.account-local",
                "uri =",
                TRANSPORT,
                "handshake.timeout.millis = 300\nhandshake.retransmit.max = 1");
    }

    @Before
    public void listens() throws Exception {
        here = Secured.here();
        configure("org.lwm2m.server", here.listening() + "\nprovider.wait.millis = 100");
        log = new Log(context);
    }

    @After
    public void ends() {
        log.close();
    }

    @Test
    @Proves({"SEC-01", "SEC-09"})
    public void whatIsWrongIsRefusedAndEachSideSaysInOneLineWhy() throws Exception {
        var wrong = new ArrayList<String>();
        for (var each : Refusal.all(here)) {
            wrong.addAll(tried(each));
        }
        assertEquals(String.join("\n", wrong), 0, wrong.size());
        account(here.account("psk"));
        registered("the rest of the world");
    }

    /** 4.03: an endpoint belongs to who registered it, though the other may have any name. */
    @Test
    public void anotherMayNotTakeAnEndpointThatIsRegistered() throws Exception {
        restart();
        account(here.account("psk"));
        registered("gateway");
        var before = clients.find(Gateway.ENDPOINT).orElseThrow().registration();
        try (var thief = Fellow.open(open, Gateway.ENDPOINT, "psk-any")) {
            Until.holds("it is refused", () -> thief.servers().stream()
                    .anyMatch(each -> each.problem().orElse("").contains("4.03")));
            assertEquals(1, log.of(CLIENT).size());
            assertTrue(log.all().toString(), log.all().get(0).contains("registered by somebody else"));
            assertEquals(before, clients.find(Gateway.ENDPOINT).orElseThrow().registration());
        }
    }

    /** Whose keys count, and for which endpoint, is what a service says that any bundle may offer. */
    @Test
    @Proves("SEC-09")
    public void aStoreOfAnyBundleSaysWhoMayCallItselfWhat() throws Exception {
        var key = new Credentials.PreSharedKey("psk-plugged", new Secret(Bytes.hex(Secured.KEY)));
        CredentialStore store = claimed -> CompletableFuture.completedFuture(Optional.of(claimed)
                .filter(new Identity.Psk("psk-plugged")::equals)
                .map(each -> new CredentialStore.Caller(key, List.of("urn:dev:plugged"))));
        var plugged = context.registerService(CredentialStore.class, store, null);
        try (var owner = Fellow.open(open, "urn:dev:plugged", "psk-plugged")) {
            Until.holds("its own name", () -> clients.find("urn:dev:plugged").isPresent());
            Until.holds("which it hears of", () -> owner.servers().get(0).state() == ServerStatus.State.REGISTERED);
        }
        try (var other = Fellow.open(open, "urn:dev:other", "psk-plugged")) {
            Until.holds("another name", () -> other.servers().stream()
                    .anyMatch(each -> each.problem().orElse("").contains("4.00")));
        } finally {
            plugged.unregister();
        }
        try (var nobody = Fellow.open(open, "urn:dev:plugged", "psk-plugged")) {
            Until.holds("a store that is gone", () -> nobody.servers().stream()
                    .anyMatch(each -> each.problem().orElse("").contains("unknown_psk_identity")));
        }
    }

    @Test
    @Proves("SEC-10")
    public void whoIsNotTrustedAnyMoreLosesItsSessionAndIsToldWhyItGetsNoOther() throws Exception {
        var psk = new Identity.Psk(Gateway.ENDPOINT);
        revoked("psk", () -> ring.forget(psk), "unknown_psk_identity", "unknown identity");
        var key = new Credentials.PreSharedKey(Gateway.ENDPOINT, new Secret(Bytes.hex(Secured.KEY)));
        again(() -> put(psk, key));

        var raw = new Identity.RawPublicKey(Bytes.wrap(here.der("gateway.public")));
        revoked("rpk", () -> ring.forget(raw), "access_denied", "unknown caller");
        again(() -> put(raw, Credentials.POSSESSION));

        revoked("x509", () -> server("stranger"), "unknown_ca", "no anchor for what");
        again(() -> server("trusted"));
    }

    private void revoked(String mode, Callable<?> change, String told, String logged) throws Exception {
        restart();
        account(here.account(mode, "retry.seconds = 1"));
        registered(mode);
        assertEquals(2, sessions());
        log.forget();
        change.call();
        Until.holds(mode + " has no session", () -> sessions() == 0);
        Until.holds(
                mode + " is told",
                () -> local.servers().get(0).problem().orElse("").contains(told));
        Until.holds(mode + " is logged", () -> one(log.of(TRANSPORT), logged));
        assertTrue(log.of(CLIENT).toString(), log.of(CLIENT).stream().anyMatch(line -> line.contains(told)));
    }

    /** Of client and server: what the shell lists, by the transport of now. */
    private int sessions() {
        return context.getService(context.getServiceReference(Transport.class))
                .sessions()
                .size();
    }

    /** It comes back by itself. */
    private void again(Callable<?> change) throws Exception {
        change.call();
        registered("who is trusted again");
    }

    private Void put(Identity who, Credentials proof) {
        ring.put(Map.of(who, new CredentialStore.Caller(proof, List.of(Gateway.ENDPOINT))));
        return null;
    }

    private Void server(String trust) throws IOException {
        configure(Secured.CERTIFICATES, here.server("server", trust));
        return null;
    }

    private List<String> tried(Refusal each) throws Exception {
        var wrong = new ArrayList<String>();
        restart();
        for (var changed : each.server().entrySet()) {
            configure(changed.getKey(), changed.getValue());
        }
        log.forget();
        account(each.account());
        try {
            Until.holds(
                    "",
                    () -> !log.of(CLIENT).isEmpty()
                            && (each.logged().isEmpty() || !log.of(TRANSPORT).isEmpty()));
        } catch (AssertionError e) {
            wrong.add(each.what() + ": not all of it is logged");
        }
        var problem = local.servers().get(0).problem().orElse("no problem");
        if (!problem.contains(each.told())) {
            wrong.add(each.what() + ": the client's status is " + problem);
        }
        if (!one(log.of(CLIENT), each.told())
                || !each.logged()
                        .map(words -> one(log.of(TRANSPORT), words))
                        .orElse(log.of(TRANSPORT).isEmpty())
                || log.all().size() != (each.logged().isPresent() ? 2 : 1)) {
            wrong.add(each.what() + ": the log says " + log.all());
        }
        System.out.println(each.what() + ": " + String.join("\n    ", log.all()));
        for (var changed : each.server().keySet()) {
            configure(changed, changed.equals(Secured.KEYS) ? here.serverKey() : here.server("server", "trusted"));
        }
        return wrong;
    }

    private static boolean one(List<String> lines, String words) {
        return lines.size() == 1 && lines.get(0).contains(words);
    }

    /** Of what peers do wrong, the transport logs one line of a kind in ten seconds. */
    private void restart() throws Exception {
        admin.getFactoryConfiguration(ACCOUNT, "local", "?").delete();
        Until.holds("no account", () -> local.servers().isEmpty());
        var bundle = new Gateway(context, clients).bundle(TRANSPORT);
        bundle.stop();
        bundle.start();
        Until.holds("it listens", () -> taken(here.coaps()) && taken(here.coap()));
    }

    private static boolean taken(int port) {
        try (var socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return socket.isClosed();
        } catch (SocketException e) {
            return true;
        }
    }

    private void account(String lines) throws IOException {
        admin.getFactoryConfiguration(ACCOUNT, "local", "?").update(table(lines));
    }

    private void configure(String pid, String lines) throws IOException {
        admin.getConfiguration(pid, "?").update(table(lines));
    }

    private static Hashtable<String, Object> table(String lines) throws IOException {
        var read = new Properties();
        read.load(new StringReader(lines));
        var table = new Hashtable<String, Object>();
        read.stringPropertyNames().forEach(key -> table.put(key, read.getProperty(key)));
        return table;
    }

    private void registered(String who) throws Exception {
        Until.holds(who + " is registered", () -> local.servers().stream()
                .anyMatch(each -> each.state() == ServerStatus.State.REGISTERED));
    }
}
