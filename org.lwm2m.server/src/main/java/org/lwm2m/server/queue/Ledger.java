package org.lwm2m.server.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.server.Waiting;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.engine.schedule.Lanes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps durable requests in a store, each by its name. That one is out is written before it goes out, so that a server
 * which is killed then does not send it again.
 */
public final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private static final String PREFIX = "org.lwm2m.server/queue/";
    private static final int LARGEST = 64 * 1024;

    private final Lanes lanes; // a request's writes in order, and not on the thread that asks
    private final AtomicLong orders = new AtomicLong();
    private final Set<String> mine = new HashSet<>(); // guarded by this; those that need not be read
    private final Set<String> ended = new HashSet<>(); // guarded by this; those that a store may have still
    private Optional<StateStore> store = Optional.empty(); // guarded by this

    public Ledger(Executor workers) {
        lanes = new Lanes(workers);
    }

    private record Kept(long order, Waiting waiting) {}

    /** A number for a request that comes after those before it. */
    long order() {
        return orders.incrementAndGet();
    }

    /** Refuses what can't be kept. */
    void check(Downlink request) {
        if (!KeptForm.has(request)) {
            throw new LwM2mException(
                    Status.METHOD_NOT_ALLOWED,
                    "only what changes something can be kept, not a "
                            + request.getClass().getSimpleName());
        }
        if (size(request) > LARGEST) {
            throw new LwM2mException(Status.TOO_LARGE, "only requests of at most " + LARGEST + " octets can be kept");
        }
    }

    /** Writes a request as it stands; fails if there is no store, or it fails, or the request has ended meanwhile. */
    CompletionStage<Void> put(Queued one) {
        var done = new CompletableFuture<Void>();
        var waiting = one.waiting();
        synchronized (this) {
            mine.add(name(waiting));
        }
        lanes.run(name(waiting), () -> {
            try {
                if (!one.in) {
                    throw new LwM2mException(Status.NOT_FOUND, "it has ended");
                }
                open().orElseThrow(() -> new LwM2mException(Status.UNAVAILABLE, "there is no StateStore"))
                        .put(name(waiting), KeptForm.write(waiting, one.order));
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** It has ended. While there is no store, that is remembered of what one has. */
    void remove(Waiting waiting, BooleanSupplier kept) {
        var name = name(waiting);
        lanes.run(name, () -> {
            synchronized (this) {
                if (kept.getAsBoolean()) {
                    ended.add(name);
                } else {
                    mine.remove(name);
                }
            }
            open().ifPresent(from -> remove(from, name));
        });
    }

    /**
     * Reads a store that came: first what has ended meanwhile ends there, too.
     *
     * @param take takes up what was kept
     * @param sync writes all that there is
     */
    public void attach(StateStore attached, Consumer<Waiting> take, Runnable sync) {
        synchronized (this) {
            store = Optional.of(attached);
        }
        lanes.run(PREFIX, () -> {
            try {
                names(ended).forEach(name -> remove(attached, name));
                read(attached).forEach(take);
            } catch (RuntimeException e) {
                LOG.warn("requests that waited for clients can't be read, they stay in the store: {}", e.toString());
            }
            sync.run();
        });
    }

    public synchronized void detach(StateStore gone) {
        store = store.filter(each -> each != gone);
    }

    private synchronized Optional<StateStore> open() {
        return store;
    }

    private synchronized List<String> names(Set<String> some) {
        return List.copyOf(some);
    }

    private void remove(StateStore from, String name) {
        try {
            from.remove(name);
            synchronized (this) {
                ended.remove(name);
                mine.remove(name);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} can't be removed from the store, it is tried again with the next: {}", name, e.toString());
        }
    }

    private List<Waiting> read(StateStore from) {
        var found = new TreeMap<Long, List<Waiting>>();
        List<String> names;
        try (var all = from.names(PREFIX)) {
            names = all.toList();
        }
        for (var name : names) {
            if (!known(name)) {
                from.get(name).flatMap(kept -> read(from, name, kept)).ifPresent(one -> found.computeIfAbsent(
                                one.order(), order -> new ArrayList<>(1))
                        .add(one.waiting()));
            }
        }
        return found.values().stream().flatMap(List::stream).toList();
    }

    /** What was made here in the meantime, or is read already. */
    private synchronized boolean known(String name) {
        return !mine.add(name);
    }

    private Optional<Kept> read(StateStore from, String name, Bytes kept) {
        try {
            var version = KeptForm.version(kept);
            if (version != KeptForm.VERSION) {
                LOG.warn(
                        "{} is of version {}, this bundle reads {}: it is left alone", name, version, KeptForm.VERSION);
                return Optional.empty();
            }
            return Optional.of(new Kept(KeptForm.order(kept), KeptForm.read(kept)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} is damaged and is dropped: {}", name, e.toString());
            remove(from, name);
            return Optional.empty();
        }
    }

    private static long size(Downlink request) {
        if (request instanceof Downlink.Write write) {
            return size(write.content());
        } else if (request instanceof Downlink.Create create) {
            return size(create.content());
        } else if (request instanceof Downlink.WriteComposite write) {
            return size(write.content());
        }
        return request instanceof Downlink.Execute execute ? execute.arguments().length() : 0;
    }

    private static long size(Content content) {
        return content.bytes().size();
    }

    private static String name(Waiting waiting) {
        return PREFIX + waiting.endpoint() + "/" + waiting.id();
    }
}
