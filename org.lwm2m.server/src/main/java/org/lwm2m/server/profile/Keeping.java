package org.lwm2m.server.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lwm2m.api.store.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps lessons in a store, written behind: one that changes again before it is written is written once, and where more
 * wait than a store may be behind, the oldest are not kept.
 */
final class Keeping {

    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

    private static final String NAMES = "org.lwm2m.server/profile/";
    private static final int MOST_WAITING = 10_000;

    private final Executor workers;
    private final Map<String, Optional<Lesson>> waiting = new LinkedHashMap<>(); // guarded by this; empty to remove
    private Optional<StateStore> store = Optional.empty(); // guarded by this
    private boolean running; // guarded by this

    Keeping(Executor workers) {
        this.workers = workers;
    }

    /**
     * Reads a store that came, and writes into it from now on.
     *
     * @param each takes what it has
     * @param all what it is to have, once it is read
     */
    void attach(StateStore kept, Consumer<Lesson> each, Supplier<List<Lesson>> all) {
        synchronized (this) {
            store = Optional.of(kept);
        }
        workers.execute(() -> {
            contained("read", () -> {
                try (var names = kept.names(NAMES)) {
                    names.toList().forEach(name -> read(kept, name).ifPresent(each));
                }
            });
            all.get().forEach(this::put);
        });
    }

    synchronized void detach(StateStore gone) {
        store = store.filter(each -> each != gone);
        if (store.isEmpty()) {
            waiting.clear();
        }
    }

    void put(Lesson lesson) {
        later(name(lesson), Optional.of(lesson));
    }

    void remove(Lesson lesson) {
        later(name(lesson), Optional.empty());
    }

    private void later(String name, Optional<Lesson> lesson) {
        synchronized (this) {
            if (store.isEmpty()) {
                return;
            }
            waiting.put(name, lesson);
            if (waiting.size() > MOST_WAITING) {
                waiting.remove(waiting.keySet().iterator().next());
            }
            if (running) {
                return;
            }
            running = true;
        }
        workers.execute(this::drain);
    }

    private void drain() {
        for (var next = next(); next.isPresent(); next = next()) {
            contained("write", next.get());
        }
    }

    private synchronized Optional<Runnable> next() {
        var entries = waiting.entrySet().iterator();
        if (store.isEmpty() || !entries.hasNext()) {
            running = false;
            return Optional.empty();
        }
        var entry = entries.next();
        var name = entry.getKey();
        var lesson = entry.getValue();
        entries.remove();
        var to = store.get();
        return Optional.of(() -> lesson.ifPresentOrElse(each -> to.put(name, each.bytes()), () -> to.remove(name)));
    }

    private static Optional<Lesson> read(StateStore kept, String name) {
        return kept.get(name).flatMap(bytes -> {
            try {
                return Optional.of(Lesson.read(bytes));
            } catch (IOException damaged) {
                LOG.warn("{} in the store is damaged and forgotten: {}", name, damaged.getMessage());
                kept.remove(name);
                return Optional.empty();
            }
        });
    }

    private static String name(Lesson lesson) {
        var whose = lesson.profile().isProof()
                ? ""
                : lesson.teacher().proof() + "\n" + lesson.teacher().endpoint();
        return NAMES + sha256(lesson.profile().id() + "\n" + whose);
    }

    private static void contained(String what, Runnable access) {
        try {
            access.run();
        } catch (RuntimeException e) {
            LOG.warn("can't {} the profiles in the store, clients will teach them again: {}", what, e.toString());
        }
    }

    private static String sha256(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
