package org.lwm2m.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.ManagedObject;

/** An object with one resource, /33001/0/0, whose octets are those of a file. */
record Depot(java.nio.file.Path file) implements ManagedObject {

    static final int OBJECT = 33001;
    static final Path VALUE = Path.of(OBJECT, 0, 0);

    @Override
    public Set<Integer> instances() {
        return Set.of(0);
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        try {
            return CompletableFuture.completedStage(
                    Files.exists(file) ? List.of(Entry.of(VALUE, new Value.Opaque(Bytes.of(file)))) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Sink> receive(Path path, OptionalLong size) {
        try {
            return Optional.of(Sink.to(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sink has done it. */
    @Override
    public CompletionStage<Void> write(Path path, List<Entry> entries, Mode mode) {
        return CompletableFuture.completedStage(null);
    }
}
