package org.lwm2m.server.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.server.Waiting;
import org.lwm2m.engine.schedule.Time;
import org.lwm2m.engine.schedule.Time.Timer;

/**
 * Requests to clients of queue mode: while one is awake they go out one after another, while it sleeps they wait. A
 * client that sleeps and that nobody wants anything of is not remembered here, one without queue mode never.
 */
public final class Queues {

    /** As a request that makes its client fall over would keep all others from it. */
    private static final int MOST_IN_VAIN = 3;

    private final Time time;
    private final Executor workers;
    private final Supplier<QueueLimits> limits;
    private final QueueEvents events;
    private final Ledger ledger;
    private final Keeping keeping;
    private final Predicate<String> sleepy;
    private final Lines lines; // guarded by this
    private final Aftermath aftermath = new Aftermath();
    private boolean closed; // guarded by this

    /** @param sleepy whether a client is registered with queue mode; quick, called under the lock */
    public Queues(
            Time time,
            Executor workers,
            RandomGenerator random,
            Supplier<QueueLimits> limits,
            QueueEvents events,
            Ledger ledger,
            Predicate<String> sleepy) {
        this.time = time;
        this.workers = workers;
        this.limits = limits;
        this.events = events;
        this.ledger = ledger;
        this.sleepy = sleepy;
        this.lines = new Lines(random);
        this.keeping = new Keeping(ledger, this::ready, this::unready);
    }

    public QueueLimits limits() {
        return limits.get();
    }

    /** A place for a request, not taken yet; refuses a durable one that can't be kept. */
    public Queued place(String endpoint, Downlink request, Duration within, boolean durable, Errand errand) {
        if (durable) {
            ledger.check(request);
        }
        var now = time.now();
        String id;
        synchronized (this) {
            id = lines.id(endpoint);
        }
        return new Queued(
                new Waiting(id, endpoint, request, now, now.plus(within), durable, false), errand, ledger.order());
    }

    /** The place of a request that was kept. */
    public Queued restored(Waiting kept, Errand errand) {
        var one = new Queued(kept, errand, ledger.order());
        one.ready = true;
        one.kept = true;
        one.waits = true;
        return one;
    }

    /**
     * Puts a request into the queue of its client; fails with 4.29 if there is no room.
     *
     * @param first whether it goes before others, as it goes on with what one before it began
     */
    public void enter(Queued one, boolean first) {
        synchronized (this) {
            lines.room(one.waiting().endpoint(), limits.get());
            add(one, first);
        }
        aftermath.run();
    }

    /** Takes up what was kept, for which there was room before. */
    public void take(Queued one) {
        synchronized (this) {
            add(one, false);
        }
        aftermath.run();
    }

    /** Ends what was kept and must not be sent any more. */
    public void drop(Waiting kept, LwM2mException why) {
        ledger.remove(kept, () -> true);
        events.failed(kept, why);
    }

    private void add(Queued one, boolean first) {
        var line = lines.open(one.waiting().endpoint());
        lines.add(line, one, first);
        if (one.ready) {
            next(line);
        } else {
            aftermath.add(() -> keeping.keep(one));
        }
    }

    /** A client said something: it is awake, and goes on being so for a while. */
    public void heard(String endpoint) {
        if (!sleepy.test(endpoint) && !lines.has(endpoint)) {
            return; // as nearly always
        }
        synchronized (this) {
            if (!closed) {
                var line = sleepy.test(endpoint) ? Optional.of(lines.open(endpoint)) : lines.find(endpoint);
                line.ifPresent(this::heard);
            }
        }
        aftermath.run();
    }

    private void heard(Line line) {
        line.heardAt = time.ticks();
        if (!line.awake) {
            line.awake = true;
            aftermath.add(() -> events.awake(line.endpoint, true));
        }
        if (line.timer == Timer.NONE) {
            line.timer = time.after(limits.get().awake(), () -> doze(line));
        }
        next(line);
    }

    /** A client is not registered any more. What waits is ended by who asked. */
    public synchronized void gone(String endpoint) {
        lines.find(endpoint).ifPresent(line -> {
            line.awake = false;
            line.timer.cancel();
            line.timer = Timer.NONE;
            lines.tidy(line);
        });
    }

    /** A request has come to an end, whatever that is. */
    public void ended(Queued one, Optional<Response> answer, Optional<Throwable> failure) {
        synchronized (this) {
            var line = lines.of(one);
            line.ifPresent(its -> lines.remove(its, one));
            if (line.isEmpty() || closed) {
                return;
            }
            tell(one, answer, failure);
            if (answer.isPresent()) {
                heard(line.get());
            } else {
                next(line.get());
                lines.tidy(line.get());
            }
        }
        aftermath.run();
    }

