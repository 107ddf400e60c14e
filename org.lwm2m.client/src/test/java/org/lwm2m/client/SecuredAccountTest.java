package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.account.Account;
import org.lwm2m.security.psk.PreSharedKeys;
import org.lwm2m.testing.LoopTransport;
import org.lwm2m.testing.Proves;

/** Accounts that prove who they are: what is missing, what fails for how long, and keys that change. */
class SecuredAccountTest {

    private static final String KEY = "e129791359950cbb1c8c3c582913b551";

    private final Rig rig = new Rig();
    private final SecurityMode psk = new PreSharedKeys();
    private final Map<Identity, Caller> known = new HashMap<>();
    private final List<String> heard = new ArrayList<>();
    private final String uri = listen();

    @Test
    void waitsForTheBundleOfItsModeAndGoesOnWhenItComes() {
        start(account("one", KEY, Map.of()));
        assertEquals(State.NO_PROVIDER, rig.status().state());
        assertTrue(rig.status().problem().orElseThrow().contains("security mode 0"), rig.status()::toString);
        rig.providers.modes().add(psk, List.of("0"), 0);
        rig.client.providersChanged();
        rig.loop.run();
        assertEquals(State.REGISTERED, rig.status().state());
        assertEquals(List.of("Register of one"), heard);
    }

    @Test
    @Proves("SEC-16")
    void anAlertOfTheClassFailEndsItsOwnRecoveryAndServersMayReadIt() {
        failing(OptionalInt.of(48));
        assertEquals(State.FAILED, rig.status().state());
        assertEquals("handshake refused", rig.status().problem().orElseThrow());
        assertEquals(Optional.of(new Value.Unsigned(48)), alert());
        assertEquals(
                Duration.ofDays(1),
                Duration.between(rig.loop.now(), rig.status().next().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 20, 30, 110, 109})
    @Proves("SEC-16")
    void anyOtherAlertIsForTheMoment(int alert) {
        failing(OptionalInt.of(alert));
        assertEquals(State.WAITING, rig.status().state());
        assertEquals(Optional.of(new Value.Unsigned(alert)), alert());
        assertEquals(
                Duration.ofMinutes(1),
                Duration.between(rig.loop.now(), rig.status().next().orElseThrow()));
    }

    @Test
    @Proves("SEC-16")
    void theServerObjectDecidesBeforeTheClassOfAnAlert() {
        failing(OptionalInt.of(48), "retry.count", "3");
        assertEquals(State.WAITING, rig.status().state());
        rig.advance(60);
        assertEquals(State.WAITING, rig.status().state());
        rig.advance(120);
        assertEquals(State.FAILED, rig.status().state());
    }

    @Test
    void aFailureWithoutAnAlertLeavesTheLastOneThere() {
        failing(OptionalInt.empty());
        assertEquals(State.WAITING, rig.status().state());
        assertEquals(Optional.empty(), alert());
    }

    @Test
    void keysThatChangeEndTheOldSessionBeforeANewOneBegins() {
        rig.providers.modes().add(psk, List.of("0"), 0);
        var first = add(account("one", KEY, Map.of()));
        rig.client.remove(first);
        add(account("two", "00ff", Map.of()));
        assertEquals(List.of("Register of one", "Deregister of one", "Register of two"), heard);
        assertEquals(1, rig.client.servers().size());
    }

    @Test
    void anAccountThatHoldsRubbishSaysWhichResource() {
        rig.providers.modes().add(psk, List.of("0"), 0);
        var properties = new HashMap<String, Object>(Map.of("uri", uri, "security", "psk", "identity", "one"));
        start(AccountConfiguration.read(properties));
        assertTrue(rig.status().problem().orElseThrow().contains("resource 5"), rig.status()::toString);
    }

    @Test
    void oscoreIsAskedForOverTheModeBelow() {
        var asked = new ArrayList<Credentials>();
        SecurityMode oscore = (account, below) -> {
            asked.add(below);
            assertEquals(
                    2,
                    account.more().stream()
                            .filter(each -> each.path().object() == 21)
                            .count());
            return CompletableFuture.completedStage(below);
        };
        rig.providers.modes().add(psk, List.of("0"), 0);
        var more = Map.<String, Object>of(".oscore.secret", "00ff", "oscore.client.id", "01");
        start(account("one", KEY, more));
        assertEquals(State.NO_PROVIDER, rig.status().state());
        assertTrue(rig.status().problem().orElseThrow().contains("oscore"), rig.status()::toString);
        rig.providers.modes().add(oscore, List.of("oscore"), 0);
        rig.client.providersChanged();
        rig.loop.run();
        assertEquals(List.of(new Credentials.PreSharedKey("one", new Secret(Bytes.hex(KEY)))), asked);
        assertEquals(State.REGISTERED, rig.status().state());
    }

    private void failing(OptionalInt alert, String... more) {
        rig.providers.modes().add(psk, List.of("0"), 0);
        rig.providers.transports().add(new Refusing(alert), List.of("coaps"), 1);
        start(account("one", KEY, more.length == 0 ? Map.of() : Map.of(more[0], more[1])));
    }

    private Optional<Value> alert() {
        var server = rig.management.server;
        return server.read(Path.of(1, 0)).toCompletableFuture().join().stream()
                .filter(each -> each.path().resource() == 11)
                .map(each -> each.value())
                .findFirst();
    }

    private void start(AccountConfiguration account) {
        rig.start(List.of());
        rig.client.add(account.entries(), account.settings());
        rig.loop.run();
    }

    private Account add(AccountConfiguration account) {
        if (rig.client == null) {
            rig.start(List.of());
        }
        var added = rig.client.add(account.entries(), account.settings()).toCompletableFuture();
        rig.loop.run();
        return (Account) added.join();
    }

    private AccountConfiguration account(String identity, String key, Map<String, Object> more) {
        known.put(
                new Identity.Psk(identity),
                new Caller(new Credentials.PreSharedKey(identity, new Secret(Bytes.hex(key))), List.of()));
        var properties = new HashMap<String, Object>(
                Map.of("uri", uri, "security", "psk", "identity", identity, ".key", key, "lifetime.seconds", "300"));
        properties.putAll(more);
        return AccountConfiguration.read(properties);
    }

    /** A server that writes down who says what. */
    private String listen() {
        rig.providers.transports().add(rig.transport, List.of("coaps"), 0);
        CredentialStore callers = who -> CompletableFuture.completedStage(Optional.ofNullable(known.get(who)));
        Handler handler = (from, request) -> {
            heard.add(request.getClass().getSimpleName() + " of " + ((Identity.Psk) from.identity()).identity());
            return CompletableFuture.completedStage(
                    request instanceof Uplink.Register ? Response.created("rd/1") : Response.of(Status.DELETED));
        };
        return new LoopTransport(rig.network)
                .listen(URI.create("coaps://127.0.0.1:5684"), Role.MANAGEMENT, callers, handler)
                .toCompletableFuture()
                .join()
                .local()
                .toString();
    }

    private record Refusing(OptionalInt alert) implements Transport {

        @Override
        public CompletionStage<Connection> connect(Peer peer, Handler handler) {
            return CompletableFuture.failedStage(
                    alert.isPresent()
                            ? new LwM2mException("handshake refused", alert.getAsInt())
                            : new LwM2mException(Status.UNAVAILABLE, "nobody there"));
        }

        @Override
        public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
            throw new UnsupportedOperationException();
        }
    }
}
