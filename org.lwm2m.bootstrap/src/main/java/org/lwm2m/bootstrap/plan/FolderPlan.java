package org.lwm2m.bootstrap.plan;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.security.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plan of a file, for one session. */
final class FolderPlan implements BootstrapPlan {

    private static final Logger LOG = LoggerFactory.getLogger(FolderPlan.class);

    private final Plan plan;
    private final Values values;
    private final Supplier<Optional<KeyRing>> ring;
    private final Handout keys;

    FolderPlan(Plan plan, String endpoint, Values values, Supplier<Optional<KeyRing>> ring, RandomGenerator random) {
        this.plan = plan;
        this.values = values;
        this.ring = ring;
        this.keys = new Handout(endpoint, random);
    }

    @Override
    public CompletionStage<List<Step>> steps(BootstrapSession session) {
        if (session.pack() && !plan.packs()) {
            return CompletableFuture.failedFuture(
                    new LwM2mException(Status.METHOD_NOT_ALLOWED, "no pack for this client, ask at /bs"));
        }
        var inventory = session.pack()
                ? CompletableFuture.completedFuture(Inventory.named(session.account()))
                : discover(session);
        return inventory.thenApply(known -> {
            var steps = new Composition(plan, session.endpoint(), known, keys, values).steps();
            if (!keys.isEmpty()) {
                keys.giveTo(required(ring, plan));
            }
            return steps;
        });
    }

    @Override
    public void ended(BootstrapSession session, Optional<LwM2mException> failure) {
        if (keys.isEmpty()) {
            return;
        }
        try {
            if (failure.isEmpty()) {
                keys.taken(required(ring, plan));
            } else {
                keys.refused(required(ring, plan));
            }
        } catch (LwM2mException e) {
            LOG.warn(
                    "{}: keys that {} has no use for stay in the key ring: {}",
                    plan.name(),
                    session.endpoint(),
                    e.getMessage());
        }
    }

    /** @throws LwM2mException with 5.03 if there is no key ring at present */
    static KeyRing required(Supplier<Optional<KeyRing>> ring, Plan plan) {
        return ring.get()
                .orElseThrow(() -> new LwM2mException(
                        Status.UNAVAILABLE,
                        plan.name() + ": keys: there is no key ring; configure org.lwm2m.security.keys with a file"));
    }

    /** A client that refuses to be discovered can still be bootstrapped (LwM2M 1.0). */
    private static CompletionStage<Inventory> discover(BootstrapSession session) {
        return session.discover(org.lwm2m.api.Path.ROOT)
                .handle((links, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(Inventory.discovered(links));
                    }
                    var cause = LwM2mException.cause(failure);
                    return cause instanceof LwM2mException known
                                    && known.status().code() / 100 == 4
                            ? CompletableFuture.completedFuture(Inventory.UNKNOWN)
                            : CompletableFuture.<Inventory>failedFuture(cause);
                })
                .thenCompose(inventory -> inventory);
    }
}
