package org.lwm2m.client.management;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.object.Arguments;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.api.object.Receiver;
import org.lwm2m.api.object.Unsettable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of an annotated interface, whose methods are its resources. */
final class AnnotatedInstance {

    /** A setter to call with what; without that, a resource to take away. */
    record Step(int resource, Optional<Object> argument) {}

    private static final Logger LOG = LoggerFactory.getLogger(AnnotatedInstance.class);

    private final ObjectInterface type;
    private final Object annotated;
    private final Set<Integer> failing = new HashSet<>(); // whose getters failed when they were last read

    AnnotatedInstance(ObjectInterface type, Object annotated) {
        this.type = type;
        this.annotated = annotated;
    }

    Object annotated() {
        return annotated;
    }

    /** The resources that have a setter here. */
    Set<Integer> writable() {
        return type.definition().resources().keySet().stream()
                .filter(id -> writer(id).isPresent())
                .collect(java.util.stream.Collectors.toSet());
    }

    /** What the argument of a setter holds, by resource instance. */
    Map<Integer, Value> values(int resource, Object argument) {
        return type.values(resource, argument);
    }

    Set<Integer> unreadable() {
        var found = new HashSet<>(failing);
        for (var id : type.definition().resources().keySet()) {
            if (reader(id).isEmpty() && (writer(id).isPresent() || executor(id).isPresent())) {
                found.add(id);
            }
        }
        return found;
    }

    /** Where a large value of a resource goes, if the object has its own place for it. */
    Optional<Sink> receive(int resource, OptionalLong size) {
        return annotated instanceof Receiver receiver ? receiver.receive(resource, size) : Optional.empty();
    }

    /** Whether a resource is one value of octets that its setter wants whole. */
    boolean takesOctets(int resource) {
        return writer(resource)
                .filter(setter -> setter.getParameterTypes()[0] == Bytes.class)
                .isPresent();
    }

    /** @param wanted what to read: at, above or under the instance */
    List<Entry> read(Path instance, Path wanted) {
        var found = new ArrayList<Entry>();
        var ids = wanted.depth() > 2
                ? Set.of(wanted.resource())
                : type.definition().resources().keySet();
        for (var id : ids) {
            var values = wanted.depth() > 2 ? values(id) : valuesIfReadable(instance, id);
            values.ifPresent(each -> add(found, instance.child(id), each));
        }
        found.removeIf(entry -> !wanted.contains(entry.path()));
        return found;
    }

    private void add(List<Entry> found, Path resource, Map<Integer, Value> values) {
        if (values.isEmpty()) {
            found.add(Entry.of(resource, Value.NONE));
        }
        values.forEach((id, value) -> found.add(Entry.of(id == Path.ABSENT ? resource : resource.child(id), value)));
    }

    /** The same, but a getter that fails does not take the rest of its instance with it: that is logged once. */
    private Optional<Map<Integer, Value>> valuesIfReadable(Path instance, int resource) {
        try {
            var values = values(resource);
            failing.remove(resource);
            return values;
        } catch (RuntimeException e) {
            if (failing.add(resource)) {
                LOG.warn(
                        "{} can't be read and is left out until it can: {}",
                        instance.child(resource),
                        e instanceof LwM2mException ? e.getMessage() : e.toString());
            }
            return Optional.empty();
        }
    }

