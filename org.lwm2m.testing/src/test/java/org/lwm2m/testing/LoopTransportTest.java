package org.lwm2m.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lwm2m.testing.TransportBench.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;

class LoopTransportTest extends TransportContract {

    private static final Uplink UPDATE = new Uplink.Update("rd/1", Parameters.NONE, Optional.empty());
    private static final Credentials.PreSharedKey KEY =
            new Credentials.PreSharedKey("me", new Secret(Bytes.hex("0102")));

    private final LoopNetwork network = new LoopNetwork();

    @Override
    public Transport open() {
        return new LoopTransport(network);
    }

    @Override
    public void close(Transport transport) {
        ((LoopTransport) transport).close();
    }

    @Override
    public URI anywhere() {
        return URI.create("loop://127.0.0.1:0");
    }

    @Test
    void losesWhatItIsTold() throws Exception {
        try (var bench = new TransportBench(this, Role.MANAGEMENT)) {
            network.loseRequests(1);
            assertTimeout(bench);
            assertEquals(Optional.empty(), bench.server.poll());
            network.loseAnswers(1);
            assertTimeout(bench);
            assertEquals(UPDATE, bench.server.next().request());
            assertEquals(Status.CHANGED, await(bench.toServer.send(UPDATE)).status());
        }
    }

    @Test
    void inBadWeatherADoubledRequestIsTakenOnceAndALateAnswerByNobody() throws Exception {
        try (var bench = new TransportBench(this, Role.MANAGEMENT)) {
            var later = new ArrayDeque<Runnable>();
            var unwanted = new ArrayList<Boolean>();
            network.weather(new Weather() {
                @Override
                public List<Duration> arrivals() {
                    return List.of(Duration.ZERO, Duration.ofSeconds(100));
                }

                @Override
                public void after(Duration delay, Runnable task) {
                    if (delay.compareTo(Duration.ofSeconds(100)) <= 0) {
                        later.add(task);
                    }
                }

                @Override
                public void unwanted(boolean late) {
                    unwanted.add(late);
                }
            });
            var answer = bench.toServer.send(UPDATE);
            while (!later.isEmpty()) {
                later.remove().run();
            }
            assertEquals(Status.CHANGED, await(answer).status());
            assertEquals(UPDATE, bench.server.next().request());
            assertEquals(Optional.empty(), bench.server.poll());
            // Sent and repeated once, each doubled on both ways; the first answer is the one that counts.
            assertEquals(Collections.nCopies(2 * 2 * 2 - 1, false), unwanted);
        }
    }

    @Test
    void aCallerWithANewAddressIsFoundThere() throws Exception {
        try (var bench = new TransportBench(this, Role.MANAGEMENT)) {
            var before = bench.toClient();
            network.move(before.address(), URI.create("loop://10.0.0.7:1"));
            var after = bench.toClient();
            assertEquals(URI.create("loop://10.0.0.7:1"), after.address());
            var read = new Downlink.Delete(org.lwm2m.api.Path.of(3, 0));
            assertEquals(Status.CHANGED, await(after.send(read)).status());
            assertThrows(LwM2mException.class, () -> await(before.send(read)));
        }
    }

    @Test
    void aSharedKeyIsComparedAndNamesTheCaller() {
        var server = new RecordingHandler();
        var loop = new LoopTransport();
        CredentialStore callers = claimed -> CompletableFuture.completedStage(
                claimed.equals(new Identity.Psk("me"))
                        ? Optional.of(new CredentialStore.Caller(KEY, List.of()))
                        : Optional.empty());
        await(loop.listen(URI.create("loop://server"), Role.MANAGEMENT, callers, server));
        var connection = await(loop.connect(Peer.of("loop://server/", "a", KEY), new RecordingHandler()));
        await(connection.send(UPDATE));
        assertEquals(new Identity.Psk("me"), server.next().from().identity());
        var wrong = new Credentials.PreSharedKey("me", new Secret(Bytes.hex("0000")));
        var failure = assertThrows(
                LwM2mException.class,
                () -> await(loop.connect(Peer.of("loop://server", "a", wrong), new RecordingHandler())));
        assertEquals(40, failure.alert().orElseThrow());
    }

    private static void assertTimeout(TransportBench bench) {
        var failure = assertThrows(LwM2mException.class, () -> await(bench.toServer.send(UPDATE)));
        assertEquals(Status.TIMEOUT, failure.status());
    }
}
