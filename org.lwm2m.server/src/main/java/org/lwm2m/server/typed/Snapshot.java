package org.lwm2m.server.typed;

import java.util.List;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;

/** What was read of an instance, once: its getters answer from memory. */
record Snapshot(Shape<?> shape, List<Entry> entries) implements Facade.Resources {

    static <T> T of(Shape<T> shape, List<Entry> entries) {
        return Facade.of(shape.type(), "values of " + shape.instance(), new Snapshot(shape, entries));
    }

    /** The same for what was asked of one resource: an answer without values is a multiple resource without any. */
    static <T> T of(Shape<T> shape, int resource, List<Entry> entries) {
        return of(shape, completed(shape, resource, entries));
    }

    static List<Entry> completed(Shape<?> shape, int resource, List<Entry> entries) {
        return entries.isEmpty() && shape.multiple(resource)
                ? List.of(Entry.of(shape.instance().child(resource), Value.NONE))
                : entries;
    }

    @Override
    public Object read(int resource) {
        return shape.java(resource, entries);
    }

    @Override
    public void write(int resource, Object value) {
        throw refused(shape.instance().child(resource));
    }

    @Override
    public void execute(int resource, String arguments) {
        throw refused(shape.instance().child(resource));
    }

    private static LwM2mException refused(Path path) {
        return new LwM2mException(Status.METHOD_NOT_ALLOWED, "this is what was read, " + path + " can only be got");
    }
}
