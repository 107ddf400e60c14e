package org.lwm2m.server.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Profile;
import org.lwm2m.api.server.ProfileSource;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.engine.provider.Ranked;
import org.lwm2m.engine.schedule.Lanes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What profile ids stand for: what a source says, else what clients taught (Core 1.2, 6.2.1). What was taught is in the
 * store, if there is one, written behind.
 */
public final class Profiles {

    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);

    private static final String NAMES = "org.lwm2m.server/profile/";
    private static final String LANE = "profiles";

    private final Ranked<ProfileSource> sources = new Ranked<>();
    private final Lessons lessons = new Lessons();
    private final IntSupplier most;
    private final Lanes lanes;
    private volatile Optional<StateStore> store = Optional.empty();

    /** @param most how many are learned; 0 for none */
    public Profiles(IntSupplier most, Executor workers) {
        this.most = most;
        this.lanes = new Lanes(workers);
    }

    public Ranked<ProfileSource> sources() {
        return sources;
    }

    /** Reads what it has, and keeps in it from now on. */
    public void keepIn(StateStore kept) {
        store = Optional.of(kept);
        lanes.run(
                LANE,
                () -> contained("read", () -> {
                    try (var names = kept.names(NAMES)) {
                        names.toList().forEach(name -> recall(kept, name));
                    }
                    lessons.all().forEach(this::write);
                    forget();
                }));
    }

    public void keepNoLongerIn(StateStore gone) {
        store = store.filter(each -> each != gone);
    }

    public CompletionStage<Optional<Profile>> find(Teacher who, String id) {
        return ask(sources.all().iterator(), id)
                .thenApply(found -> found.or(() -> Profile.isDynamic(id) ? lessons.find(who, id) : Optional.empty()));
    }

    /** What a client said a dynamic id means; pre-configured ones mean what their sources say alone. */
    public void learn(Teacher from, Profile profile) {
        var lesson = new Lesson(from, profile);
        if (most.getAsInt() > 0 && Profile.isDynamic(profile.id()) && lessons.add(lesson)) {
            lanes.run(LANE, () -> {
                contained("write", () -> write(lesson));
                forget();
            });
        }
    }

    /** The first that knows it. */
    private static CompletionStage<Optional<Profile>> ask(Iterator<ProfileSource> rest, String id) {
        if (!rest.hasNext()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return answer(rest.next(), id)
                .thenCompose(found -> found.isPresent() ? CompletableFuture.completedFuture(found) : ask(rest, id));
    }

    private static CompletionStage<Optional<Profile>> answer(ProfileSource source, String id) {
        return CompletableFuture.completedFuture(source)
                .thenCompose(each -> each.find(id))
                .exceptionally(failure -> {
                    LOG.warn(
                            "a source of profiles fails, {} is not known to it: {}",
                            id,
                            LwM2mException.cause(failure).toString());
                    return Optional.empty();
                });
    }

    private void recall(StateStore kept, String name) {
        kept.get(name).ifPresent(bytes -> {
            try {
                var lesson = Lesson.read(bytes);
                if (lessons.find(lesson.teacher(), lesson.profile().id()).isEmpty()) {
                    lessons.add(lesson);
                }
            } catch (IOException damaged) {
                LOG.warn("{} in the store is damaged and forgotten: {}", name, damaged.getMessage());
                kept.remove(name);
            }
        });
    }

    private void write(Lesson lesson) {
        store.ifPresent(kept -> kept.put(name(lesson), lesson.bytes()));
    }

    private void forget() {
        for (var old = lessons.forget(most.getAsInt()); old.isPresent(); old = lessons.forget(most.getAsInt())) {
            var lesson = old.get();
            contained("write", () -> store.ifPresent(kept -> kept.remove(name(lesson))));
        }
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
