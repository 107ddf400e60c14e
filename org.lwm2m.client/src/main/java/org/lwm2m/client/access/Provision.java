package org.lwm2m.client.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;

/**
 * What access control begins with at one place, as a bootstrap would write it.
 *
 * @param number the instance of /2 that it wants to be, if that matters
 * @param control what is given to whom
 * @param each whether it is about each instance of the object, and not about creating them
 */
public record Provision(OptionalInt number, AccessControl control, boolean each) {

    /** Reads instances of /2; what is none is refused with 4.00 and words. */
    public static List<Provision> read(List<Entry> entries) {
        var instances = new TreeMap<Integer, List<Entry>>();
        for (var entry : entries) {
            var path = entry.path();
            if (path.depth() < 3 || path.object() != 2) {
                throw wrong(path, "is no resource of the Access Control object");
            }
            instances.computeIfAbsent(path.instance(), id -> new ArrayList<>()).add(entry);
        }
        var all = new ArrayList<Provision>();
        instances.forEach((id, some) -> all.add(read(id, some)));
        return all;
    }

    /** Whether nobody has access when these servers are gone. */
    public boolean onlyFor(Set<Integer> servers) {
        var rest = Optional.of(control);
        for (var each : servers) {
            rest = rest.flatMap(some -> some.without(each));
        }
        return !each && control.target().depth() == 2 && rest.isEmpty();
    }

    /** A number of 16 bits, if it is one. */
    public static Optional<Integer> asNumber(Entry entry) {
        try {
            return Optional.of(number(entry));
        } catch (LwM2mException e) {
            return Optional.empty();
        }
    }

    private static Provision read(int id, List<Entry> entries) {
        var instance = Path.of(2, id);
        var object = number(instance.child(0), entries);
        var target = number(instance.child(1), entries);
        var owner = number(instance.child(3), entries);
        SortedMap<Integer, Integer> acl = new TreeMap<>();
        for (var entry : entries) {
            var path = entry.path();
            if (path.depth() == 4 && path.resource() == 2) {
                acl.put(path.resourceInstance(), number(entry));
            } else if (path.resource() == 2 && !entry.value().equals(Value.NONE)) {
                throw wrong(path, "has to have an instance for each server");
            }
        }
        try {
            var path = target == Path.ABSENT ? Path.of(object) : Path.of(object, target);
            return new Provision(OptionalInt.of(id), new AccessControl(path, owner, acl), false);
        } catch (IllegalArgumentException e) {
            throw wrong(instance, "can't be: " + e.getMessage());
        }
    }

    private static int number(Path resource, List<Entry> entries) {
        return entries.stream()
                .filter(each -> each.path().equals(resource))
                .map(Provision::number)
                .findFirst()
                .orElseThrow(() -> wrong(resource, "is missing"));
    }

    static int number(Entry entry) {
        var number = entry.value() instanceof Value.Int one
                ? one.value()
                : entry.value() instanceof Value.Unsigned other ? other.value() : -1;
        if (number < 0 || number > 0xffff) {
            throw wrong(entry.path(), "has to be a number of 16 bits");
        }
        return (int) number;
    }

    static LwM2mException wrong(Path path, String why) {
        return new LwM2mException(Status.BAD_REQUEST, path + " " + why);
    }
}
