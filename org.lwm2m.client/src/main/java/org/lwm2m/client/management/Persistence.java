package org.lwm2m.client.management;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.Persistent;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.keeping.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what servers wrote to the instances of one object that are marked {@link Persistent}, each by its path, and
 * writes it to them again when they appear. State belongs to the loop.
 */
final class Persistence {

    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
    private static final int FORMAT = 1;
    private static final String OBJECTS = "objects";

    private final Keeper keeper;
    private final Path object;

    /** What was written to each instance, by resource; what is in the store, once that was asked. */
    private final Map<Integer, SortedMap<Integer, List<Entry>>> written = new HashMap<>();

    private final Set<Integer> recalled = new HashSet<>();

    Persistence(Keeper keeper, Path object) {
        this.keeper = keeper;
        this.object = object;
    }

    static boolean concerns(Object annotated) {
        return annotated.getClass().isAnnotationPresent(Persistent.class);
    }

    /** The instances that servers wrote to or made, as the store has them. */
    List<Integer> kept() {
        var beginning = OBJECTS + object + "/";
        return keeper.names(beginning).stream()
                .map(name -> name.substring(beginning.length()))
                .filter(number -> number.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .toList();
    }

    /** Keeps what was written; complete when it is in the store. */
    CompletionStage<Void> wrote(int instance, AnnotatedInstance to, List<AnnotatedInstance.Step> steps) {
        var resources = resources(to);
        var some = steps.stream()
                .filter(step -> resources.contains(step.resource()))
                .toList();
        if (some.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        some.forEach(step -> put(instance, to, step));
        return keep(instance);
    }

    /** Keeps an instance that a server made, with what it was made of. */
    CompletionStage<Void> made(int instance, AnnotatedInstance made, List<AnnotatedInstance.Step> steps) {
        if (!concerns(made.annotated())) {
            return CompletableFuture.completedStage(null);
        }
        written.put(instance, new TreeMap<>());
        recalled.add(instance);
        var resources = resources(made);
        steps.stream().filter(step -> resources.contains(step.resource())).forEach(step -> put(instance, made, step));
        return keep(instance);
    }

    CompletionStage<Void> deleted(int instance, Object annotated) {
        recalled.remove(instance);
        written.remove(instance);
        return concerns(annotated)
                ? keeper.put(name(instance), Optional.empty())
                : CompletableFuture.completedStage(null);
    }

    /** Writes what was kept to an instance that appears, or that was there before the store. */
    void recall(int instance, AnnotatedInstance to) {
        if (!concerns(to.annotated()) || !keeper.present()) {
            return;
        }
        // Known already: a bundle was updated, and another object is there in its place.
        var newer = recalled.add(instance)
                ? written.getOrDefault(instance, new TreeMap<>())
                : new TreeMap<Integer, List<Entry>>();
        var kept =
                keeper.get(name(instance)).map(bytes -> read(instance, bytes)).orElseGet(TreeMap::new);
        var resources = resources(to);
        kept.forEach((resource, entries) -> {
            if (resources.contains(resource) && !newer.containsKey(resource)) {
                set(to, object.in("").child(instance).child(resource), entries);
            }
        });
        kept.putAll(newer);
        written.put(instance, kept);
        if (!newer.isEmpty()) {
            keep(instance);
        }
    }

    private static void set(AnnotatedInstance to, Path resource, List<Entry> entries) {
        try {
            to.write(to.plan(resource, entries, Mode.REPLACE));
        } catch (RuntimeException e) {
            LOG.warn("{} does not take what it was kept with and stays as it is: {}", resource, e.toString());
        }
    }

    private void put(int instance, AnnotatedInstance to, AnnotatedInstance.Step step) {
        var resource = object.in("").child(instance).child(step.resource());
        var all = written.computeIfAbsent(instance, number -> new TreeMap<>());
        step.argument()
                .ifPresentOrElse(
                        argument -> all.put(step.resource(), entries(resource, to.values(step.resource(), argument))),
                        () -> all.remove(step.resource()));
    }

    private static List<Entry> entries(Path resource, Map<Integer, Value> values) {
        var entries = new ArrayList<Entry>();
        values.forEach((id, value) -> entries.add(Entry.of(id == Path.ABSENT ? resource : resource.child(id), value)));
        return entries.isEmpty() ? List.of(Entry.of(resource, Value.NONE)) : entries;
    }

    private CompletionStage<Void> keep(int instance) {
        var all = List.copyOf(written.get(instance).values());
        return keeper.put(
                name(instance),
                Optional.of(Octets.write(
                        FORMAT, out -> Octets.all(out, all, (each, one) -> Octets.all(each, one, Octets::entry)))));
    }

    private SortedMap<Integer, List<Entry>> read(int instance, Bytes bytes) {
        var found = new TreeMap<Integer, List<Entry>>();
        try {
            for (var entries :
                    Octets.read(FORMAT, bytes, in -> Octets.all(in, each -> Octets.all(each, Octets::entry)))) {
                found.put(entries.get(0).path().resource(), entries);
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            LOG.error("{} in the store is damaged, it begins as it is configured: {}", name(instance), e.getMessage());
            found.clear();
        }
        return found;
    }

    private String name(int instance) {
        return OBJECTS + object.child(instance);
    }

    private static Set<Integer> resources(AnnotatedInstance of) {
        var marked = of.annotated().getClass().getAnnotation(Persistent.class);
        var found = new HashSet<Integer>();
        if (marked != null) {
            var named = marked.value();
            (named.length == 0 ? of.writable().stream() : IntStream.of(named).boxed()).forEach(found::add);
        }
        return found;
    }
}
