package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.ManagedObject;

/** Object 44: keeps what is written, lets instances be made and removed, and can be slow. */
final class Box implements ManagedObject {

    static final int ID = 44;

    private static final Set<Integer> OPTIONAL = Set.of(1, 3, 6, 7);

    final SortedMap<Path, Value> values = new TreeMap<>();
    final Set<Integer> ids = new TreeSet<>();
    final List<String> calls = new ArrayList<>();
    boolean slow;
    int poison = -1;
    final List<Runnable> held = new ArrayList<>();

    Box(int... instances) {
        for (var id : instances) {
            ids.add(id);
            values.put(Path.of(ID, id, 0), new Value.Int(1));
            values.put(Path.of(ID, id, 1, 0), new Value.Text("red"));
            values.put(Path.of(ID, id, 1, 1), new Value.Text("green"));
            values.put(Path.of(ID, id, 2), new Value.Text("fixed"));
            values.put(Path.of(ID, id, 5), new Value.Text("hidden"));
        }
    }

    static ObjectDefinition definition(boolean multiple) {
        var all = Map.of(
                0, resource(0, ResourceType.INTEGER, "0..10", false, true, Operation.READ, Operation.WRITE),
                1, resource(1, ResourceType.STRING, "", true, false, Operation.READ, Operation.WRITE),
                2, resource(2, ResourceType.STRING, "", false, true, Operation.READ),
                3, resource(3, ResourceType.OPAQUE, "0..4", false, false, Operation.WRITE),
                4, resource(4, ResourceType.NONE, "", false, true, Operation.EXECUTE),
                5, resource(5, ResourceType.STRING, "", false, false),
                6, resource(6, ResourceType.OBJLNK, "", false, false, Operation.READ, Operation.WRITE),
                7, resource(7, ResourceType.STRING, "on,off", false, false, Operation.READ, Operation.WRITE));
        return new ObjectDefinition(ID, ObjectVersion.V1_0, "Box", Version.V1_0, multiple, false, all);
    }

    private static ResourceDefinition resource(
            int id, ResourceType type, String range, boolean multiple, boolean mandatory, Operation... operations) {
        return new ResourceDefinition(id, "Resource " + id, Set.of(operations), type, range, "", multiple, mandatory);
    }

    /** Lets what waits go on. */
    void release() {
        var now = List.copyOf(held);
        held.clear();
        now.forEach(Runnable::run);
    }

    String at(String path) {
        return String.valueOf(values.get(Path.parse(path)));
    }

    @Override
    public Set<Integer> instances() {
        return ids;
    }

    @Override
    public Set<Integer> unreadable(int instance) {
        return Set.of(3);
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        return answer("read " + path, () -> values.entrySet().stream()
                .filter(each -> path.contains(each.getKey()))
                .map(each -> Entry.of(each.getKey(), each.getValue()))
                .toList());
    }

    @Override
    public void check(Path path, List<Entry> entries, Mode mode) {
        if (entries.stream().anyMatch(entry -> entry.value().equals(new Value.Int(9)))) {
            throw new LwM2mException(Status.CONFLICT, "no nine");
        }
    }

    @Override
    public CompletionStage<Void> write(Path path, List<Entry> entries, Mode mode) {
        return answer("write " + path + " " + mode, () -> {
            if (mode == Mode.REPLACE) {
                values.keySet().removeIf(each -> path.contains(each) && OPTIONAL.contains(each.resource()));
            }
            store(entries);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> execute(Path path, String arguments) {
        return answer("execute " + path + " " + arguments, () -> null);
    }

    @Override
    public CompletionStage<Void> create(int instance, List<Entry> entries) {
        return answer("create " + instance, () -> {
            if (instance == poison) {
                throw new LwM2mException(Status.CONFLICT, "not " + instance);
            }
            ids.add(instance);
            store(entries);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> delete(Path path) {
        return answer("delete " + path, () -> {
            values.keySet().removeIf(path::contains);
            if (path.depth() == 2) {
                ids.remove(path.instance());
            }
            return null;
        });
    }

    private void store(List<Entry> entries) {
        entries.stream()
                .filter(entry -> !entry.value().equals(Value.NONE))
                .forEach(entry -> values.put(entry.path(), entry.value()));
    }

    private <T> CompletionStage<T> answer(String call, Supplier<T> result) {
        calls.add(call);
        if (!slow) {
            return CompletableFuture.completedStage(result.get());
        }
        var later = new CompletableFuture<T>();
        held.add(() -> later.complete(result.get()));
        return later;
    }
}
