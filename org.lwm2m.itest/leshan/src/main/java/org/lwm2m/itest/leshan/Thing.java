package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.leshan.client.LeshanClient;
import org.eclipse.leshan.client.LeshanClientBuilder;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.observer.LwM2mClientObserverAdapter;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.ResponseCode;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.request.ReadRequest;
import org.eclipse.leshan.core.request.RegisterRequest;
import org.eclipse.leshan.transport.californium.client.endpoint.CaliforniumClientEndpointsProvider;
import org.eclipse.leshan.transport.californium.client.endpoint.coap.CoapClientProtocolProvider;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;

/** A Leshan client that holds some values, /1 among them, and says what is executed. */
final class Thing {

    private static final long DEADLINE_MILLIS = 20_000;

    private final LeshanClient client;
    private final Map<Path, Shelf> shelves = new HashMap<>();

    Thing(String endpoint, String uri, List<Entry> entries, LwM2mModel model) {
        var server = entries.stream()
                .filter(each -> each.path().equals(Path.of(1, 0, 0)))
                .mapToInt(each -> ((Long) LeshanValues.theirs(each.value())).intValue())
                .findFirst()
                .orElseThrow();
        var objects = new ObjectsInitializer(model);
        objects.setInstancesForObject(0, Security.noSec(uri, server));
        objects(endpoint, entries).forEach((object, instances) -> {
            objects.setInstancesForObject(object, instances.toArray(Shelf[]::new));
            objects.setFactoryForObject(object, (definition, id, taken) -> {
                var shelf = shelf(endpoint, Path.of(object, id == null ? taken.size() : id), List.of());
                shelf.setModel(definition);
                return shelf;
            });
        });
        client = new LeshanClientBuilder(endpoint)
                .setObjects(objects.createAll())
                .setEndpointsProviders(new CaliforniumClientEndpointsProvider.Builder(new CoapClientProtocolProvider())
                        .setClientAddress(InetAddress.getLoopbackAddress())
                        .build())
                .build();
        client.addObserver(new Teller(endpoint));
        client.start();
    }

    private Map<Integer, List<Shelf>> objects(String endpoint, List<Entry> entries) {
        var objects = new TreeMap<Integer, List<Shelf>>();
        entries.stream()
                .collect(Collectors.groupingBy(each -> each.path().upTo(2), TreeMap::new, Collectors.toList()))
                .forEach((path, values) -> objects.computeIfAbsent(path.object(), id -> new ArrayList<>())
                        .add(shelf(endpoint, path, values)));
        return objects;
    }

    private Shelf shelf(String endpoint, Path path, List<Entry> values) {
        var shelf = new Shelf(endpoint, path, values);
        shelves.put(path, shelf);
        return shelf;
    }

    /** What is there now, as the client itself reads it. */
    List<Entry> held(String path) {
        var object = client.getObjectTree().getObjectEnabler(Path.parse(path).object());
        var found = object.read(LwM2mServer.SYSTEM, new ReadRequest(path));
        return found.isSuccess() ? LeshanNodes.entries(Path.parse(path), found.getContent()) : List.of();
    }

    void change(List<Entry> entries) {
        entries.stream()
                .collect(Collectors.groupingBy(each -> each.path().upTo(3), TreeMap::new, Collectors.toList()))
                .forEach((path, values) -> shelves.get(path.upTo(2)).change(path.resource(), values));
    }

    List<String> send(String format, List<String> paths) throws InterruptedException {
        var server = client.getRegisteredServers().values().iterator().next();
        var sent = ContentFormat.fromCode(Integer.parseInt(format));
        var answer = client.getSendService().sendData(server, sent, paths, DEADLINE_MILLIS);
        return List.of(Words.code(answer.getCode()));
    }

    void end() {
        client.destroy(false);
    }

    /** Says that it is registered, or why not. */
    private static final class Teller extends LwM2mClientObserverAdapter {

        private final String endpoint;

        Teller(String endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void onRegistrationSuccess(LwM2mServer server, RegisterRequest request, String id) {
            say("event", endpoint, "known");
        }

        @Override
        public void onRegistrationFailure(
                LwM2mServer server, RegisterRequest request, ResponseCode code, String message, Exception cause) {
            say("event", endpoint, "failed", code, Notation.quoted(message + " " + cause));
        }
    }
}
