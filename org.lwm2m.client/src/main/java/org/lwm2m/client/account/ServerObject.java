package org.lwm2m.client.account;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.ManagedObject;

/** Object /1: how the client behaves towards each server, which the servers may change (Core 1.2, E.2). */
public final class ServerObject implements ManagedObject {

    private static final int DISABLE = 4;
    private static final int UPDATE = 8;
    private static final int BOOTSTRAP = 9;

    private final Supplier<AccountEntries> entries;
    private final Actions actions;

    /** What follows from a write or an execute. Called on the loop, before the server has its answer. */
    public interface Actions {

        /** @param resources those that were written */
        void changed(int instance, Set<Integer> resources);

        void disable(int instance);

        /** @param arguments perhaps the letter of a binding, as in {@code 0='U'} */
        void update(int instance, String arguments);

        /** There is a bootstrap account when this is called. */
        void bootstrap();

        /** Where there are no servers to do anything. */
        Actions NONE = new Actions() {
            @Override
            public void changed(int instance, Set<Integer> resources) {}

            @Override
            public void disable(int instance) {}

            @Override
            public void update(int instance, String arguments) {}

            @Override
            public void bootstrap() {}
        };
    }

    ServerObject(Supplier<AccountEntries> entries, Actions actions) {
        this.entries = entries;
        this.actions = actions;
    }

    @Override
    public Set<Integer> instances() {
        return entries.get().instances(1);
    }

    @Override
    public Set<Integer> unreadable(int instance) {
        return canBootstrap() ? Set.of(DISABLE, UPDATE, BOOTSTRAP) : Set.of(DISABLE, UPDATE);
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        var found = entries.get().under(path);
        return found.isEmpty() ? refused(Status.NOT_FOUND, "no " + path) : CompletableFuture.completedStage(found);
    }

    @Override
    public void check(Path path, List<Entry> written, Mode mode) {
        if (!entries.get().has(path.upTo(2))) {
            throw new LwM2mException(Status.NOT_FOUND, "no " + path.upTo(2) + "; have " + instances());
        }
        for (var each : written) {
            var known = ServerResource.of(each.path().resource());
            if (path.depth() > 2 && known.filter(one -> one.writable).isEmpty()) {
                throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "can't write " + each.path());
            }
            if (!each.value().equals(Value.NONE)) {
                ServerResource.check(each.path(), each.value());
            }
        }
    }

    @Override
    public CompletionStage<Void> write(Path path, List<Entry> written, Mode mode) {
        check(path, written, mode);
        var changed = new TreeSet<Integer>();
        if (mode == Mode.REPLACE) {
            entries.get().removeIf(each -> path.contains(each) && goes(each, changed));
        }
        for (var each : written) {
            var known = ServerResource.of(each.path().resource());
            if (known.filter(one -> one.writable).isPresent() && !each.value().equals(Value.NONE)) {
                entries.get().put(each.path(), each.value());
                changed.add(each.path().resource());
            }
        }
        actions.changed(path.instance(), changed);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> execute(Path path, String arguments) {
        if (!entries.get().has(path.upTo(2))) {
            return refused(Status.NOT_FOUND, "no " + path.upTo(2) + "; have " + instances());
        }
        switch (path.resource()) {
            case DISABLE -> actions.disable(path.instance());
            case UPDATE -> actions.update(path.instance(), arguments);
            case BOOTSTRAP -> {
                // The specification gives no code for a client that has nobody to ask.
                if (!canBootstrap()) {
                    return refused(Status.METHOD_NOT_ALLOWED, "this client has no bootstrap account");
                }
                actions.bootstrap();
            }
            default -> {
                return refused(Status.METHOD_NOT_ALLOWED, "can't execute " + path);
            }
        }
        return CompletableFuture.completedStage(null);
    }

    private boolean canBootstrap() {
        return !entries.get().bootstrap().isEmpty();
    }

    /** What a Replace does not name goes, where a server may write it and it need not be there. */
    private static boolean goes(Path path, Set<Integer> changed) {
        var optional = ServerResource.of(path.resource())
                .filter(each -> each.writable && !each.mandatory())
                .isPresent();
        if (optional) {
            changed.add(path.resource());
        }
        return optional;
    }

    private static <T> CompletionStage<T> refused(Status status, String why) {
        return CompletableFuture.failedStage(new LwM2mException(status, why));
    }
}
