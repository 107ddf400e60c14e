package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.ObjectInterface;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one object that all instances of an annotated interface are.
 * <p>
 * Two that claim the same number take turns: the first counts, the other when that has gone. Of several factories the
 * first makes what servers create.
 */
final class AnnotatedInstances implements ManagedObject {

    /** Hears of the instances that factories make and end for servers. */
    interface Making {

        void made(int instance, Object annotated);

        void ended(Object annotated);
    }

    /** @param maker the factory that made it, if one did */
    private record Claim(Object annotated, AnnotatedInstance instance, Optional<Maker<?>> maker) {}

    private static final Logger LOG = LoggerFactory.getLogger(AnnotatedInstances.class);

    private final ObjectInterface type;
    private final Persistence persistence;
    private final Making making;
    private final SortedMap<Integer, List<Claim>> instances = new TreeMap<>();
    private final List<Maker<?>> makers = new ArrayList<>();

    AnnotatedInstances(ObjectInterface type, Persistence persistence, Making making) {
        this.type = type;
        this.persistence = persistence;
        this.making = making;
    }

    /** False if another one already is this instance. */
    boolean add(int instance, Object annotated) {
        return add(instance, annotated, Optional.empty());
    }

    private boolean add(int instance, Object annotated, Optional<Maker<?>> maker) {
        var claims = instances.computeIfAbsent(instance, id -> new ArrayList<>());
        var claim = new Claim(annotated, new AnnotatedInstance(type, annotated), maker);
        claims.add(claim);
        if (claims.size() > 1) {
            return false;
        }
        persistence.recall(instance, claim.instance());
        return true;
    }

    void remove(int instance, Object annotated) {
        Optional.ofNullable(instances.get(instance)).ifPresent(claims -> {
            claims.removeIf(each -> each.annotated() == annotated);
            if (claims.isEmpty()) {
                instances.remove(instance);
            }
        });
    }

    /** Takes a factory up, with the instances that it brings. */
    void add(InstanceFactory<?> factory) {
        add(new Maker<>(factory));
    }

    boolean isMadeBy(InstanceFactory<?> factory) {
        return makers.stream().anyMatch(each -> each.factory == factory);
    }

    private <T> void add(Maker<T> maker) {
        makers.add(maker);
        new TreeMap<>(maker.factory.instances()).forEach((id, each) -> {
            add(id, maker.cast(each), Optional.of(maker));
            making.made(id, each);
        });
        recallMade();
    }

    /** There is a store now: whoever was there before it is given what was kept. */
    void recall() {
        instances.forEach((id, claims) -> persistence.recall(id, claims.get(0).instance()));
        recallMade();
    }

    /** Those that servers made are made again. */
    private void recallMade() {
        if (!makers.isEmpty()) {
            persistence.kept().stream().filter(id -> !instances.containsKey(id)).forEach(id -> makers.get(0)
                    .again(id));
        }
    }

    /** No more instances are made by it; those that it made, by number. */
    SortedMap<Integer, Object> remove(InstanceFactory<?> factory) {
        makers.removeIf(each -> each.factory == factory);
        var made = new TreeMap<Integer, Object>();
        instances.forEach((id, claims) -> claims.stream()
                .filter(claim ->
                        claim.maker().filter(maker -> maker.factory == factory).isPresent())
                .forEach(claim -> made.put(id, claim.annotated())));
        return made;
    }

    /** Whether there is nobody else: no instance, and no factory. */
    boolean onlyThese(Set<Object> annotated) {
        return makers.isEmpty()
                && instances.values().stream()
                        .flatMap(List::stream)
                        .allMatch(each -> annotated.contains(each.annotated()));
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
        return take(path.instance(), instance, instance.plan(path, entries, mode));
    }

