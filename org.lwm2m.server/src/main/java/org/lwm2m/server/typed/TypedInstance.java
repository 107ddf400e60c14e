package org.lwm2m.server.typed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ObjectInstance;
import org.lwm2m.api.server.Observation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An instance at a client by its interface: finds out what a function of the application's means, and asks for that. */
public record TypedInstance<T>(Client client, Shape<T> shape) implements ObjectInstance<T> {

    private static final Logger LOG = LoggerFactory.getLogger(TypedInstance.class);

    public static <T> ObjectInstance<T> of(Client client, Class<T> type, int instance) {
        return new TypedInstance<>(client, Shape.of(type, instance));
    }

    /** Those that the client registered, by their numbers. */
    public static <T> List<ObjectInstance<T>> registered(Client client, Class<T> type) {
        var object = Shape.of(type, 0).instance().object();
        return client.registration().links().stream()
                .map(link -> link.path())
                .filter(path -> path.depth() == 2 && path.object() == object)
                .sorted()
                .map(path -> of(client, type, path.instance()))
                .toList();
    }

    /** Creates an instance whose number is open. */
    public static <T> CompletionStage<ObjectInstance<T>> create(Client client, Class<T> type, Consumer<T> setters) {
        var shape = Shape.of(type, 0);
        var entries = Notebook.entries(shape, Path.ABSENT, Notebook.writes(shape, setters));
        return client.create(shape.instance().object(), entries)
                .thenApply(created -> of(client, type, created.instance()));
    }

    @Override
    public Path path() {
        return shape.instance();
    }

    @Override
    public CompletionStage<T> read() {
        return client.read(path()).thenApply(entries -> Snapshot.of(shape, entries));
    }

    @Override
    public <V> CompletionStage<V> read(Function<T, V> resource) {
        var id = Notebook.reads(shape, resource);
        return client.read(path().child(id)).thenApply(entries -> resource.apply(Snapshot.of(shape, id, entries)));
    }

    @Override
    public <V> CompletionStage<Optional<V>> find(Function<T, V> resource) {
        return read(resource).handle((value, failure) -> {
            if (failure == null) {
                return Optional.of(value);
            } else if (LwM2mException.cause(failure) instanceof Absent) {
                return Optional.empty();
            }
            throw new CompletionException(LwM2mException.cause(failure));
        });
    }

    @Override
    public <V> CompletionStage<Void> write(BiConsumer<T, V> resource, V value) {
        return write(instance -> resource.accept(instance, value));
    }

    @Override
    public CompletionStage<Void> write(Consumer<T> setters) {
        var written = Notebook.writes(shape, setters);
        var entries = Notebook.entries(shape, path().instance(), written);
        if (written.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var whole =
                written.size() == 1 ? path().child(written.keySet().iterator().next()) : path();
        return client.write(whole, entries, written.size() == 1 ? Mode.REPLACE : Mode.PARTIAL_UPDATE);
    }

    @Override
    public CompletionStage<Void> execute(Consumer<T> resource) {
        var call = Notebook.executes(shape, resource);
        return client.execute(path().child(call.getKey()), call.getValue());
    }

    @Override
    public CompletionStage<Void> create(Consumer<T> setters) {
        var entries = Notebook.entries(shape, path().instance(), Notebook.writes(shape, setters));
        var named = entries.isEmpty() ? List.of(Entry.of(path(), Value.NONE)) : entries;
        return client.create(path().object(), named).thenApply(created -> null);
    }

    @Override
    public CompletionStage<Void> delete() {
        return client.delete(path());
    }

    @Override
    public <V> CompletionStage<Observation> observe(
            Function<T, V> resource, Attributes attributes, BiConsumer<V, Optional<Instant>> seen) {
        var id = Notebook.reads(shape, resource);
        return client.observe(List.of(path().child(id)), attributes, entries -> byTime(entries)
                .forEach((time, some) -> meaning(() -> resource.apply(Snapshot.of(shape, id, some)))
                        .ifPresent(value -> seen.accept(value, time))));
    }

    @Override
    public CompletionStage<Observation> observe(Attributes attributes, Consumer<T> seen) {
        return client.observe(List.of(path()), attributes, entries -> byTime(entries)
                .values()
                .forEach(some -> seen.accept(Snapshot.of(shape, some))));
    }

    @Override
    public String toString() {
        return client + path().toString();
    }

    /** The oldest first, and last what has no time: that is now. */
    private static Map<Optional<Instant>, List<Entry>> byTime(List<Entry> entries) {
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(entry -> entry.time().orElse(Instant.MAX)));
        var groups = new LinkedHashMap<Optional<Instant>, List<Entry>>();
        sorted.forEach(entry ->
                groups.computeIfAbsent(entry.time(), time -> new ArrayList<>()).add(entry));
        return groups.isEmpty() ? Map.of(Optional.empty(), List.of()) : groups;
    }

    /** Empty for a value of the wrong type, or none: that was told to data listeners, and is nothing to see here. */
    private static <V> Optional<V> meaning(Supplier<V> value) {
        try {
            return Optional.of(value.get());
        } catch (LwM2mException none) {
            LOG.debug("nothing to see in a notification", none);
            return Optional.empty();
        }
    }
}
