package org.lwm2m.itest.formats.matrix;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.NumberedObject;
import org.lwm2m.client.ClientSide;
import org.lwm2m.itest.formats.OurFormat;
import org.lwm2m.itest.formats.Wire;
import org.lwm2m.itest.leshan.Leshan;
import org.lwm2m.server.ServerSide;
import org.lwm2m.transport.udp.UdpTransport;

/** Both our engines over UDP, and a JVM with Leshan beside them. Each row has a client of its own, freshly registered. */
final class Rig implements AutoCloseable {

    private final Leshan leshan = Leshan.start();
    private final Wire below = new Wire(new UdpTransport(Map.of()));
    private final Wire above = new Wire(new UdpTransport(Map.of()));
    private final Told.All told = new Told.All(above);
    private final ServerSide server = new ServerSide("coap://127.0.0.1:0", above, new Fixture(), told);
    private final ClientSide device = new ClientSide(below, new Fixture());
    private final Map<String, CompletableFuture<Void>> known = new ConcurrentHashMap<>();
    private final String leshanServer;
    private final String ourServer;
    private int rows;

    Rig() throws Exception {
        server.add(told);
        device.add((client, now) -> {
            if (now.state() == ServerStatus.State.REGISTERED) {
                known(client.endpoint()).complete(null);
            }
        });
        for (var format : OurFormat.values()) {
            device.add(format.codec(), format.number());
        }
        ourServer = above.place().toString();
        leshanServer = "coap://127.0.0.1:" + leshan.next("", "listening").get(0);
    }

    private CompletableFuture<Void> known(String endpoint) {
        return known.computeIfAbsent(endpoint, name -> new CompletableFuture<>());
    }

    Ends open(Side client, Optional<OurFormat> format) throws Exception {
        var endpoint = "row-" + rows++;
        return client == Side.OURS ? ours(endpoint, format) : leshans(endpoint, format);
    }

    /** OMA JSON is for clients of 1.0 alone; and nothing of 1.0 is left out in 1.1. */
    private Ends ours(String endpoint, Optional<OurFormat> format) throws Exception {
        var version = format.filter(each -> each == OurFormat.JSON).isPresent() ? Version.V1_0 : Version.V1_1;
        var held = Fixture.entries(version);
        var objects = held.stream()
                .filter(each -> each.path().object() != 1)
                .collect(Collectors.groupingBy(each -> each.path().object()))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new Kept(each.getKey(), each.getValue())));
        var numbered = objects.entrySet().stream()
                .map(each -> new NumberedObject(each.getKey(), version(each.getKey()), each.getValue()))
                .toList();
        var client = device.open(endpoint, account(held), version, numbered);
        known(endpoint).get(30, SECONDS);
        leshan.next(endpoint, "registered");
        var manager = new LeshanServer(leshan, endpoint);
        var other = format.filter(each -> each == OurFormat.TLV).isPresent() ? OurFormat.SENML_CBOR : OurFormat.TLV;
        Function<String, List<Entry>> readBack =
                path -> manager.read(path, Optional.of(other)).entries();
        var managed = new OurClient(client, objects, device, below, readBack);
        return new Ends(Side.OURS, manager, managed, format, held, below::notifications);
    }

    private static ObjectVersion version(int object) {
        return new Fixture().find(object, ObjectVersion.V1_0).orElseThrow().version();
    }

    private List<Entry> account(List<Entry> held) {
        var entries = new ArrayList<>(
                held.stream().filter(each -> each.path().object() == 1).toList());
        entries.add(Entry.of(Path.of(0, 0, 0), new Value.Text(leshanServer)));
        entries.add(Entry.of(Path.of(0, 0, 2), new Value.Int(3)));
        entries.add(Entry.of(Path.of(0, 0, 10), new Value.Int(101)));
        return entries;
    }

    private Ends leshans(String endpoint, Optional<OurFormat> format) throws Exception {
        for (var each : OurFormat.values()) {
            server.remove(each.codec(), each.number());
            if (format.isEmpty() || format.get() == each) {
                server.add(each.codec(), each.number());
            }
        }
        above.forgets(false);
        var held = Fixture.entries(Version.V1_1);
        var client = LeshanClient.open(leshan, endpoint, ourServer, held);
        var manager = new OurServer(told.of(endpoint).registered(), above, told.of(endpoint));
        return new Ends(Side.LESHAN, manager, client, format, held, above::notifications);
    }

    @Override
    public void close() {
        device.close();
        server.close();
        leshan.close();
    }
}