    /**
     * A request that was sent has got no answer.
     *
     * @param arrived whether it may have arrived
     * @return whether it waits for the client to wake; else it is to fail
     */
    public boolean unanswered(Queued one, boolean arrived) {
        boolean again;
        synchronized (this) {
            var line = lines.of(one).filter(its -> !closed && sleepy.test(its.endpoint));
            if (line.isEmpty()) {
                return false;
            }
            if (line.get().heardAt - one.sentAt <= 0) {
                sleep(line.get());
            }
            one.vain += arrived ? 1 : 0;
            again = !arrived || one.errand.harmless() && one.vain < MOST_IN_VAIN;
            if (again) {
                back(line.get(), one);
            }
        }
        aftermath.run();
        return again;
    }

    public synchronized boolean awake(String endpoint) {
        return lines.find(endpoint).filter(line -> line.awake).isPresent();
    }

    public synchronized List<Waiting> waiting(String endpoint) {
        return lines.find(endpoint)
                .map(line -> line.all().stream().map(Queued::waiting).toList())
                .orElse(List.of());
    }

    /** Takes a request back; whether it was there. */
    public boolean cancel(String endpoint, String id) {
        Optional<Queued> found;
        synchronized (this) {
            found = lines.find(endpoint).flatMap(line -> line.find(id));
        }
        found.ifPresent(
                one -> one.errand.fail(new CancellationException("it was taken out of the queue of " + endpoint)));
        return found.isPresent();
    }

    /** The limits are others now. */
    public void changed() {
        List<Line> awake;
        synchronized (this) {
            awake = lines.all();
            awake.forEach(line -> line.timer.cancel());
        }
        awake.forEach(this::doze);
    }

    /** Writes all that is durable to a store that came. */
    public void keepAll() {
        List<Queued> durable;
        synchronized (this) {
            durable = lines.all().stream()
                    .flatMap(line -> line.all().stream())
                    .filter(one -> one.waiting().durable())
                    .toList();
        }
        durable.forEach(keeping::keep);
    }

    /** Nothing is sent after this. What is durable stays kept. */
    public synchronized void close() {
        closed = true;
        lines.all().forEach(line -> line.timer.cancel());
    }

    private void next(Line line) {
        if (!closed) {
            line.next().ifPresent(one -> {
                one.sentAt = time.ticks();
                aftermath.add(() -> workers.execute(() -> keeping.send(one)));
            });
        }
    }

    private void back(Line line, Queued one) {
        line.back(one);
        if (one.waiting().durable() && one.ready) {
            one.ready = false;
            aftermath.add(() -> keeping.keep(one));
        }
        next(line);
    }

    private void ready(Queued one) {
        synchronized (this) {
            lines.of(one).filter(line -> !one.out()).ifPresent(line -> {
                one.ready = true;
                next(line);
            });
        }
        aftermath.run();
    }

    private void unready(Queued one) {
        synchronized (this) {
            one.ready = false;
            lines.of(one).ifPresent(line -> back(line, one));
        }
        aftermath.run();
    }

    private void tell(Queued one, Optional<Response> answer, Optional<Throwable> failure) {
        var waiting = one.waiting();
        if (waiting.durable()) {
            aftermath.add(() -> ledger.remove(waiting, () -> one.kept));
        }
        if (one.waits) {
            answer.ifPresent(response -> aftermath.add(() -> events.delivered(waiting, response)));
            failure.ifPresent(cause -> aftermath.add(() -> events.failed(waiting, reason(cause))));
        }
    }

    private static RuntimeException reason(Throwable failure) {
        return LwM2mException.cause(failure) instanceof RuntimeException known
                ? known
                : new IllegalStateException(failure);
    }

    /** The time of a client that was heard is over, unless it was heard again, or is being asked. */
    private void doze(Line line) {
        synchronized (this) {
            line.timer = Timer.NONE;
            if (closed || !line.awake) {
                return;
            }
            var awake = limits.get().awake();
            var left = awake.minusNanos(time.ticks() - line.heardAt);
            if (!left.isNegative() && !left.isZero()) {
                line.timer = time.after(left, () -> doze(line));
            } else if (line.out.isPresent() || line.size() > 0 && !sleepy.test(line.endpoint)) {
                line.timer = time.after(awake, () -> doze(line));
            } else {
                sleep(line);
                lines.tidy(line);
            }
        }
        aftermath.run();
    }

    private void sleep(Line line) {
        line.timer.cancel();
        line.timer = Timer.NONE;
        if (line.awake) {
            line.awake = false;
            aftermath.add(() -> events.awake(line.endpoint, false));
        }
    }
}
