package org.lwm2m.client.management;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.client.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when observers are told what (Core 1.2, 6.4.3).
 * <p>
 * Values are read only when they may have to be told: after the minimum period, or at once where a condition may be met
 * in between. One timer serves all observations. State belongs to the loop.
 */
final class Reporting {

    private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);

    private final Loop loop;
    private final Reading reading;
    private final AttributeStore attributes;
    private final Delivery delivery;
    private final Limits limits;
    private final Consumer<Observation> over;
    private final Agenda<Observation> agenda;

    /** @param over hears of an observation that has come to its end */
    Reporting(
            Loop loop,
            Reading reading,
            AttributeStore attributes,
            Delivery delivery,
            Limits limits,
            Consumer<Observation> over) {
        this.loop = loop;
        this.reading = reading;
        this.attributes = attributes;
        this.delivery = delivery;
        this.limits = limits;
        this.over = over;
        this.agenda = new Agenda<>(loop, this::look);
    }

    void forget(Observation observation) {
        agenda.remove(observation);
    }

    /** There is a way to its server again. */
    void resume(Observation observation) {
        observation.again = observation.busy;
        if (!observation.busy) {
            deliver(observation, delivery.resume(observation));
        }
    }

    /** What it needs to be told may be there again. */
    void retry(Observation observation) {
        deliver(observation, delivery.flush(observation));
    }

    /** Does what is due, or sees to it that it is done when it is. */
    void look(Observation observation) {
        if (observation.busy || observation.over) {
            return;
        }
        var periods = periods(observation);
        var now = loop.elapsed();
        var soonest = observation.told.plus(periods.shortest());
        var latest = periods.longest().map(observation.told::plus);
        var early = now.compareTo(soonest) < 0;
        if (now.compareTo(observation.notBefore) < 0) {
            agenda.put(observation, observation.notBefore);
        } else if (observation.dirty && (!early || conditional(observation))
                || observation.pending && !early
                || latest.filter(time -> time.compareTo(now) <= 0).isPresent()) {
            read(observation);
        } else if (observation.dirty || observation.pending) {
            agenda.put(observation, soonest);
        } else if (latest.isPresent()) {
            agenda.put(observation, latest.get());
        } else {
            agenda.remove(observation);
        }
    }

    private void read(Observation observation) {
        observation.busy = true;
        observation.dirty = false;
        values(observation).whenComplete((entries, failure) -> {
            observation.busy = false;
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

    CompletionStage<List<Entry>> values(Observation observation) {
        return observation.composite
                ? reading.entries(observation.paths)
                : reading.read(observation.paths.get(0)).thenApply(Reading.Result::entries);
    }

    void decide(Observation observation, Observation.Sample sample) {
        var periods = periods(observation);
        var since = sample.at().minus(observation.told);
        var late =
                periods.longest().filter(period -> since.compareTo(period) >= 0).isPresent();
        observation.pending = observation.pending || counts(observation, sample.entries());
        observation.seen = sample.entries();
        if (late || observation.pending && since.compareTo(periods.shortest()) >= 0) {
            observation.pending = false;
            observation.last = sample.entries();
            observation.told = sample.at();
            deliver(observation, delivery.deliver(observation, sample));
        } else {
            look(observation);
        }
    }

    private void deliver(Observation observation, CompletionStage<Boolean> delivered) {
        observation.busy = true;
        delivered.whenComplete((wanted, failure) -> {
            observation.busy = false;
            if (failure == null && !wanted) {
                over.accept(observation);
            } else if (observation.again && !observation.over) {
                resume(observation);
            } else {
                look(observation);
            }
        });
    }

    private void failed(Observation observation, Throwable failure) {
        var status = Response.failed(failure).status();
        if (status == Status.NOT_FOUND || status == Status.METHOD_NOT_ALLOWED) {
            end(observation, new LwM2mException(status, "can't be observed any more"));
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

    void end(Observation observation, LwM2mException why) {
        over.accept(observation);
        delivery.end(observation, why);
    }

    private boolean counts(Observation observation, List<Entry> entries) {
        return observation.paths.stream()
                .anyMatch(path -> Change.counts(
                        attributes(observation, path),
                        under(path, observation.last),
                        under(path, observation.seen),
                        under(path, entries)));
    }

    private static List<Entry> under(Path path, List<Entry> entries) {
        return entries.stream().filter(entry -> path.contains(entry.path())).toList();
    }

    private boolean conditional(Observation observation) {
        return observation.paths.stream().anyMatch(path -> Change.conditional(attributes(observation, path)));
    }

    private Periods periods(Observation observation) {
        return observation.paths.stream()
                .map(path -> Periods.of(attributes(observation, path), observation.session))
                .reduce(Periods::and)
                .orElse(new Periods(Duration.ZERO, Optional.empty()));
    }

    Attributes attributes(Observation observation, Path path) {
        return observation.own.values().isEmpty()
                ? attributes.inherited(observation.session.server(), path)
                : observation.own;
    }
}