    /** What can't be kept is not written either. */
    private CompletionStage<Void> take(int id, AnnotatedInstance instance, List<AnnotatedInstance.Step> steps) {
        if (!Persistence.concerns(instance.annotated())) {
            instance.write(steps);
            return CompletableFuture.completedStage(null);
        }
        var back = instance.back(steps);
        instance.write(steps);
        return persistence.wrote(id, instance, steps).whenComplete((done, failure) -> {
            if (failure != null) {
                instance.write(back);
                persistence.wrote(id, instance, back);
            }
        });
    }

    @Override
    public Optional<Sink> receive(Path path, OptionalLong size) {
        return at(path).receive(path.resource(), size);
    }

    /** Whether a resource is one value of octets that is wanted whole. */
    boolean takesOctets(Path path) {
        return at(path).takesOctets(path.resource());
    }

    @Override
    public CompletionStage<Void> execute(Path path, String arguments) {
        at(path).execute(path, arguments);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> create(int instance, List<Entry> entries) {
        if (makers.isEmpty()) {
            return ManagedObject.super.create(instance, entries);
        }
        return makers.get(0).create(instance, entries);
    }

    @Override
    public CompletionStage<Void> delete(Path path) {
        if (path.depth() == 4) {
            var instance = at(path);
            return take(path.instance(), instance, List.of(instance.without(path)));
        } else {
            var claim = claim(path.instance());
            var maker = claim.flatMap(Claim::maker);
            if (maker.isEmpty()) {
                return ManagedObject.super.delete(path);
            }
            maker.get().delete(path.instance(), claim.get().annotated());
            return persistence.deleted(path.instance(), claim.get().annotated());
        }
    }

    private Optional<Claim> claim(int instance) {
        return Optional.ofNullable(instances.get(instance)).map(claims -> claims.get(0));
    }

    private Optional<AnnotatedInstance> find(int instance) {
        return claim(instance).map(Claim::instance);
    }

    private AnnotatedInstance at(Path path) {
        return find(path.instance())
                .orElseThrow(() -> new LwM2mException(Status.NOT_FOUND, "no instance " + path.upTo(2)));
    }

    /** A factory, with the type of what it makes. */
    private final class Maker<T> {

        private final InstanceFactory<T> factory;

        Maker(InstanceFactory<T> factory) {
            this.factory = factory;
        }

        T cast(Object annotated) {
            if (!type.type().isInstance(annotated)) {
                throw new IllegalStateException(factory + " made no " + type.type() + " but " + annotated);
            }
            return factory.type().cast(annotated);
        }

        /** All of it or nothing: an instance whose setters do not take their values is ended. */
        CompletionStage<Void> create(int instance, List<Entry> entries) {
            var made = cast(factory.create(instance));
            var fresh = new AnnotatedInstance(type, made);
            List<AnnotatedInstance.Step> steps;
            try {
                steps = fresh.plan(Path.of(type.definition().id(), instance), entries, Mode.PARTIAL_UPDATE);
                fresh.write(steps);
            } catch (RuntimeException failure) {
                end(instance, made, failure);
                throw failure;
            }
            var kept = persistence.made(instance, fresh, steps);
            add(instance, made, Optional.of(this));
            making.made(instance, made);
            return kept.whenComplete((done, failure) -> {
                if (failure != null) {
                    delete(instance, made);
                    persistence.deleted(instance, made);
                }
            });
        }

        /** Makes one that a server made before a restart, if it is of a kind that outlives that. */
        void again(int instance) {
            try {
                var made = cast(factory.create(instance));
                add(instance, made, Optional.of(this));
                making.made(instance, made);
            } catch (RuntimeException e) {
                LOG.warn(
                        "/{}/{} was kept and can't be made again: {}",
                        type.definition().id(),
                        instance,
                        e.toString());
            }
        }

        void delete(int instance, Object annotated) {
            factory.delete(instance, cast(annotated));
            remove(instance, annotated);
            making.ended(annotated);
        }

        private void end(int instance, T made, RuntimeException failure) {
            try {
                factory.delete(instance, made);
            } catch (RuntimeException second) {
                failure.addSuppressed(second);
            }
        }
    }
}
