package org.lwm2m.server.profile;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What profile ids stand for: what a source says, else what clients taught (Core 1.2, 6.2.1). */
public final class Profiles {

    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);

    private final Ranked<ProfileSource> sources = new Ranked<>();
    private final Lessons lessons = new Lessons();
    private final Keeping keeping;
    private final IntSupplier most;

    /** @param most how many are learned; 0 for none */
    public Profiles(IntSupplier most, Executor workers) {
        this.most = most;
        this.keeping = new Keeping(workers);
    }

    public Ranked<ProfileSource> sources() {
        return sources;
    }

    /** Reads what it has, and keeps in it from now on. */
    public void keepIn(StateStore kept) {
        keeping.attach(kept, this::recall, lessons::all);
    }

    public void keepNoLongerIn(StateStore gone) {
        keeping.detach(gone);
    }

    public CompletionStage<Optional<Profile>> find(Teacher who, String id) {
        return ask(sources.all().iterator(), id)
                .thenApply(found -> found.or(() -> Profile.isDynamic(id) ? lessons.find(who, id) : Optional.empty()));
    }

    /** What a client said a dynamic id means; pre-configured ones mean what their sources say alone. */
    public void learn(Teacher from, Profile profile) {
        var lesson = new Lesson(from, profile);
        if (most.getAsInt() > 0 && Profile.isDynamic(profile.id()) && lessons.add(lesson)) {
            keeping.put(lesson);
            forget();
        }
    }

    /** What was taught since counts before it. */
    private void recall(Lesson lesson) {
        if (lessons.find(lesson.teacher(), lesson.profile().id()).isEmpty()) {
            lessons.add(lesson);
            forget();
        }
    }

    private void forget() {
        for (var old = lessons.forget(most.getAsInt()); old.isPresent(); old = lessons.forget(most.getAsInt())) {
            keeping.remove(old.get());
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
}
