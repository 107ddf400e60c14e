package org.lwm2m.itest.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.object.ManagedObject;

/** All instances of an object of which only the definition is known: it holds values, and writes down what is run. */
final class AnyObject implements ManagedObject {

    /** By what transports the device can be reached: the client goes by it, so that it can't be just any text. */
    static final Path BINDINGS = Path.of(3, 0, 16);

    final NavigableMap<Path, Value> held = new TreeMap<>();
    final List<String> executed = new ArrayList<>();
    private final ObjectDefinition definition;
    private final Set<Integer> instances = new TreeSet<>();

    AnyObject(ObjectDefinition definition) {
        this.definition = definition;
    }

    /** With one value in each resource, and two in each multiple one. */
    void fill(int instance) {
        instances.add(instance);
        definition.resources().values().stream()
                .filter(each -> !each.operations().contains(Operation.EXECUTE))
                .forEach(each -> fill(Path.of(definition.id(), instance, each.id()), each));
    }

    private void fill(Path path, ResourceDefinition resource) {
        var good = path.equals(BINDINGS) ? List.<Value>of(new Value.Text("U")) : Samples.good(resource);
        if (resource.multiple()) {
            held.put(path.child(0), good.get(0));
            held.put(path.child(7), good.get(good.size() - 1));
        } else {
            held.put(path, good.get(0));
        }
    }

    /** What servers may read at and under a path. */
    List<Entry> readable(Path path) {
        return held.entrySet().stream()
                .filter(each -> path.contains(each.getKey()) && may(each.getKey(), Operation.READ))
                .map(each -> Entry.of(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public Set<Integer> instances() {
        return Set.copyOf(instances);
    }

    @Override
    public Set<Integer> unreadable(int instance) {
        return definition.resources().values().stream()
                .filter(each -> !each.operations().contains(Operation.READ)
                        && !each.operations().isEmpty())
                .map(ResourceDefinition::id)
                .collect(Collectors.toSet());
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        return CompletableFuture.completedFuture(readable(path));
    }

    @Override
    public CompletionStage<Void> write(Path path, List<Entry> entries, Mode mode) {
        if (mode == Mode.REPLACE) {
            held.keySet().removeIf(each -> path.contains(each) && may(each, Operation.WRITE));
        }
        entries.forEach(each -> held.put(each.path(), each.value()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> execute(Path path, String arguments) {
        executed.add(path + " " + arguments);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> create(int instance, List<Entry> entries) {
        instances.add(instance);
        entries.forEach(each -> held.put(each.path(), each.value()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> delete(Path path) {
        held.keySet().removeIf(path::contains);
        if (path.depth() == 2) {
            instances.remove(path.instance());
        }
        return CompletableFuture.completedFuture(null);
    }

    private boolean may(Path path, Operation operation) {
        return definition.resources().get(path.resource()).operations().contains(operation);
    }
}
