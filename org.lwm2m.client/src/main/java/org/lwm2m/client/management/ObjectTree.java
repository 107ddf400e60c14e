package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.client.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects there are, by prefix and id.
 * <p>
 * What goes counts as there for a moment, in which requests for it wait: so an update of its bundle is no change to a
 * server. State belongs to the loop.
 */
final class ObjectTree {

    /** Hears what became of objects. Paths are of objects or instances. */
    interface Watcher {

        /** Instances came, or may have. */
        void came(Path path);

        void gone(Path path);

        /** Who provides an object or an instance has left; another may take its place. */
        void left(Path path);

        /** The list for Register is another one. */
        void listed();
    }

    /** An object with the instances that count as there. */
    record Listed(PresentObject object, SortedSet<Integer> ids) {}

    /** What the list for Register says of an object. */
    private record Seen(ObjectVersion version, SortedSet<Integer> ids) {}

    private static final Logger LOG = LoggerFactory.getLogger(ObjectTree.class);

    private final Loop loop;
    private final Limits limits;
    private final Watcher watcher;
    private final SortedMap<Path, Place> places = new TreeMap<>();
    private SortedMap<Path, Seen> listed = new TreeMap<>();

    ObjectTree(Loop loop, Limits limits, Watcher watcher) {
        this.loop = loop;
        this.limits = limits;
        this.watcher = watcher;
    }

    void add(PresentObject object) {
        var place = places.computeIfAbsent(object.path(), path -> new Place());
        if (!place.add(object)) {
            LOG.warn("Object {} is provided twice; {} waits until the other goes", object.path(), object.instances());
        }
        place.look();
        watcher.came(object.path());
        compare();
    }

    void remove(PresentObject object) {
        var place = places.get(object.path());
        var ids = place.ids();
        if (place.remove(object)) {
            watcher.left(object.path());
            expect(object.path(), place, ids);
        }
    }

    /** Instances of an object that stays came or went of themselves: those that went may come back at once. */
    void instancesCame(Path object) {
        Optional.ofNullable(places.get(object)).ifPresent(Place::look);
        watcher.came(object);
        compare();
    }

    /** An instance goes whose bundle may be back in a moment. */
    void instanceWent(Path instance) {
        watcher.left(instance);
        expect(instance.upTo(1), places.get(instance.upTo(1)), new TreeSet<>(List.of(instance.instance())));
    }

    /** Whoever provides the object says that its instances are others now, for good. */
    void instancesChanged(Path object) {
        var place = places.get(object);
        var before = listed.get(object);
        if (place != null && before != null) {
            var now = place.ids();
            if (now.equals(before.ids())) {
                return;
            }
            before.ids().stream().filter(id -> !now.contains(id)).forEach(id -> watcher.gone(object.child(id)));
        }
        instancesCame(object);
    }

    /** The object at or above a path, once it is settled who that is; fails with 4.04 if there is no such instance. */
    CompletionStage<PresentObject> find(Path path) {
        var place = places.get(path.upTo(1));
        if (place != null && place.expects(path)) {
            var later = new CompletableFuture<PresentObject>();
            place.whenSettled(() -> find(path).whenComplete((object, failure) -> {
                if (failure != null) {
                    later.completeExceptionally(failure);
                } else {
                    later.complete(object);
                }
            }));
            return later;
        }
        var object = Optional.ofNullable(place).flatMap(Place::provider);
        if (object.isEmpty()) {
            return missing("no object " + path.upTo(1));
        }
        return path.depth() < 2 || object.get().ids().contains(path.instance())
                ? CompletableFuture.completedStage(object.get())
                : missing(
                        "no instance " + path.upTo(2) + "; have " + object.get().ids());
    }

    /** Whether the instance at or above a path counts as there; or the object, where the path names no instance. */
    boolean has(Path path) {
        var place = places.get(path.upTo(1));
        return place != null && (path.depth() < 2 || place.has(path.instance()));
    }

    /** The instances that count as there, at, above or under a path. */
    List<Path> instances(Path path) {
        var object = path.upTo(1);
        if (path.depth() > 1) {
            return has(path) ? List.of(path.upTo(2)) : List.of();
        }
        return Optional.ofNullable(places.get(object)).map(Place::ids).orElseGet(TreeSet::new).stream()
                .map(object::child)
                .toList();
    }

    /** The instances that count as there, and the objects that can have further ones. */
    List<Path> targets() {
        var all = new ArrayList<Path>();
        for (var listed : list()) {
            var object = listed.object().path();
            if (listed.ids().isEmpty() || listed.object().shape().multipleInstances()) {
                all.add(object);
            }
            listed.ids().forEach(id -> all.add(object.child(id)));
        }
        return all;
    }

    /** The object at or above a path, if it is there this very moment. */
    Optional<PresentObject> now(Path path) {
        return Optional.ofNullable(places.get(path.upTo(1))).flatMap(Place::provider);
    }

    /** Whether a link names something that is there, or nothing at all. */
    boolean leads(Value.ObjectLink link, String prefix) {
        if (link.equals(Value.ObjectLink.NULL)) {
            return true;
        }
        return link.object() != Path.ABSENT
                && now(Path.of(link.object()).in(prefix))
                        .filter(object ->
                                link.instance() == Path.ABSENT || object.ids().contains(link.instance()))
                        .isPresent();
    }

    /** In document order. */
    List<Listed> list() {
        var all = new ArrayList<Listed>();
        places.values().forEach(place -> all.add(new Listed(place.latest(), place.ids())));
        return all;
    }

    private void expect(Path object, Place place, SortedSet<Integer> ids) {
        place.expect(ids, loop.after(limits.patience(), () -> giveUp(object, place)));
        place.look();
        place.provider().ifPresent(other -> watcher.came(object));
        compare();
    }

    private void giveUp(Path object, Place place) {
        var gone = place.giveUp();
        gone.forEach(id -> watcher.gone(object.child(id)));
        if (place.empty()) {
            places.remove(object, place);
            watcher.gone(object);
        }
        compare();
    }

    private void compare() {
        var now = new TreeMap<Path, Seen>();
        places.forEach((path, place) -> now.put(path, new Seen(place.latest().version(), place.ids())));
        if (!now.equals(listed)) {
            listed = now;
            watcher.listed();
        }
    }

    private static CompletionStage<PresentObject> missing(String what) {
        return CompletableFuture.failedStage(new LwM2mException(Status.NOT_FOUND, what));
    }
}
