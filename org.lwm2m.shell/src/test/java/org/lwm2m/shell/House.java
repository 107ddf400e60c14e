package org.lwm2m.shell;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;

/** Engines with one client and a few definitions, for commands to speak to. */
public final class House {

    private static final ObjectDefinition SERVER = object(
            1,
            "LwM2M Server",
            resource(1, "Lifetime", ResourceType.INTEGER, "s", false, Operation.READ, Operation.WRITE),
            resource(8, "Registration Update Trigger", ResourceType.NONE, "", false, Operation.EXECUTE));
    private static final ObjectDefinition DEVICE = object(
            3,
            "Device",
            resource(0, "Manufacturer", ResourceType.STRING, "", false, Operation.READ),
            resource(7, "Power Source Voltage", ResourceType.INTEGER, "mV", true, Operation.READ, Operation.WRITE),
            resource(13, "Current Time", ResourceType.TIME, "", false, Operation.READ, Operation.WRITE),
            resource(14, "UTC Offset", ResourceType.STRING, "", false, Operation.READ, Operation.WRITE));

    private int bootstrapped;
    public final FakeClient client = new FakeClient();
    public final Engines engines = new Engines();
    /** When something happens by itself at each server. */
    Optional<Instant> next = Optional.empty();

    final List<String> called = new ArrayList<>();
    final List<Integer> updated = new ArrayList<>();
    final List<Integer> registered = new ArrayList<>();
    final List<List<?>> sent = new ArrayList<>();

    public House() {
        engines.clients = new Clients() {
            @Override
            public Optional<Client> find(String endpoint) {
                return endpoint.equals("gateway") ? Optional.of(client) : Optional.empty();
            }

            @Override
            public Optional<Client> registered(String id) {
                return Optional.empty();
            }

            @Override
            public Stream<Client> stream() {
                return Stream.of(client);
            }

            @Override
            public int count() {
                return 1;
            }
        };
        engines.models = new ObjectModels() {
            @Override
            public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
                return all().filter(each -> each.id() == object).findFirst();
            }

            @Override
            public Stream<ObjectDefinition> all() {
                return Stream.of(SERVER, DEVICE);
            }

            @Override
            public ObjectDefinition of(Class<?> annotated) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** How often a client here was told to ask its Bootstrap-Server. */
    public int bootstrapped() {
        return bootstrapped;
    }

    /** What the client was asked. */
    public List<String> asked() {
        return client.asked;
    }

    /** A client that runs here, with servers 1, 2, … in these states; it writes down which are updated. */
    public LocalClient local(State... states) {
        var servers = new ArrayList<ServerStatus>();
        for (var state : states) {
            var uri = URI.create("coap://cloud");
            servers.add(new ServerStatus(
                    servers.size() + 1, uri, state, Optional.of("why"), next, Optional.of(Duration.ofMinutes(5))));
        }
        var local = (LocalClient) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {LocalClient.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "endpoint" -> "gateway";
                    case "servers" -> servers;
                    case "update" -> {
                        updated.add((Integer) arguments[0]);
                        yield CompletableFuture.completedFuture(null);
                    }
                    case "register" -> {
                        registered.add((Integer) arguments[0]);
                        yield CompletableFuture.completedFuture(null);
                    }
                    case "enable", "disable" -> {
                        called.add(method.getName() + " " + List.of(arguments));
                        yield CompletableFuture.completedFuture(null);
                    }
                    case "bootstrap" -> {
                        bootstrapped++;
                        yield CompletableFuture.completedFuture(null);
                    }
                    case "send" -> {
                        sent.add((List<?>) arguments[0]);
                        yield CompletableFuture.completedFuture(null);
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        engines.locals = List.of(local);
        return local;
    }

    private static ObjectDefinition object(int id, String name, ResourceDefinition... resources) {
        var all = new java.util.HashMap<Integer, ResourceDefinition>();
        List.of(resources).forEach(each -> all.put(each.id(), each));
        return new ObjectDefinition(id, ObjectVersion.V1_0, name, Version.V1_0, true, true, Map.copyOf(all));
    }

    private static ResourceDefinition resource(
            int id, String name, ResourceType type, String units, boolean multiple, Operation... operations) {
        return new ResourceDefinition(id, name, Set.of(operations), type, "", units, multiple, false);
    }
}
