package org.lwm2m.itest.formats;

import java.util.List;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;

/** Some data, and the path of the request that it is the payload of; the root for a composite. */
public record Pack(String name, Path base, List<Entry> entries, Shapes shapes) {

    public boolean timed() {
        return entries.stream().anyMatch(entry -> entry.time().isPresent());
    }

    @Override
    public String toString() {
        return name + " at " + base + ", " + entries.size() + " values";
    }
}
