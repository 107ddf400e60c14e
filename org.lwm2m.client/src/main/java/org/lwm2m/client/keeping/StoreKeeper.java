package org.lwm2m.client.keeping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.client.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes states to the store there is, one after the other by a thread that may wait, as the loop may not. What changes
 * while the store is replaced is written when there is one again. State belongs to the loop.
 */
public final class StoreKeeper implements Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(StoreKeeper.class);

    /** A state on its way to the store. */
    private static final class Change {

        private Optional<Bytes> state;
        private final CompletableFuture<Void> kept = new CompletableFuture<>();

        Change(Optional<Bytes> state) {
            this.state = state;
        }
    }

    private final String prefix;
    private final Supplier<Optional<StateStore>> store;
    private final Loop loop;
    private final Executor behind;
    private final boolean resumes;
    private final Map<String, Change> writing = new HashMap<>();
    private final Map<String, Change> next = new HashMap<>();
    private final Map<String, Optional<Bytes>> owed = new HashMap<>();
    private boolean closed;

    /**
     * @param store asked each time: it comes and goes
     * @param behind runs one task after the other
     * @param resumes whether registrations go on after a restart
     */
    public StoreKeeper(
            String endpoint, Supplier<Optional<StateStore>> store, Loop loop, Executor behind, boolean resumes) {
        this.prefix = "org.lwm2m.client/" + endpoint + "/";
        this.store = store;
        this.loop = loop;
        this.behind = behind;
        this.resumes = resumes;
    }

    @Override
    public boolean present() {
        return store.get().isPresent();
    }

    @Override
    public Optional<Bytes> get(String name) {
        if (forgotten(name)) {
            return Optional.empty();
        }
        var change = next.containsKey(name) ? next.get(name) : writing.get(name);
        return change != null ? change.state : read(name);
    }

    /** Whether it is in the store only because that was not there to be told. */
    private boolean forgotten(String name) {
        return Optional.empty().equals(owed.get(name));
    }

    private Optional<Bytes> read(String name) {
        try {
            return store.get().flatMap(each -> each.get(prefix + name));
        } catch (RuntimeException e) {
            LOG.warn("{}{} can't be read from the store, the client goes on without: {}", prefix, name, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public List<String> names(String beginning) {
        try (var names = store.get().stream().flatMap(each -> each.names(prefix + beginning))) {
            return names.map(each -> each.substring(prefix.length()))
                    .filter(each -> !forgotten(each))
                    .sorted()
                    .toList();
        } catch (RuntimeException e) {
            LOG.warn("the store does not say what it keeps at {}{}: {}", prefix, beginning, e.toString());
            return List.of();
        }
    }

    @Override
    public Keeper registrations() {
        return resumes ? this : NONE;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void storeCame() {
        if (present()) {
            var all = Map.copyOf(owed);
            owed.clear();
            all.forEach((name, state) -> put(name, state).exceptionally(failure -> {
                LOG.warn("{}{} is not kept: {}", prefix, name, failure.getMessage());
                return null;
            }));
        }
    }

    @Override
    public CompletionStage<Void> put(String name, Optional<Bytes> state) {
        if (closed) {
            return CompletableFuture.completedStage(null);
        }
        if (!present()) {
            // Without a store now and ever this is all that is owed to one: as much as is in memory anyway.
            owed.put(name, state);
            return CompletableFuture.completedStage(null);
        }
        owed.remove(name);
        var waiting = next.get(name);
        if (waiting != null) {
            waiting.state = state;
            return waiting.kept;
        }
        var change = new Change(state);
        if (writing.containsKey(name)) {
            next.put(name, change);
        } else {
            write(name, change);
        }
        return change.kept;
    }

    private void write(String name, Change change) {
        writing.put(name, change);
        var state = change.state;
        CompletableFuture.runAsync(() -> write(name, state), behind)
                .whenComplete((done, failure) -> loop.execute(() -> written(name, change, failure)));
    }

    private void write(String name, Optional<Bytes> state) {
        var place = store.get().orElseThrow(() -> new IllegalStateException("there is no store"));
        state.ifPresentOrElse(each -> place.put(prefix + name, each), () -> place.remove(prefix + name));
    }

    private void written(String name, Change change, Throwable failure) {
        writing.remove(name);
        Optional.ofNullable(next.remove(name)).ifPresent(later -> write(name, later));
        // One that came since is written by now, or will be owed itself.
        if (failure == null) {
            change.kept.complete(null);
        } else if (!present()) {
            if (!writing.containsKey(name)) {
                owed.put(name, change.state);
            }
            change.kept.complete(null);
        } else {
            var cause = LwM2mException.cause(failure);
            change.kept.completeExceptionally(new LwM2mException(
                    cause instanceof IllegalArgumentException ? Status.TOO_LARGE : Status.UNAVAILABLE,
                    "the store does not keep it: " + cause.getMessage()));
        }
    }
}
