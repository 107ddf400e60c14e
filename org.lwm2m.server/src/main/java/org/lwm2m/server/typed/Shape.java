package org.lwm2m.server.typed;

import java.util.List;
import java.util.TreeMap;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.server.management.Conversion;

/** An instance of an object by its interface: what its methods take and return, as entries and back. */
record Shape<T>(Class<T> type, ObjectInterface object, Path instance) {

    static <T> Shape<T> of(Class<T> type, int instance) {
        var object = ObjectInterface.of(type);
        return new Shape<>(type, object, Path.of(object.definition().id(), instance));
    }

    boolean multiple(int resource) {
        return object.definition().resources().get(resource).multiple();
    }

    ResourceType type(int resource) {
        return object.definition().resources().get(resource).type();
    }

    /** What a setter was given, for the instance of this number; {@link Path#ABSENT} where that is still open. */
    List<Entry> entries(int number, int resource, Object value) {
        var id = instance.object();
        return object.values(resource, value).entrySet().stream()
                .map(each -> Entry.of(
                        each.getKey() == Path.ABSENT
                                ? Path.of(id, number, resource)
                                : Path.of(id, number, resource, each.getKey()),
                        each.getValue()))
                .toList();
    }

    /** What a getter is to return, of what was read; throws {@code Absent} if that has nothing of the resource. */
    Object java(int resource, List<Entry> entries) {
        var path = instance.child(resource);
        var values = new TreeMap<Integer, Value>();
        var there = false;
        for (var entry : entries) {
            there |= path.contains(entry.path());
            if (path.contains(entry.path()) && !(entry.value() instanceof Value.None)) {
                values.put(entry.path().resourceInstance(), typed(resource, entry));
            }
        }
        if (values.isEmpty() && !(there && multiple(resource))) {
            throw new Absent("the client has no value for " + path);
        }
        return object.java(resource, values);
    }

    /** The interface says the type also where no definition is installed. */
    private Value typed(int resource, Entry entry) {
        return Conversion.to(type(resource), entry.value())
                .orElseThrow(() -> new LwM2mException(
                        Status.INTERNAL_ERROR,
                        entry.path() + " is no " + type(resource) + " but "
                                + entry.value().getClass().getSimpleName()));
    }
}
