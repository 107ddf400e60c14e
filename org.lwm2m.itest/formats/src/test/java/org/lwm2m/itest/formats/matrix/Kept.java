package org.lwm2m.itest.formats.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.ManagedObject;

/** An object that keeps what it is given. It refuses nothing: that is for the engine to do. */
final class Kept implements ManagedObject {

    final BlockingQueue<Path> executed = new LinkedBlockingQueue<>();
    private final int object;
    private final NavigableMap<Path, Value> values = new ConcurrentSkipListMap<>();

    Kept(int object, List<Entry> entries) {
        this.object = object;
        put(entries);
    }

    void put(List<Entry> entries) {
        entries.forEach(entry -> values.put(entry.path(), entry.value()));
    }

    List<Entry> held(Path path) {
        var found = new ArrayList<Entry>();
        values.forEach((each, value) -> {
            if (path.contains(each)) {
                found.add(Entry.of(each, value));
            }
        });
        return found;
    }

    @Override
    public Set<Integer> instances() {
        return values.keySet().stream().map(Path::instance).collect(Collectors.toSet());
    }

    /** The Reboot of a device. */
    @Override
    public Set<Integer> unreadable(int instance) {
        return object == 3 ? Set.of(4) : Set.of();
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        return CompletableFuture.completedStage(held(path));
    }

    @Override
    public CompletionStage<Void> write(Path path, List<Entry> entries, Mode mode) {
        if (mode == Mode.REPLACE) {
            values.keySet().removeIf(path::contains);
        }
        put(entries);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> execute(Path path, String arguments) {
        executed.add(path);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> create(int instance, List<Entry> entries) {
        put(entries);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> delete(Path path) {
        values.keySet().removeIf(path::contains);
        return CompletableFuture.completedStage(null);
    }
}
