package org.lwm2m.server.registration;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.engine.schedule.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes behind, in order, what the store is to keep, so that a slow, failing or absent store slows nobody. What
 * changes again before it is written is written once.
 */
public final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final Duration LINGER = Duration.ofMillis(100);

    /** Of what ended, how much is remembered for a store that comes back and has it still. No id is used twice. */
    private static final int REMEMBERED = 10_000;

    private final Executor workers;
    private final Time time;
    private final Map<Object, Consumer<RegistrationStore>> pending = new LinkedHashMap<>(); // guarded by this
    private final Map<Object, Consumer<RegistrationStore>> ended = new LinkedHashMap<>(); // guarded by this
    private RegistrationStore store; // guarded by this
    private boolean running; // guarded by this
    private boolean failing; // guarded by this
    private boolean lingering; // guarded by this

    public Journal(Executor workers, Time time) {
        this.workers = workers;
        this.time = time;
    }

    private record Watch(String registration, Token token) {}

    /**
     * Reads a store that came and writes from now on into it. What ended while it was not there, ends in it first.
     *
     * @param restore takes up a registration with its observations, if it counts
     * @param sync writes all that there is, once the store is read
     */
    public CompletionStage<Void> attach(
            RegistrationStore attached, BiConsumer<Registration, Map<Token, Downlink>> restore, Runnable sync) {
        synchronized (this) {
            store = attached;
            failing = false;
            pending.clear();
            pending.putAll(ended);
        }
        var done = new CompletableFuture<Void>();
        add(attached, from -> {
            try {
                read(from, restore);
                sync.run();
            } finally {
                done.complete(null);
            }
        });
        return done;
    }

    public synchronized void detach(RegistrationStore gone) {
        if (store == gone) {
            store = null;
            pending.clear();
        }
    }

    public void put(Registration registration) {
        add(registration.id(), to -> to.put(registration));
    }

    /** The same for what can wait a moment: most of what clients say is that they are still there. */
    public void putSoon(Registration registration) {
        synchronized (this) {
            if (store == null) {
                return;
            }
            pending.put(registration.id(), to -> to.put(registration));
            if (running || lingering) {
                return;
            }
            lingering = true;
        }
        time.after(LINGER, this::flush);
    }

    /** Begins to write all that waits. */
    public void flush() {
        synchronized (this) {
            lingering = false;
            if (running || pending.isEmpty()) {
                return;
            }
            running = true;
        }
        workers.execute(this::drain);
    }

    /** Last of all that is pending, so that no observation of it is kept after it. */
    public void remove(String registration) {
        synchronized (this) {
            pending.remove(registration);
        }
        end(registration, to -> to.remove(registration));
    }

    public void put(String registration, Token token, Downlink observe) {
        add(new Watch(registration, token), to -> to.put(registration, token, observe));
    }

    public void remove(String registration, Token token) {
        end(new Watch(registration, token), to -> to.remove(registration, token));
    }

    private void end(Object key, Consumer<RegistrationStore> write) {
        synchronized (this) {
            ended.put(key, write);
            if (ended.size() > REMEMBERED) {
                ended.remove(ended.keySet().iterator().next());
            }
        }
        add(key, write);
    }

    private void add(Object key, Consumer<RegistrationStore> write) {
        synchronized (this) {
            if (store == null) {
                return;
            }
            pending.put(key, write);
            if (running) {
                return;
            }
            running = true;
        }
        workers.execute(this::drain);
    }

    private void drain() {
        for (var next = next(); next.isPresent(); next = next()) {
            next.get().run();
        }
    }

    private synchronized Optional<Runnable> next() {
        var entries = pending.entrySet().iterator();
        if (store == null || !entries.hasNext()) {
            running = false;
            return Optional.empty();
        }
        var write = entries.next().getValue();
        entries.remove();
        var to = store;
        return Optional.of(() -> write(to, write));
    }

    private void write(RegistrationStore to, Consumer<RegistrationStore> write) {
        try {
            write.accept(to);
            failed(false);
        } catch (RuntimeException e) {
            if (failed(true)) {
                LOG.warn("the registration store fails, what it should keep is lost to it: {}", e.toString());
            }
        }
    }

    /** Whether this is the first failure in a row. */
    private synchronized boolean failed(boolean now) {
        var first = now && !failing;
        failing = now;
        return first;
    }

    private static void read(RegistrationStore from, BiConsumer<Registration, Map<Token, Downlink>> restore) {
        var seen = new HashSet<String>();
        from.read((registration, observations) -> {
            if (seen.add(registration.id())) {
                restore.accept(registration, observations);
            }
        });
    }
}
