package org.lwm2m.client.keeping;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.store.StateStore;

/** A store that a test looks into, and that can be full. */
public final class States implements StateStore {

    public final Map<String, Bytes> all = new HashMap<>();
    public boolean full;

    @Override
    public Optional<Bytes> get(String name) {
        return Optional.ofNullable(all.get(name));
    }

    @Override
    public void put(String name, Bytes state) {
        if (full) {
            throw new IllegalStateException("the disk is full");
        }
        all.put(name, state);
    }

    @Override
    public void remove(String name) {
        all.remove(name);
    }

    @Override
    public Stream<String> names(String prefix) {
        return all.keySet().stream().filter(each -> each.startsWith(prefix));
    }
}
