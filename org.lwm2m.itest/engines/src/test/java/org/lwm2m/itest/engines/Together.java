package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Client;
import org.lwm2m.client.ClientSide;
import org.lwm2m.server.ServerSide;
import org.lwm2m.testing.LoopNetwork;

/** A client and a server of ours that know the same objects; nothing happens but what a test makes happen. */
public final class Together {

    /** What came to the server without being asked for. */
    public record Report(List<Entry> entries, java.util.Optional<Token> observation) {}

    public final HandClock clock = new HandClock();
    public final LoopNetwork network = new LoopNetwork();
    public final List<Report> reports = new ArrayList<>();
    public ClientSide device;
    public final ServerSide server;
    private final Definitions definitions;
    private final Map<ContentFormat, Codec> own;

    /** @param spoken the formats that the server has; the client has all */
    public Together(Definitions definitions, List<ContentFormat> spoken) {
        this(definitions, Formats.all(), spoken);
    }

    public Together(Definitions definitions, Map<ContentFormat, Codec> own, List<ContentFormat> spoken) {
        this.definitions = definitions;
        this.own = own;
        server = new ServerSide(
                network,
                clock.time(),
                clock.workers(),
                (client, entries, token) -> reports.add(new Report(entries, token)));
        server.add(definitions);
        var codecs = Formats.all();
        spoken.forEach(format -> server.add(codecs.get(format), format));
        device = new ClientSide(network, clock.loop(), definitions, own);
    }

    /** Registers by the rules of a version, with these objects. */
    public Together register(Version version, Object... objects) {
        return register(version, Map.of(), objects);
    }

    public Together register(Version version, Map<Integer, Value> account, Object... objects) {
        device.show(List.of(objects));
        var resources = new HashMap<Integer, Value>(Map.of(1, new Value.Int(300), 23, new Value.Flag(false)));
        resources.putAll(account);
        device.account(ServerSide.URI, version, resources);
        clock.advance(Duration.ofSeconds(1));
        return this;
    }

    /** The client is cut off without a good-bye, and another begins in its place, with nothing that servers set. */
    public Together restart(Version version, Map<Integer, Value> account, Object... objects) {
        device.takeTransport();
        device = new ClientSide(network, clock.loop(), definitions, own);
        return register(version, account, objects);
    }

    /** The client as the server has it. */
    public Client client() {
        return server.clients().find(ClientSide.ENDPOINT).orElseThrow();
    }

    public void settle() {
        clock.run();
    }

    /** What a stage came to; fails if it did not come to anything yet. */
    public <T> T done(CompletionStage<T> stage) {
        settle();
        var future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("not done");
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            throw LwM2mException.cause(e) instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The status that a stage failed with. */
    public Status failure(CompletionStage<?> stage) {
        return assertThrows(LwM2mException.class, () -> done(stage)).status();
    }
}
