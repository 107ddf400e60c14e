package org.lwm2m.server.management;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ObjectInstance;
import org.lwm2m.api.server.Observation;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.server.Waiting;
import org.lwm2m.server.typed.Stub;
import org.lwm2m.server.typed.TypedInstance;

/**
 * One endpoint, or a thing behind it, with the time that an application gives it.
 *
 * @param kept whether its requests outlive a restart
 * @param completes where stages complete
 */
record ClientHandle(
        Management management,
        String endpoint,
        String thing,
        Optional<Duration> deadline,
        boolean kept,
        Executor completes)
        implements Client {

    @Override
    public Registration registration() {
        return management.registered(endpoint).registration();
    }

    @Override
    public boolean awake() {
        return management.exchanges().awake(endpoint);
    }

    @Override
    public List<Waiting> waiting() {
        return management.exchanges().waiting(endpoint);
    }

    @Override
    public boolean cancel(String waiting) {
        return management.exchanges().cancel(endpoint, waiting);
    }

    @Override
    public Client within(Duration another) {
        return new ClientHandle(management, endpoint, thing, Optional.of(another), kept, completes);
    }

    @Override
    public Client durable() {
        return new ClientHandle(management, endpoint, thing, deadline, true, completes);
    }

    @Override
    public Client device(String prefix) {
        return new ClientHandle(management, endpoint, prefix, deadline, kept, completes);
    }

    @Override
    public <T> T as(Class<T> object, int instance) {
        // No thread waits for a client that sleeps for longer than for one that doesn't.
        var within = deadline.or(() -> Optional.of(management.timeout()));
        // Who waits needs no thread of ours to be woken: so it may be one of those.
        return Stub.of(new ClientHandle(management, endpoint, thing, within, kept, Runnable::run), object, instance);
    }

    @Override
    public <T> ObjectInstance<T> instance(Class<T> object, int instance) {
        return TypedInstance.of(this, object, instance);
    }

    @Override
    public <T> List<ObjectInstance<T>> instances(Class<T> object) {
        return TypedInstance.registered(this, object);
    }

    @Override
    public <T> CompletionStage<ObjectInstance<T>> create(Class<T> object, Consumer<T> setters) {
        return TypedInstance.create(this, object, setters);
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        return run((call, dialect) -> management.operations().read(call, dialect, path));
    }

    @Override
    public CompletionStage<Bytes> read(Path path, Sink body) {
        return start(call -> management.download(call, thing, path, body));
    }

    @Override
    public CompletionStage<List<Link>> discover(Path path) {
        return run((call, dialect) -> management.operations().discover(call, dialect, path, Optional.empty()));
    }

    @Override
    public CompletionStage<List<Link>> discover(Path path, int depth) {
        return run((call, dialect) -> management.operations().discover(call, dialect, path, Optional.of(depth)));
    }

    @Override
    public CompletionStage<Void> write(Path path, Value value) {
        return write(path, List.of(Entry.of(path, value)), Mode.REPLACE);
    }

    @Override
    public CompletionStage<Void> write(Path path, List<Entry> entries, Mode mode) {
        return run((call, dialect) -> management.operations().write(call, dialect, path, entries, mode));
    }

    @Override
    public CompletionStage<Void> writeAttributes(Path path, Attributes set, Set<Attribute> unset) {
        return run((call, dialect) -> management.operations().writeAttributes(call, dialect, path, set, unset));
    }

    @Override
    public CompletionStage<Void> execute(Path path, String arguments) {
        return run((call, dialect) -> management.operations().execute(call, dialect, path, arguments));
    }

    @Override
    public CompletionStage<Path> create(int object, List<Entry> entries) {
        return run((call, dialect) -> management.operations().create(call, dialect, object, entries));
    }

    @Override
    public CompletionStage<Void> delete(Path path) {
        return run((call, dialect) -> management.operations().delete(call, dialect, path));
    }

    @Override
    public CompletionStage<List<Entry>> readComposite(Collection<Path> paths) {
        return run((call, dialect) -> management.operations().readComposite(call, dialect, paths));
    }

    @Override
    public CompletionStage<Void> writeComposite(List<Entry> entries) {
        return run((call, dialect) -> management.operations().writeComposite(call, dialect, entries));
    }

    @Override
    public CompletionStage<Observation> observe(
            Collection<Path> paths, Attributes attributes, Consumer<List<Entry>> seen) {
        return start(call -> management.reporting().observe(call, thing, paths, attributes, seen));
    }

    @Override
    public CompletionStage<Response> send(Downlink request) {
        return start(call -> management.send(call, request));
    }

    private <T> CompletableFuture<T> run(BiFunction<Call, Dialect, CompletableFuture<T>> operation) {
        return start(call -> operation.apply(call, management.dialect(endpoint, thing)));
    }

    private <T> CompletableFuture<T> start(Function<Call, CompletableFuture<T>> operation) {
        return management.run(management.call(endpoint, deadline, kept), operation, completes);
    }

    @Override
    public String toString() {
        return thing.isEmpty() ? endpoint : endpoint + "/" + thing;
    }
}
