package org.lwm2m.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.access.Standing;
import org.lwm2m.client.management.DeviceManagement;
import org.lwm2m.client.management.ServerSession;

/** Device management that lists what it is told to, and writes down what it hears of registrations. */
final class ScriptedManagement implements DeviceManagement {

    final List<Downlink> handled = new ArrayList<>();
    final List<ServerSession> sessions = new ArrayList<>();
    final List<ServerSession> reachable = new ArrayList<>();
    final List<ServerSession> ended = new ArrayList<>();
    final List<Integer> forgotten = new ArrayList<>();
    ManagedObject server;
    private List<Link> links = paths("/1/0", "/3/0");
    private Runnable listener = () -> {};

    /** What the Device object says in /3/0/16. */
    Optional<String> bindings = Optional.empty();

    @Override
    public CompletionStage<Optional<String>> bindings() {
        return CompletableFuture.completedStage(bindings);
    }

    /** The list of objects is another now. */
    void lists(String... paths) {
        links = paths(paths);
        listener.run();
    }

    /** A server writes a resource of /1. */
    void write(int instance, int resource, Value value) {
        var path = Path.of(1, instance, resource);
        server.write(path, List.of(Entry.of(path, value)), Downlink.Write.Mode.REPLACE)
                .toCompletableFuture()
                .join();
    }

    void execute(int instance, int resource, String arguments) {
        server.execute(Path.of(1, instance, resource), arguments)
                .toCompletableFuture()
                .join();
    }

    @Override
    public void add(int object, ObjectVersion version, String prefix, ManagedObject instances) {
        if (object == 1) {
            server = instances;
        }
    }

    @Override
    public void remove(ManagedObject instances) {}

    @Override
    public void add(int instance, String prefix, Object annotated) {}

    @Override
    public void add(String prefix, InstanceFactory<?> factory) {}

    @Override
    public void remove(InstanceFactory<?> factory) {}

    @Override
    public CompletionStage<List<Entry>> read(int server, List<Path> paths) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public boolean lists(ServerSession server, List<Entry> values) {
        return true;
    }

    @Override
    public CompletionStage<Void> send(ServerSession to, List<Entry> values) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> tell(ServerSession to, List<Entry> values) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void removeInstance(Object annotated) {}

    @Override
    public List<Link> links(Version version) {
        return links;
    }

    @Override
    public void whenLinksChange(Runnable listener) {
        this.listener = listener;
    }

    @Override
    public CompletionStage<Response> handle(ServerSession from, Downlink request) {
        handled.add(request);
        sessions.add(from);
        return CompletableFuture.completedStage(Response.of(Status.CHANGED));
    }

    @Override
    public CompletionStage<Optional<Sink>> receive(ServerSession from, Downlink head, OptionalLong size) {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public void changed(Object source, int resource) {}

    @Override
    public void changed(Object source, int resource, Value value, Instant time) {}

    @Override
    public void changed(ManagedObject source, Path path) {}

    @Override
    public void changed(ManagedObject source, List<Entry> entries) {}

    @Override
    public void instancesChanged(ManagedObject source) {}

    @Override
    public void reachable(ServerSession session) {
        reachable.add(session);
    }

    @Override
    public void ended(ServerSession session) {
        ended.add(session);
    }

    @Override
    public Optional<String> servers(List<Standing> accounts) {
        return Optional.empty();
    }

    @Override
    public void provide(List<Provision> access) {}

    @Override
    public List<Entry> readable(int server, List<Entry> entries) {
        return entries;
    }

    @Override
    public void forget(int id) {
        forgotten.add(id);
    }

    private static List<Link> paths(String... paths) {
        return Stream.of(paths).map(Path::parse).map(Link::of).toList();
    }

    @Override
    public org.lwm2m.client.management.Provisioning provisioning() {
        throw new UnsupportedOperationException("no test of bootstraps scripts its objects");
    }
}
