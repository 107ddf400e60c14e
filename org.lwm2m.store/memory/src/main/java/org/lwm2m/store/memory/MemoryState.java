package org.lwm2m.store.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.store.StateStore;
import org.osgi.service.component.annotations.Component;

/** Keeps small things by name for as long as this bundle runs; nobody reads them but who can read this memory. */
@Component
public final class MemoryState implements StateStore {

    private final Map<String, Bytes> states = new ConcurrentHashMap<>();

    @Override
    public Optional<Bytes> get(String name) {
        return Optional.ofNullable(states.get(name));
    }

    /** Copies: what is kept must not change, nor hold on to a file or a larger array. */
    @Override
    public void put(String name, Bytes state) {
        states.put(name, Bytes.wrap(state.array()));
    }

    @Override
    public void remove(String name) {
        states.remove(name);
    }

    @Override
    public Stream<String> names(String prefix) {
        return List.copyOf(states.keySet()).stream().filter(name -> name.startsWith(prefix));
    }
}
