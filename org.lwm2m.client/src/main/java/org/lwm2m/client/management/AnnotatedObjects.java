package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.lwm2m.api.Path;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.client.keeping.Keeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The annotated instances of one client and the factories that make more, put together to objects as they come and go.
 * State belongs to the loop.
 */
final class AnnotatedObjects {

    private static final Logger LOG = LoggerFactory.getLogger(AnnotatedObjects.class);

    /** An annotated instance, as part of the object that it belongs to. */
    record Part(Group group, int instance) {

        PresentObject object() {
            return group.object();
        }

        Path path() {
            return object().path().child(instance);
        }
    }

    /** All instances of one interface are one object. */
    record Kind(ObjectInterface type, Path path) {}

    record Group(Kind kind, PresentObject object, AnnotatedInstances instances) {}

    private final ObjectTree tree;
    private final Keeper keeper;
    private final BiFunction<Kind, AnnotatedInstances, PresentObject> present;
    private final Map<Kind, Group> groups = new HashMap<>();
    private final Map<Object, List<Part>> parts = new IdentityHashMap<>();

    /** Makes the object of which instances are. */
    interface Presenting {

        PresentObject present(Path path, ObjectInterface type, AnnotatedInstances instances);
    }

    AnnotatedObjects(ObjectTree tree, Keeper keeper, Presenting presenting) {
        this.tree = tree;
        this.keeper = keeper;
        this.present = (kind, instances) -> presenting.present(kind.path(), kind.type(), instances);
    }

    /** There is a store now. */
    void recall() {
        List.copyOf(groups.values()).forEach(group -> {
            group.instances().recall();
            tree.instancesCame(group.kind().path());
        });
    }

    /** The places that an instance has, one for each of its interfaces; none if it is not known here. */
    List<Part> parts(Object annotated) {
        return parts.getOrDefault(annotated, List.of());
    }

    void add(int instance, String prefix, Object annotated) {
        var types = ObjectInterface.implementedBy(annotated.getClass()).stream()
                .distinct()
                .toList();
        if (types.isEmpty()) {
            LOG.warn("{} implements no interface marked @LwM2mObject; it is left out", annotated.getClass());
        }
        for (var type : types) {
            var kind = kind(type, prefix);
            if (!type.definition().multiple() && instance != 0) {
                LOG.warn("{} has the instance 0 only; {} is left out", kind.path(), annotated.getClass());
            } else {
                join(kind, instance, annotated);
            }
        }
    }

    private void join(Kind kind, int instance, Object annotated) {
        var known = groups.containsKey(kind);
        var group = groups.computeIfAbsent(kind, this::group);
        if (!group.instances().add(instance, annotated)) {
            LOG.warn(
                    "{} is there twice; {} waits until the other goes",
                    kind.path().child(instance),
                    annotated);
        }
        remember(group, instance, annotated);
        appear(group, known);
    }

    void remove(Object annotated) {
        Optional.ofNullable(parts.remove(annotated))
                .ifPresent(each -> each.forEach(part -> leave(part.group(), part.instance(), annotated)));
    }

    void add(String prefix, InstanceFactory<?> factory) {
        var kind = kind(ObjectInterface.of(factory.type()), prefix);
        var known = groups.containsKey(kind);
        var group = groups.computeIfAbsent(kind, this::group);
        group.instances().add(factory);
        appear(group, known);
    }

    /** What it made goes with it. */
    void remove(InstanceFactory<?> factory) {
        List.copyOf(groups.values()).stream()
                .filter(group -> group.instances().isMadeBy(factory))
                .forEach(group -> remove(group, factory));
    }

    private void remove(Group group, InstanceFactory<?> factory) {
        var made = group.instances().remove(factory);
        Set<Object> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.addAll(made.values());
        gone.forEach(parts::remove);
        if (group.instances().onlyThese(gone)) {
            disappear(group);
        } else {
            made.forEach((id, each) -> leave(group, id, each));
        }
    }

    private void leave(Group group, int instance, Object annotated) {
        Set<Object> one = Collections.newSetFromMap(new IdentityHashMap<>());
        one.add(annotated);
        if (group.instances().onlyThese(one)) {
            disappear(group);
            return;
        }
        group.instances().remove(instance, annotated);
        if (group.object().ids().contains(instance)) {
            tree.instancesCame(group.kind().path());
        } else {
            tree.instanceWent(group.kind().path().child(instance));
        }
    }

    private void appear(Group group, boolean known) {
        if (known) {
            tree.instancesCame(group.kind().path());
        } else {
            tree.add(group.object());
        }
    }

    /** It keeps its instances: the tree expects them back for a moment. */
    private void disappear(Group group) {
        groups.remove(group.kind());
        tree.remove(group.object());
    }

    private static Kind kind(ObjectInterface type, String prefix) {
        return new Kind(type, Path.of(type.definition().id()).in(prefix));
    }

    private Group group(Kind kind) {
        var making = new Made(kind);
        var instances = new AnnotatedInstances(kind.type(), new Persistence(keeper, kind.path()), making);
        return new Group(kind, present.apply(kind, instances), instances);
    }

    private void remember(Group group, int instance, Object annotated) {
        parts.computeIfAbsent(annotated, each -> new ArrayList<>()).add(new Part(group, instance));
    }

    /** What a factory of one kind makes can tell of its changes like any instance. */
    private final class Made implements AnnotatedInstances.Making {

        private final Kind kind;

        Made(Kind kind) {
            this.kind = kind;
        }

        @Override
        public void made(int instance, Object annotated) {
            remember(groups.get(kind), instance, annotated);
        }

        @Override
        public void ended(Object annotated) {
            parts.remove(annotated);
        }
    }
}
