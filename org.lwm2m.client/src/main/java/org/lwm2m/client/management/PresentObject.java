package org.lwm2m.client.management;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ManagedObject;

/**
 * One object that somebody provides, and the only way to call it.
 *
 * @param path the object's, with its prefix; the entries and paths that go in and out have it too
 * @param own the definition that an annotated interface brings along
 */
record PresentObject(
        Path path,
        ObjectVersion version,
        ManagedObject instances,
        Optional<ObjectDefinition> own,
        Supplier<Optional<ObjectModels>> models,
        Turns turns) {

    Shape shape() {
        return new Shape(own.or(() -> models.get().flatMap(all -> all.find(path.object(), version))), version);
    }

    SortedSet<Integer> ids() {
        return new TreeSet<>(instances.instances());
    }

    boolean has(int instance) {
        return instances.instances().contains(instance);
    }

    /** Reads what there is at and under a path, in document order; without what servers may not read. */
    CompletionStage<List<Entry>> read(Path target) {
        var shape = shape();
        return readAll(target).thenApply(entries -> entries.stream()
                .filter(entry -> entry.path().depth() < 3
                        || shape.allows(entry.path().resource(), org.lwm2m.api.model.ResourceDefinition.Operation.READ))
                .toList());
    }

    private CompletionStage<List<Entry>> readAll(Path target) {
        return turns.take(() -> instances.read(target.in(""))).thenApply(entries -> entries.stream()
                .map(entry -> new Entry(entry.path().in(path.prefix()), entry.value(), entry.time()))
                .filter(entry -> target.contains(entry.path()))
                .sorted(java.util.Comparator.comparing(Entry::path))
                .toList());
    }

    /** Takes a turn at the object, which sees paths without prefix. */
    <T> CompletionStage<T> call(Function<ManagedObject, CompletionStage<T>> call) {
        return turns.take(() -> call.apply(instances));
    }

    static List<Entry> bare(List<Entry> entries) {
        return entries.stream()
                .map(entry -> new Entry(entry.path().in(""), entry.value(), entry.time()))
                .toList();
    }
}
