package org.lwm2m.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.loop.ManualLoop;
import org.lwm2m.client.management.DeviceManagement;
import org.lwm2m.client.provider.Providers;
import org.lwm2m.client.registration.Jitter;
import org.lwm2m.client.registration.Self;
import org.lwm2m.client.registration.Surroundings;
import org.lwm2m.client.registration.Surroundings.Tuning;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.testing.LoopNetwork;
import org.lwm2m.testing.LoopTransport;

/** One client on a loop that is turned by hand, with all the providers it wants, on a network without wires. */
final class Rig {

    final ManualLoop loop = new ManualLoop();
    final LoopNetwork network = new LoopNetwork();
    final Providers providers = new Providers();
    final ScriptedManagement management = new ScriptedManagement();
    final List<ServerStatus> heard = new ArrayList<>();
    final SecurityMode nosec = (account, below) -> CompletableFuture.completedStage(Credentials.NONE);
    final LinkFormat links = new LinkFormat();
    LoopTransport transport = new LoopTransport(network);
    Jitter jitter = Jitter.NONE;
    RunningClient client;
    boolean byCard;
    Self.Manner manner = Self.Manner.USUAL;

    Rig() {
        providers.modes().add(nosec, List.of("3"), 0);
        providers.linkCodecs().add(links, List.of(40), 0);
        add(transport);
    }

    /** Begins with these accounts, and lets pass what takes no time. */
    Rig start(List<Entry> accounts) {
        return start(accounts, management, new ClientCodecs(providers));
    }

    Rig start(List<Entry> accounts, DeviceManagement some, ClientCodecs codecs) {
        return start(accounts, some, codecs, self -> {}, new Memory("gateway", providers::store));
    }

    Rig start(List<Entry> accounts, DeviceManagement some, ClientCodecs codecs, Memory memory) {
        return start(accounts, some, codecs, self -> {}, memory);
    }

    Rig start(ScriptedServer server, Map<Integer, Value> more, Consumer<Self> knows) {
        return start(
                account(0, server.id, server.uri(), more),
                management,
                new ClientCodecs(providers),
                knows,
                new Memory("gateway", providers::store));
    }

    private Rig start(
            List<Entry> accounts, DeviceManagement some, ClientCodecs codecs, Consumer<Self> knows, Memory memory) {
        var around = new Surroundings(new Self("gateway", manner), loop, some, providers, Tuning.STANDARD, jitter);
        knows.accept(around.self());
        client = new RunningClient(around, codecs, (which, status) -> heard.add(status), accounts, memory);
        if (byCard) {
            client.goesByCard();
        }
        client.start();
        loop.run();
        return this;
    }

    Rig start(ScriptedServer server, Map<Integer, Value> more) {
        return start(account(0, server.id, server.uri(), more));
    }

    Rig start(ScriptedServer server) {
        return start(server, Map.of(1, new Value.Int(300)));
    }

    ScriptedServer server(int id) {
        return new ScriptedServer(id, network);
    }

    void add(Transport some) {
        providers.transports().add(some, List.of("coap"), 0);
    }

    void add(Transport some, String scheme) {
        providers.transports().add(some, List.of(scheme), 0);
    }

    void remove(Transport some) {
        providers.transports().remove(some);
    }

    /** As when the bundle of the transport is updated: the service goes, all it opened closes, another comes. */
    void swapTransport(Duration gap) {
        takeTransport();
        loop.advance(gap);
        bringTransport();
    }

    void takeTransport() {
        remove(transport);
        client.providersChanged();
        transport.close();
        loop.run();
    }

    void bringTransport() {
        transport = new LoopTransport(network);
        add(transport);
        client.providersChanged();
        loop.run();
    }

    void advance(long seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    ServerStatus status() {
        return client.servers().get(0);
    }

    static List<Entry> account(int instance, int server, String uri, Map<Integer, Value> more) {
        var entries = new ArrayList<>(List.of(
                Entry.of(Path.of(0, instance, 0), new Value.Text(uri)),
                Entry.of(Path.of(0, instance, 2), new Value.Int(3)),
                Entry.of(Path.of(0, instance, 10), new Value.Int(server)),
                Entry.of(Path.of(1, instance, 0), new Value.Int(server))));
        more.forEach((resource, value) -> entries.add(Entry.of(Path.of(1, instance, resource), value)));
        return entries;
    }
}
