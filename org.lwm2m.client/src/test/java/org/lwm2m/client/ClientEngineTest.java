package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.client.registration.Surroundings.Tuning;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.testing.LoopNetwork;
import org.lwm2m.testing.LoopTransport;

/** Many clients in one engine, on its real threads. */
class ClientEngineTest {

    private static final int MANY = 10_000;

    private final LoopNetwork network = new LoopNetwork();
    private final ScriptedServer server = new ScriptedServer(101, network);
    /** With time for so many to say good-bye, however busy the machine is. */
    private final ClientEngine engine = new ClientEngine(
            new Tuning(Tuning.STANDARD.gap(), Tuning.STANDARD.settle(), Duration.ofMinutes(1), Tuning.AWAKE),
            ManagedDevice::new);

    @AfterEach
    void close() {
        engine.close();
    }

    private void equip() {
        SecurityMode nosec = (account, below) -> CompletableFuture.completedStage(Credentials.NONE);
        engine.addMode(nosec, Map.of(SecurityMode.MODE, "3"));
        engine.addLinkCodec(new LinkFormat(), Map.of(Codec.FORMAT, new Integer[] {40}));
        engine.addTransport(new LoopTransport(network), Map.of(Transport.SCHEME, new String[] {"coap"}));
    }

    private LocalClient open(String endpoint, Map<Integer, Value> account) {
        return engine.open(endpoint, Rig.account(0, 101, server.uri(), account), List.of());
    }

    @Test
    void tenThousandClientsShareAFewThreads() throws InterruptedException {
        var registered = new CountDownLatch(MANY);
        var endpoints = ConcurrentHashMap.<String>newKeySet();
        engine.addListener((client, status) -> {
            if (status.state() == State.REGISTERED && endpoints.add(client.endpoint())) {
                registered.countDown();
            }
        });
        equip();
        for (var count = 0; count < MANY; count++) {
            open("device-" + count, Map.of());
        }
        assertTrue(registered.await(60, TimeUnit.SECONDS), () -> registered.getCount() + " are missing");
        assertTrue(threads().size() <= 5, () -> threads().toString());
        assertEquals(MANY, server.count(Uplink.Register.class));

        engine.close();
        assertEquals(MANY, server.count(Uplink.Deregister.class));
        for (var thread : threads()) {
            thread.join(10_000);
        }
        assertEquals(List.of(), threads());
    }

    @Test
    void aListenerThatFailsHarmsNobody() throws InterruptedException {
        var registered = new CountDownLatch(1);
        engine.addListener((client, status) -> {
            throw new IllegalStateException("on purpose");
        });
        engine.addListener((client, status) -> {
            if (client.endpoint().equals("one") && status.state() == State.REGISTERED) {
                registered.countDown();
            }
        });
        open("one", Map.of());
        equip();
        assertTrue(registered.await(10, TimeUnit.SECONDS));
    }

    @Test
    void refusesAccountsThatAreNone() {
        var accounts = new ArrayList<>(Rig.account(0, 101, server.uri(), Map.of(1, new Value.Int(-1))));
        assertThrows(LwM2mException.class, () -> engine.open("one", accounts, List.of()));
        var alone = Rig.account(0, 101, server.uri(), Map.of()).subList(0, 3);
        assertThrows(LwM2mException.class, () -> engine.open("one", alone, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.open("one", Rig.account(0, 101, server.uri(), Map.of()), List.of("no object")));
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("lwm2m-client-"))
                .toList();
    }
}
