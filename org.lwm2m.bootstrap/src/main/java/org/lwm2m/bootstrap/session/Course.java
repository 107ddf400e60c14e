package org.lwm2m.bootstrap.session;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.api.message.Response;

/**
 * Carries a plan out: its steps one after another, then Finish; and if the client finds the result inconsistent, what the
 * plan corrects, and Finish once more.
 *
 * @param lane where plans are asked, one thing at a time for each client
 */
record Course(Session session, BootstrapPlan plan, Executor lane) {

    private static final int MOST_STEPS = 1_000;

    /** Fails with what went wrong. */
    CompletionStage<Void> run() {
        return begin(() -> plan.steps(session))
                .thenCompose(this::all)
                .thenCompose(done -> session.finish())
                .thenCompose(answer -> answer.status() == Status.NOT_ACCEPTABLE ? again(answer) : ended(answer));
    }

    private CompletionStage<Void> again(Response answer) {
        var refusal = refusal(answer);
        return begin(() -> plan.correct(session, refusal)).thenCompose(steps -> {
            if (steps.isEmpty()) {
                throw refusal;
            }
            return all(steps).thenCompose(done -> session.finish()).thenCompose(Course::ended);
        });
    }

    private CompletionStage<Void> all(List<Step> steps) {
        if (steps.size() > MOST_STEPS) {
            throw new LwM2mException(
                    Status.INTERNAL_ERROR,
                    "the plan has " + steps.size() + " steps, at most " + MOST_STEPS + " are done");
        }
        return all(steps.iterator());
    }

    private CompletionStage<Void> all(Iterator<Step> rest) {
        return rest.hasNext()
                ? session.carryOut(rest.next()).thenComposeAsync(done -> all(rest), lane)
                : CompletableFuture.completedFuture(null);
    }

    private CompletionStage<List<Step>> begin(Supplier<CompletionStage<List<Step>>> ask) {
        return CompletableFuture.supplyAsync(ask, lane).thenCompose(steps -> steps);
    }

    private static CompletionStage<Void> ended(Response answer) {
        if (!answer.status().success()) {
            throw refusal(answer);
        }
        return CompletableFuture.completedFuture(null);
    }

    private static LwM2mException refusal(Response answer) {
        return new LwM2mException(answer.status(), "FINISH: the client answered " + answer.reason());
    }
}
