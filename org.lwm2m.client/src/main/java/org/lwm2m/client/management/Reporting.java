package org.lwm2m.client.management;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.client.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when observers are told what (Core 1.2, 5.1.2 and 6.4.3).
 * <p>
 * An evaluation reads the values and asks whether their change counts: after a change but not within epmin, and at epmax
 * even if nothing said that it changed. What counts is told at once, or as soon as pmin is over: what changes until then
 * is not read, so that a storm of changes costs two readings and one notification a pmin. At pmax the values are told
 * anyway. One timer serves all observations. State belongs to the loop.
 */
final class Reporting {

    private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);

    /** After a restart of the client, how long objects may take to come. */
    private static final Duration COMING = Duration.ofMinutes(1);

    private final Loop loop;
    private final Reading reading;
    private final AttributeStore attributes;
    private final Delivery delivery;
    private final Limits limits;
    private final Consumer<Observation> over;
    private final Consumer<Observation> stored;
    private final Agenda<Observation> agenda;

    /**
     * @param over hears of an observation that has come to its end
     * @param stored hears that what is stored for one is another by now
     */
    Reporting(
            Loop loop,
            Reading reading,
            AttributeStore attributes,
            Delivery delivery,
            Limits limits,
            Consumer<Observation> over,
            Consumer<Observation> stored) {
        this.loop = loop;
        this.reading = reading;
        this.attributes = attributes;
        this.delivery = delivery;
        this.limits = limits;
        this.over = over;
        this.stored = stored;
        this.agenda = new Agenda<>(loop, this::look);
    }

    void forget(Observation observation) {
        agenda.remove(observation);
        delivery.forget(observation);
    }

    /** The first answer goes out: the server knows these values, and the periods begin. */
    void begin(Observation observation, List<Entry> entries) {
        var sample = new Observation.Sample(loop.now(), loop.elapsed(), entries);
        observation.tell(sample);
        observation.evaluated(sample);
        observation.confirmed = sample.at();
        observation.reading = false;
        look(observation);
    }

    /**
     * Begins again after a restart. What is observed may be on its way here still, so it is waited for; and nobody knows
     * what the server was told last, so it is told anew, and asked whether it wants to know.
     */
    void resumeLater(Observation observation) {
        var now = loop.elapsed();
        observation.told = now;
        observation.evaluated = now;
        observation.confirmed = now.minus(Delivery.CONFIRM);
        observation.notBefore = now.plus(limits.patience());
        observation.awaited = now.plus(COMING);
        observation.pending = true;
        delivery.restore(observation);
        look(observation);
    }

    /** There is a way to its server again. */
    void resume(Observation observation) {
        if (observation.ending.isPresent()) {
            end(observation, observation.ending.get());
        } else {
            delivery.resume(observation);
            retry(observation);
        }
    }

    /** What it needs to be told may be there again. */
    void retry(Observation observation) {
        var late = !observation.stored.isEmpty();
        follow(observation, delivery.flush(observation).whenComplete((wanted, failure) -> {
            if (late) {
                stored.accept(observation);
            }
        }));
    }

    /** Does what is due, or sees to it that it is done when it is. */
    void look(Observation observation) {
        if (observation.over || observation.held || observation.suspended() || observation.ending.isPresent()) {
            agenda.remove(observation);
            return;
        }
        var now = loop.elapsed();
        if (observation.retry.filter(time -> time.compareTo(now) <= 0).isPresent()) {
            retry(observation);
        } else if (!observation.reading) {
            var due = observation.due(periods(observation));
            if (due.filter(time -> time.compareTo(now) <= 0).isPresent()) {
                evaluate(observation);
            } else {
                Observation.sooner(due, observation.retry)
                        .ifPresentOrElse(time -> agenda.put(observation, time), () -> agenda.remove(observation));
            }
        }
    }

    /** A value was seen, so that it need not be read; unless it is too early to evaluate it. */
    void sampled(Observation observation, Observation.Sample sample) {
        var early = sample.at()
                        .compareTo(
                                observation.evaluated.plus(periods(observation).epmin()))
                < 0;
        if (early
                || observation.held
                || !reading.permits(observation, sample)
                || observation.reading
                || observation.suspended()) {
            observation.dirty = true;
            look(observation);
        } else {
            decide(observation, sample);
        }
    }

    private void evaluate(Observation observation) {
        observation.reading = true;
        observation.dirty = false;
        values(observation).whenComplete((entries, failure) -> {
            observation.reading = false;
            if (observation.over) {
                return;
            }
            if (failure == null) {
                observation.failing = false;
                decide(observation, new Observation.Sample(loop.now(), loop.elapsed(), entries));
            } else {
                failed(observation, failure);
            }
        });
    }

    private CompletionStage<List<Entry>> values(Observation observation) {
        var server = observation.session.server();
        return Operations.guarded(() -> observation.composite
                        ? reading.readAll(server, observation.paths)
                        : reading.read(server, observation.paths.get(0)))
                .thenApply(Reading.Result::entries);
    }

    private void decide(Observation observation, Observation.Sample sample) {
        observation.pending |= counts(observation, sample.entries());
        observation.evaluated(sample);
        if (periods(observation).allow(observation.told, sample.at(), observation.pending)) {
            observation.tell(sample);
            follow(observation, delivery.deliver(observation, sample));
            if (!observation.session.reachable()) {
                stored.accept(observation);
            }
        } else {
            look(observation);
        }
    }

    private void follow(Observation observation, CompletionStage<Boolean> delivered) {
        delivered.whenComplete((wanted, failure) -> {
            if (failure == null && !wanted) {
                over.accept(observation);
            } else {
                look(observation);
            }
        });
        look(observation);
    }

    private void failed(Observation observation, Throwable failure) {
        var status = Response.failed(failure).status();
        if (status == Status.NOT_FOUND && loop.elapsed().compareTo(observation.awaited) < 0) {
            observation.notBefore = loop.elapsed().plus(limits.patience());
            look(observation);
        } else if (status == Status.NOT_FOUND || status == Status.METHOD_NOT_ALLOWED) {
            end(observation, new LwM2mException(status, "can't be observed any more"));
        } else if (status == Status.UNAUTHORIZED) {
            observation.held = true;
            observation.dirty = true;
            look(observation);
        } else {
            if (!observation.failing) {
                LOG.warn("Can't read {} for its observer, trying again: {}", observation.paths, failure.toString());
            }
            observation.failing = true;
            observation.dirty = true;
            observation.notBefore = loop.elapsed().plus(limits.patience());
            look(observation);
        }
    }

    /** There is nothing to observe any more: the server is told so, as soon as there is a way to it. */
    void end(Observation observation, LwM2mException why) {
        if (observation.session.reachable()) {
            over.accept(observation);
            delivery.end(observation, why);
        } else {
            delivery.forget(observation);
            observation.ending = Optional.of(why);
            look(observation);
        }
    }

    private boolean counts(Observation observation, List<Entry> entries) {
        return observation.paths.stream()
                .anyMatch(path -> Change.counts(
                        attributes.of(observation, path),
                        under(path, observation.last),
                        under(path, observation.seen),
                        under(path, entries)));
    }

    private static List<Entry> under(Path path, List<Entry> entries) {
        return entries.stream().filter(entry -> path.contains(entry.path())).toList();
    }

    private Periods periods(Observation observation) {
        return observation.paths.stream()
                .map(path -> Periods.of(attributes.of(observation, path), observation.session))
                .reduce(Periods::and)
                .orElse(Periods.NONE);
    }
}
