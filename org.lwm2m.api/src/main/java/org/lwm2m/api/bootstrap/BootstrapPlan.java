package org.lwm2m.api.bootstrap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** What is to be done with one client, made for one session with it (Core 1.2, 6.1). */
@FunctionalInterface
@ConsumerType
public interface BootstrapPlan {

    /**
     * The steps, in this order, without Finish. May read and discover first, as the client was answered by now. The first
     * step that fails ends the session; but nothing to delete is no failure.
     * <p>
     * For a pack it is called before the client is answered, nothing can be asked, and only what is written counts: the
     * whole of it has to be consistent. A failure with a 4.xx refuses the pack.
     */
    CompletionStage<List<Step>> steps(BootstrapSession session);

    /**
     * What to do as the client finds the result inconsistent (4.06); Finish is sent once more after it. Asked once in a
     * session; nothing to do ends it, as does another 4.06.
     */
    default CompletionStage<List<Step>> correct(BootstrapSession session, LwM2mException refusal) {
        return CompletableFuture.completedFuture(List.of());
    }

    /**
     * The session is over, and nothing of it will happen any more: what was prepared for it counts, or is taken back.
     *
     * @param failure empty if the client took all, or was given the pack
     */
    default void ended(BootstrapSession session, Optional<LwM2mException> failure) {}

    /** The same steps whatever the client has. */
    static BootstrapPlan of(Step... steps) {
        var all = List.of(steps);
        return session -> CompletableFuture.completedFuture(all);
    }

    /** One thing to do. */
    sealed interface Step {

        /** @param path an instance, an object or the root; the bootstrap account and /3/0 stay anyway */
        record Delete(Path path) implements Step {

            public Delete {
                if (path.depth() > 2 || !path.prefix().isEmpty()) {
                    throw new IllegalArgumentException("a bootstrap can't delete " + path);
                }
            }
        }

        /** @param path an object, an instance or a resource; the entries are at or under it */
        record Write(Path path, List<Entry> entries) implements Step {

            public Write {
                entries = List.copyOf(entries);
                if (path.depth() < 1 || path.depth() > 3 || !path.prefix().isEmpty()) {
                    throw new IllegalArgumentException("a bootstrap can't write " + path);
                }
                for (var entry : entries) {
                    if (!path.contains(entry.path())) {
                        throw new IllegalArgumentException(entry.path() + " is not at or under " + path);
                    }
                }
            }

            /** Says nothing of the values, which may be secret. */
            @Override
            public String toString() {
                return "Write[" + path + ", " + entries.size() + " values]";
            }
        }
    }
}
