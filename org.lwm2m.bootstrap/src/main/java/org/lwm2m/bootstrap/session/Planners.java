package org.lwm2m.bootstrap.session;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapPlanner;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.engine.provider.Arrivals;
import org.lwm2m.engine.provider.Ranked;

/** All planners as one: the highest ranked that has a plan gives it. */
public final class Planners implements BootstrapPlanner {

    private final Ranked<BootstrapPlanner> planners = new Ranked<>();
    private final AtomicInteger came = new AtomicInteger();
    private final Arrivals arrivals;

    public Planners(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    public void add(BootstrapPlanner planner, Map<String, ?> properties) {
        planners.add(planner, properties);
        came.incrementAndGet();
        arrivals.arrived();
    }

    public void remove(BootstrapPlanner planner) {
        planners.remove(planner);
        arrivals.left(Planners.class);
    }

    /** Nobody has one: whoever has may be just being replaced, so ask again if a planner comes in a moment. */
    @Override
    public CompletionStage<Optional<BootstrapPlan>> plan(BootstrapSession session) {
        var asked = came.get();
        return ask(planners.all().iterator(), session).thenCompose(plan -> {
            if (plan.isPresent()) {
                return CompletableFuture.completedFuture(plan);
            }
            return arrivals.await(Planners.class, () -> came.get() == asked ? Optional.empty() : Optional.of(came))
                    .thenCompose(again -> again.isPresent()
                            ? ask(planners.all().iterator(), session)
                            : CompletableFuture.completedFuture(Optional.empty()));
        });
    }

    private static CompletionStage<Optional<BootstrapPlan>> ask(
            Iterator<BootstrapPlanner> rest, BootstrapSession session) {
        if (!rest.hasNext()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return rest.next()
                .plan(session)
                .thenCompose(plan -> plan.isPresent() ? CompletableFuture.completedFuture(plan) : ask(rest, session));
    }
}
