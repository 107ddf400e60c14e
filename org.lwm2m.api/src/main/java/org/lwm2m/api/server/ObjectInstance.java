package org.lwm2m.api.server;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An instance of an object at a client, by the interface that defines it: {@code read(Temperature::sensorValue)}. For
 * plain calls that wait, there is {@link Client#as}.
 * <p>
 * A method that is handed over is first called on a stand-in, which notes the resource that it means and returns zero or
 * nothing; so it may also compute, as {@code read(t -> t.sensorValue() * 1.8 + 32)}, but of one resource. Stages fail as
 * those of {@link Client} do, and with {@link org.lwm2m.api.object.Absent} if the client has no such resource or
 * instance. A function that names none, or several, is an {@code IllegalArgumentException}.
 *
 * @param <T> an interface marked {@link org.lwm2m.api.object.LwM2mObject}
 */
@ProviderType
public interface ObjectInstance<T> {

    Client client();

    Path path();

    /** Reads it all, once: the getters of what comes answer from memory, and throw {@code Absent} for what is not there. */
    CompletionStage<T> read();

    <V> CompletionStage<V> read(Function<T, V> resource);

    /** The same for a resource that the client may not have. */
    <V> CompletionStage<Optional<V>> find(Function<T, V> resource);

    /** Writes one resource: {@code write(Server::lifetime, 60L)}. */
    <V> CompletionStage<Void> write(BiConsumer<T, V> resource, V value);

    /** Writes all that is set, in one request; all or nothing, and what is not set stays. */
    CompletionStage<Void> write(Consumer<T> setters);

    /** Executes: {@code execute(Device::reboot)}, or with arguments {@code execute(s -> s.disable("0='1'"))}. */
    CompletionStage<Void> execute(Consumer<T> resource);

    /** Creates this instance, with all that is set. */
    CompletionStage<Void> create(Consumer<T> setters);

    CompletionStage<Void> delete();

    /** Observes one resource: {@code observe(Temperature::sensorValue, value -> ...)}. */
    default <V> CompletionStage<Observation> observe(Function<T, V> resource, Consumer<V> seen) {
        return observe(resource, Attributes.NONE, (value, time) -> seen.accept(value));
    }

    /**
     * Observes one resource, with the times that the client gave. What it stored while it was away comes one value after
     * the other, the oldest first.
     */
    <V> CompletionStage<Observation> observe(
            Function<T, V> resource, Attributes attributes, BiConsumer<V, Optional<Instant>> seen);

    /** Observes the instance; what is seen is as for {@link #read()}. */
    CompletionStage<Observation> observe(Attributes attributes, Consumer<T> seen);
}
