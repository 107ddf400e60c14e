package org.lwm2m.client.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notifications to servers, and keeps them while there is no way (Core 1.2, 6.4.3; the Server object's resource
 * 6).
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** RFC 7641, 4.5: at least so often a notification is confirmed, to learn whether it is still wanted. */
    private static final Duration CONFIRM = Duration.ofHours(24);

    private final Loop loop;
    private final Coding coding;
    private final Limits limits;
    private final AttributeStore attributes;

    Delivery(Loop loop, Coding coding, Limits limits, AttributeStore attributes) {
        this.loop = loop;
        this.coding = coding;
        this.limits = limits;
        this.attributes = attributes;
    }

    /** Tells the server, or keeps what was seen until it can be told; false if it does not want to know any more. */
    CompletionStage<Boolean> deliver(Observation observation, Observation.Sample sample) {
        observation.stored.add(sample);
        return flush(observation);
    }

    /** There is a way again: what was kept goes out, but nothing old if the server asked for that. */
    CompletionStage<Boolean> resume(Observation observation) {
        if (!observation.session.storesNotifications()) {
            var oldest = loop.elapsed().minus(limits.patience());
            observation.stored.removeIf(sample -> sample.at().compareTo(oldest) < 0);
        }
        return flush(observation);
    }

    /** Tells the server that there is nothing to observe any more. */
    void end(Observation observation, LwM2mException why) {
        observation.stored.clear();
        if (observation.session.reachable()) {
            var last = new Uplink.Notify(observation.token, Response.failed(why));
            observation.session.send(last).whenComplete((answer, failure) -> {
                if (failure != null) {
                    LOG.info("Server {} can't be told that {}", observation.session.server(), why.getMessage());
                }
            });
        }
    }

    CompletionStage<Boolean> flush(Observation observation) {
        trim(observation);
        if (observation.stored.isEmpty() || !observation.session.reachable() || observation.over) {
            return CompletableFuture.completedStage(true);
        }
        var format = observation.format.orElseThrow();
        var several = Formats.keepsTimes(format) && observation.stored.size() > 1;
        var batch = several ? List.copyOf(observation.stored) : List.of(observation.stored.peek());
        return coding.encode(
                        format,
                        observation.base(),
                        several ? history(batch) : batch.get(0).entries())
                .thenCompose(content -> send(observation, content))
                .handle((wanted, failure) -> {
                    if (failure != null) {
                        return kept(observation, failure);
                    }
                    observation.stored.removeAll(batch);
                    return wanted ? flush(observation) : CompletableFuture.completedStage(false);
                })
                .thenCompose(next -> next);
    }

    /** No more than there is room for; nothing but the newest if the server wants nothing kept. */
    private void trim(Observation observation) {
        var most = observation.session.storesNotifications() ? room(observation) : 1;
        while (observation.stored.size() > Math.max(1, most)) {
            observation.stored.remove();
        }
        if (most == 0 && !observation.session.reachable()) {
            observation.stored.clear();
        }
    }

    private int room(Observation observation) {
        return attributes(observation)
                .hqmax()
                .map(most -> Math.min(most, limits.stored()))
                .orElse(limits.stored());
    }

    /** All values in one list, newest first, each with its time (Core 1.2, 7.4.4). */
    private static List<Entry> history(List<Observation.Sample> samples) {
        var entries = new ArrayList<Entry>();
        for (var i = samples.size() - 1; i >= 0; i--) {
            var sample = samples.get(i);
            sample.entries().forEach(entry -> entries.add(Entry.of(entry.path(), entry.value(), sample.time())));
        }
        return entries;
    }

    private CompletionStage<Boolean> send(Observation observation, Content content) {
        if (observation.over) {
            return CompletableFuture.completedStage(false);
        }
        var session = observation.session;
        var notify = new Uplink.Notify(observation.token, Response.content(content));
        var now = loop.elapsed();
        var due = now.minus(observation.confirmed).compareTo(CONFIRM) >= 0;
        if (!due && !attributes(observation).con().orElseGet(session::confirmsNotifications)) {
            return session.tell(notify).thenApply(done -> true);
        }
        return session.send(notify).thenApply(answer -> {
            observation.confirmed = now;
            return answer.status() != Status.NOT_FOUND;
        });
    }

    /** What could not be sent waits for the next way, or the next notification; unless it was refused. */
    private static CompletionStage<Boolean> kept(Observation observation, Throwable failure) {
        var status = Response.failed(failure).status();
        LOG.info(
                "Notification of {} did not reach server {}, it goes with the next: {}",
                observation.paths,
                observation.session.server(),
                failure.getMessage());
        return CompletableFuture.completedStage(status != Status.NOT_FOUND);
    }

    private Attributes attributes(Observation observation) {
        return observation.own.values().isEmpty()
                ? attributes.inherited(observation.session.server(), observation.paths.get(0))
                : observation.own;
    }
}
