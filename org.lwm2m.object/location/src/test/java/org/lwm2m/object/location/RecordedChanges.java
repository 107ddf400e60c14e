package org.lwm2m.object.location;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.object.ManagedObject;

/** Remembers which resources an object said had changed. */
final class RecordedChanges implements Changes {

    final List<Integer> resources = new ArrayList<>();
    private final Object object;

    RecordedChanges(Object object) {
        this.object = object;
    }

    /** Those since the last time, in order. */
    List<Integer> taken() {
        var taken = resources.stream().sorted().toList();
        resources.clear();
        return taken;
    }

    @Override
    public void of(Object source, int resource) {
        assertEquals(object, source);
        resources.add(resource);
    }

    @Override
    public void of(Object source, int resource, Value value, Instant time) {
        throw new AssertionError();
    }

    @Override
    public void of(ManagedObject source, org.lwm2m.api.Path path) {
        throw new AssertionError();
    }

    @Override
    public void of(ManagedObject source, List<Entry> entries) {
        throw new AssertionError();
    }

    @Override
    public void instances(ManagedObject source) {
        throw new AssertionError();
    }
}