    /** What a resource holds now, if it is there. */
    private Optional<Map<Integer, Value>> values(int resource) {
        try {
            return reader(resource).map(reader -> type.values(resource, call(reader)));
        } catch (LwM2mException e) {
            if (e.status() == Status.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What a write comes down to; throws if it can't be done. */
    List<Step> plan(Path path, List<Entry> entries, Mode mode) {
        var resources = new TreeMap<Integer, SortedMap<Integer, Value>>();
        for (var entry : entries) {
            if (entry.path().depth() > 2 && !passedOver(path, entry.path().resource())) {
                var values = resources.computeIfAbsent(entry.path().resource(), id -> new TreeMap<>());
                if (!entry.value().equals(Value.NONE)) {
                    values.put(entry.path().resourceInstance(), entry.value());
                }
            }
        }
        if (mode == Mode.REPLACE && path.depth() == 2) {
            emptied().forEach(id -> resources.putIfAbsent(id, new TreeMap<>()));
        }
        var merge = mode == Mode.PARTIAL_UPDATE || path.depth() == 4;
        var steps = new ArrayList<Step>();
        if (mode == Mode.REPLACE && path.depth() == 2 && annotated instanceof Unsettable) {
            left(resources.keySet()).forEach(id -> steps.add(new Step(id, Optional.empty())));
        }
        resources.forEach((id, values) -> steps.add(new Step(id, argument(path, id, values, merge))));
        return steps;
    }

    /** Core 1.2, 6.3.3: what is optional and not to be had here does not stop the write of an instance. */
    private boolean passedOver(Path path, int resource) {
        return path.depth() == 2
                && writer(resource).isEmpty()
                && type.definition()
                        .resource(resource)
                        .filter(each -> !each.mandatory())
                        .isPresent();
    }

    /** The optional single resources that are there, can be written and are not named: a Replace takes them away. */
    private List<Integer> left(Set<Integer> named) {
        return type.definition().resources().values().stream()
                .filter(each -> !each.multiple() && !each.mandatory())
                .map(ResourceDefinition::id)
                .filter(id -> !named.contains(id) && writer(id).isPresent())
                .filter(id -> reader(id).isEmpty() || values(id).isPresent())
                .sorted()
                .toList();
    }

    /** The optional multiple resources, which a Replace empties unless it has them. */
    private List<Integer> emptied() {
        return type.definition().resources().values().stream()
                .filter(each -> each.multiple() && !each.mandatory())
                .map(ResourceDefinition::id)
                .filter(id -> writer(id).isPresent())
                .toList();
    }

    private Optional<Object> argument(Path path, int resource, SortedMap<Integer, Value> values, boolean merge) {
        var multiple = type.definition().resources().get(resource).multiple();
        if (writer(resource).isEmpty()) {
            throw new LwM2mException(Status.NOT_FOUND, path.upTo(2).child(resource) + " is not there to be written");
        }
        if (values.isEmpty() && !multiple) {
            return nothing(path, resource);
        }
        var all = new TreeMap<>(values);
        if (merge && multiple) {
            values(resource).ifPresent(now -> now.forEach(all::putIfAbsent));
        }
        try {
            return Optional.of(type.java(resource, all));
        } catch (ArithmeticException e) {
            throw new LwM2mException(Status.BAD_REQUEST, "the number is too large for " + path, e);
        }
    }

    private Optional<Object> nothing(Path path, int resource) {
        if (!(annotated instanceof Unsettable)
                || type.definition().resources().get(resource).mandatory()) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, path.upTo(2).child(resource) + " can't be taken away");
        }
        return Optional.empty();
    }

    /** Takes all steps, or none: a step that fails makes those before it undone. */
    void write(List<Step> steps) {
        var undo = new ArrayDeque<Step>();
        try {
            for (var step : steps) {
                var before = steps.size() > 1 ? now(step.resource()) : Optional.<Step>empty();
                take(step);
                before.ifPresent(undo::push);
            }
        } catch (RuntimeException failure) {
            undo.forEach(step -> undo(step, failure));
            throw failure;
        }
    }

    /** The steps that would lead back to what is held now. */
    List<Step> back(List<Step> steps) {
        return steps.stream().flatMap(step -> now(step.resource()).stream()).toList();
    }

    /** The step that would lead back to what a resource holds now. */
    private Optional<Step> now(int resource) {
        var absent = annotated instanceof Unsettable && reader(resource).isPresent()
                ? Optional.of(new Step(resource, Optional.empty()))
                : Optional.<Step>empty();
        return values(resource)
                .map(values -> new Step(resource, Optional.of(type.java(resource, values))))
                .or(() -> absent);
    }

    private void take(Step step) {
        step.argument()
                .ifPresentOrElse(
                        argument -> call(writer(step.resource()).orElseThrow(), argument),
                        () -> ((Unsettable) annotated).unset(step.resource()));
    }

    private void undo(Step step, RuntimeException failure) {
        try {
            take(step);
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    void execute(Path path, String arguments) {
        var executor = executor(path.resource())
                .orElseThrow(() -> new LwM2mException(Status.NOT_FOUND, "nothing to execute at " + path));
        if (executor.getParameterCount() == 0) {
            call(executor);
        } else if (executor.getParameterTypes()[0] == String.class) {
            call(executor, arguments);
        } else {
            call(executor, Arguments.parse(arguments));
        }
    }

    /** What it comes down to, to take away an instance of a resource. */
    Step without(Path path) {
        var values = new TreeMap<>(values(path.resource()).orElse(Map.of()));
        if (values.remove(path.resourceInstance()) == null) {
            throw new LwM2mException(Status.NOT_FOUND, "no " + path);
        }
        if (writer(path.resource()).isEmpty()) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, path + " can't be deleted");
        }
        return new Step(path.resource(), Optional.of(type.java(path.resource(), values)));
    }

    private Optional<Method> reader(int resource) {
        return type.reader(resource).filter(method -> ObjectInterface.has(annotated, method));
    }

    private Optional<Method> writer(int resource) {
        return type.writer(resource).filter(method -> ObjectInterface.has(annotated, method));
    }

    private Optional<Method> executor(int resource) {
        return type.executor(resource).filter(method -> ObjectInterface.has(annotated, method));
    }

    private Object call(Method method, Object... arguments) {
        try {
            return method.invoke(annotated, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(method + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " can't be called; make its interface public", e);
        }
    }
}
