package org.lwm2m.client.registration;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Response;

/** What follows a failure: another attempt after a pause, and what is said of the account meanwhile. */
final class Retrying {

    /** What Register is refused with (Transport 1.2, 6.4.3), but for what passes by itself. */
    private static final Set<Status> REJECTIONS = Set.of(
            Status.BAD_REQUEST, Status.UNAUTHORIZED, Status.FORBIDDEN, Status.CONFLICT, Status.PRECONDITION_FAILED);

    /** A connection that was lost sooner is a failure, so that no peer makes us connect in a circle. */
    private static final Duration SHORT_LIVED = Duration.ofSeconds(10);

    /** How far clients that lost their connection at once come back apart. */
    private static final Duration SPREAD = Duration.ofSeconds(2);

    private final Timing timing;
    private final Jitter jitter;
    private final Progress progress;
    private final Runnable attempt;
    private boolean waiting;
    private boolean rejected;

    Retrying(Timing timing, Jitter jitter, Progress progress, Runnable attempt) {
        this.timing = timing;
        this.jitter = jitter;
        this.progress = progress;
        this.attempt = attempt;
    }

    /** Whether the next attempt is one after a failure. */
    boolean waiting() {
        return waiting;
    }

    /** No attempt that the account allows is left, or the server said that it will not have us as we are. */
    boolean hasGivenUp() {
        var state = progress.status().state();
        return state == State.FAILED || state == State.WAITING && waiting && rejected;
    }

    /** An attempt begins, or none is wanted. */
    void over() {
        waiting = false;
    }

    /** The answer to a Register, which trying again does not mend if it refuses what we are. */
    void heard(Response response) {
        rejected = REJECTIONS.contains(response.status());
    }

    /** The next failure is the first again. */
    void restart() {
        timing.restart();
    }

    /** A connection of that age was lost: makes another, but at once only some of those that a server loses by its end. */
    boolean reconnects(Duration age) {
        if (age.compareTo(SHORT_LIVED) < 0) {
            return false;
        }
        progress.pause(State.CONNECTING, Optional.empty(), jitter.within(SPREAD), attempt);
        return true;
    }

    void after(LwM2mException problem) {
        after(problem, timing.after(problem));
    }

    /** @param pause empty if there is nothing to wait for */
    void after(LwM2mException problem, Optional<Duration> pause) {
        waiting = true;
        var words = Optional.of(problem.getMessage());
        var state = timing.exhausted() ? State.FAILED : State.WAITING;
        pause.map(jitter::later)
                .ifPresentOrElse(
                        each -> progress.pause(state, words, each, attempt), () -> progress.say(State.FAILED, words));
    }
}
