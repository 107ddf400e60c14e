package org.lwm2m.itest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.ManagedObject;

/** The object to test with: pages with a value of each type, to be created, written and deleted. */
final class Notebook implements ManagedObject {

    static final int ID = 32700;

    final LinkedBlockingQueue<String> executed = new LinkedBlockingQueue<>();
    private final ConcurrentSkipListMap<Path, Value> values = new ConcurrentSkipListMap<>();

    Notebook() {
        values.put(Path.of(ID, 0, 0), new Value.Text("hello"));
        values.put(Path.of(ID, 0, 1), new Value.Int(42));
        values.put(Path.of(ID, 0, 2), new Value.Real(1.5));
        values.put(Path.of(ID, 0, 3), new Value.Flag(true));
        values.put(Path.of(ID, 0, 4), new Value.Opaque(Bytes.of((byte) 1, (byte) 2, (byte) 3)));
    }

    void put(Path path, Value value) {
        values.put(path, value);
    }

    Value get(Path path) {
        return values.get(path);
    }

    @Override
    public Set<Integer> instances() {
        return values.keySet().stream().map(Path::instance).collect(java.util.stream.Collectors.toSet());
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        var found = new ArrayList<Entry>();
        values.forEach((each, value) -> {
            if (path.contains(each)) {
                found.add(Entry.of(each, value));
            }
        });
        return found.isEmpty()
                ? CompletableFuture.failedFuture(new LwM2mException(Status.NOT_FOUND, "nothing at " + path))
                : CompletableFuture.completedFuture(found);
    }

    @Override
    public CompletionStage<Void> write(Path path, List<Entry> entries, Mode mode) {
        if (mode == Mode.REPLACE) {
            values.keySet().removeIf(each -> path.contains(each));
        }
        entries.forEach(entry -> values.put(entry.path(), entry.value()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> execute(Path path, String arguments) {
        executed.add(path + " " + arguments);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> create(int instance, List<Entry> entries) {
        return write(Path.of(ID, instance), entries, Mode.PARTIAL_UPDATE);
    }

    @Override
    public CompletionStage<Void> delete(Path path) {
        values.keySet().removeIf(each -> path.contains(each));
        return CompletableFuture.completedFuture(null);
    }
}
