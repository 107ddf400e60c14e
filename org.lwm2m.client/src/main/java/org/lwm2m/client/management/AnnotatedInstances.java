package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.ObjectInterface;

/**
 * The one object that all instances of an annotated interface are.
 * <p>
 * Two that claim the same number take turns: the first counts, the other when that has gone.
 */
final class AnnotatedInstances implements ManagedObject {

    private final ObjectInterface type;
    private final SortedMap<Integer, List<AnnotatedInstance>> instances = new TreeMap<>();

    AnnotatedInstances(ObjectInterface type) {
        this.type = type;
    }

    ObjectInterface type() {
        return type;
    }

    /** False if another one already is this instance. */
    boolean add(int instance, Object annotated) {
        var claims = instances.computeIfAbsent(instance, id -> new ArrayList<>());
        claims.add(new AnnotatedInstance(type, annotated));
        return claims.size() == 1;
    }

    void remove(int instance, Object annotated) {
        Optional.ofNullable(instances.get(instance)).ifPresent(claims -> {
            claims.removeIf(each -> each.is(annotated));
            if (claims.isEmpty()) {
                instances.remove(instance);
            }
        });
    }

    /** Whether nobody else is an instance. */
    boolean onlyOne(Object annotated) {
        return instances.values().stream().flatMap(List::stream).allMatch(each -> each.is(annotated));
    }

    @Override
    public Set<Integer> instances() {
        return Set.copyOf(instances.keySet());
    }

    @Override
    public Set<Integer> unreadable(int instance) {
        return find(instance).map(AnnotatedInstance::unreadable).orElse(Set.of());
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        var found = new ArrayList<Entry>();
        for (var id : instances.keySet()) {
            if (path.depth() == 1 || path.instance() == id) {
                found.addAll(find(id).orElseThrow().read(path.upTo(1).child(id), path));
            }
        }
        return CompletableFuture.completedStage(found);
    }

    @Override
    public void check(Path path, List<Entry> entries, Mode mode) {
        at(path).plan(path, entries, mode);
    }

    @Override
    public CompletionStage<Void> write(Path path, List<Entry> entries, Mode mode) {
        var instance = at(path);
        instance.write(instance.plan(path, entries, mode));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> execute(Path path, String arguments) {
        at(path).execute(path, arguments);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> delete(Path path) {
        if (path.depth() != 4) {
            return ManagedObject.super.delete(path);
        }
        at(path).delete(path);
        return CompletableFuture.completedStage(null);
    }

    private Optional<AnnotatedInstance> find(int instance) {
        return Optional.ofNullable(instances.get(instance)).map(claims -> claims.get(0));
    }

    private AnnotatedInstance at(Path path) {
        return find(path.instance())
                .orElseThrow(() -> new LwM2mException(Status.NOT_FOUND, "no instance " + path.upTo(2)));
    }
}
