package org.lwm2m.client.management;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Content;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notifications to servers, one at a time for each observation, and keeps what can't be brought now (Core 1.2,
 * 6.4.3; the Server object's resource 6).
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** RFC 7641, 4.5: at least so often a notification is confirmed, to learn whether it is still wanted. */
    static final Duration CONFIRM = Duration.ofHours(24);

    /** When to try again what did not arrive: by then CoAP has repeated it in vain for as long. */
    private static final Duration RETRY = Duration.ofSeconds(60);

    /** What may be over the next time. After anything else the same would fail again. */
    private static final Set<Status> PASSING =
            Set.of(Status.TIMEOUT, Status.UNAVAILABLE, Status.TOO_MANY_REQUESTS, Status.NOT_ACCEPTABLE);

    private final Loop loop;
    private final Coding coding;
    private final History history;
    private final AttributeStore attributes;
    private final Gate gate;

    Delivery(Loop loop, Coding coding, Limits limits, AttributeStore attributes, Gate gate) {
        this.loop = loop;
        this.coding = coding;
        this.history = new History(limits, attributes);
        this.attributes = attributes;
        this.gate = gate;
    }

    /** Tells the server, or keeps what was seen until it can be told; false if it does not want to know any more. */
    CompletionStage<Boolean> deliver(Observation observation, Observation.Sample sample) {
        var fresh = observation.stored.isEmpty() && observation.session.reachable();
        history.add(observation, sample);
        return flush(observation, !fresh);
    }

    /** There is a way again. What was left over for a server that wants nothing stored is told as it is now. */
    void resume(Observation observation) {
        if (!observation.session.storesNotifications() && !observation.stored.isEmpty() && !observation.delivering) {
            history.clear(observation);
            observation.pending = true;
        }
    }

    /** What was stored before a restart counts as stored now. */
    void restore(Observation observation) {
        var before = List.copyOf(observation.stored);
        observation.stored.clear();
        before.forEach(sample -> history.add(observation, sample));
    }

    /** Brings what is stored, if there is a way. */
    CompletionStage<Boolean> flush(Observation observation) {
        return flush(observation, true);
    }

    /** Tells the server that there is nothing to observe any more. */
    void end(Observation observation, LwM2mException why) {
        history.clear(observation);
        var last = new Uplink.Notify(observation.token, Response.failed(why));
        observation.session.send(last).whenComplete((answer, failure) -> {
            if (failure != null) {
                LOG.info("Server {} can't be told that {}", observation.session.server(), why.getMessage());
            }
        });
    }

    /** The observation is over: nothing of it is kept. */
    void forget(Observation observation) {
        history.clear(observation);
    }

    /** @param late whether what is told was seen some time ago */
    private CompletionStage<Boolean> flush(Observation observation, boolean late) {
        observation.retry = Optional.empty();
        if (observation.delivering
                || observation.over
                || observation.stored.isEmpty()
                || !observation.session.reachable()) {
            return CompletableFuture.completedStage(true);
        }
        var format = observation.format.orElseThrow();
        var timed = late && Formats.keepsTimes(format);
        var batch = timed ? List.copyOf(observation.stored) : List.of(observation.stored.peek());
        var seen = timed ? History.timed(batch) : batch.get(0).entries();
        var entries = gate.readable(observation.session.server(), seen);
        if (entries.isEmpty() && !seen.isEmpty()) {
            observation.held = true;
            return CompletableFuture.completedStage(true);
        }
        observation.delivering = true;
        return coding.encode(format, observation.base(), entries)
                .thenCompose(content -> send(observation, content))
                .handle((wanted, failure) -> {
                    observation.delivering = false;
                    if (failure != null) {
                        return CompletableFuture.completedStage(failed(observation, batch, failure));
                    }
                    history.remove(observation, batch);
                    return wanted ? flush(observation, true) : CompletableFuture.completedStage(false);
                })
                .thenCompose(next -> next);
    }

    private CompletionStage<Boolean> send(Observation observation, Content content) {
        if (observation.over) {
            return CompletableFuture.completedStage(false);
        }
        var session = observation.session;
        var notify = new Uplink.Notify(observation.token, Response.content(content));
        var now = loop.elapsed();
        var due = now.minus(observation.confirmed).compareTo(CONFIRM) >= 0;
        if (!due && !confirms(observation)) {
            return session.tell(notify).thenApply(done -> true);
        }
        return session.send(notify).thenApply(answer -> {
            observation.confirmed = now;
            return answer.status() != Status.NOT_FOUND;
        });
    }

    /** Whether any part of a notification is to be confirmed: then all of it is (Core 1.2, 5.1.2, con). */
    private boolean confirms(Observation observation) {
        return observation.paths.stream()
                .anyMatch(path ->
                        attributes.of(observation, path).con().orElseGet(observation.session::confirmsNotifications));
    }

    /** What did not arrive waits for the next way, or the next notification, or a while; unless it was refused. */
    private boolean failed(Observation observation, List<Observation.Sample> batch, Throwable failure) {
        var status = Response.failed(failure).status();
        var passing = PASSING.contains(status);
        if (passing) {
            observation.retry = Optional.of(loop.elapsed().plus(RETRY));
        } else {
            history.remove(observation, batch);
        }
        LOG.info(
                "Notification of {} did not reach server {}, it {}: {}",
                observation.paths,
                observation.session.server(),
                passing ? "goes with the next" : "is dropped",
                LwM2mException.cause(failure).getMessage());
        return status != Status.NOT_FOUND;
    }
}
