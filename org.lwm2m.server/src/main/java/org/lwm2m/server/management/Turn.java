package org.lwm2m.server.management;

import java.time.Duration;
import java.util.function.Supplier;
import org.lwm2m.engine.schedule.Time;
import org.lwm2m.engine.schedule.Time.Timer;
import org.lwm2m.server.queue.Errand;

/** An exchange that waits in a queue for its turn, and then not for ever for its answer. */
final class Turn implements Errand {

    private final Exchange exchange;
    private final Call call;
    private final Time time;
    private final Supplier<Limits> limits;
    private Timer timer = Timer.NONE; // guarded by this

    Turn(Exchange exchange, Call call, Time time, Supplier<Limits> limits) {
        this.exchange = exchange;
        this.call = call;
        this.time = time;
        this.limits = limits;
        exchange.answer().whenComplete((response, failure) -> stop());
    }

    @Override
    public void send() {
        watch(time.ticks(), limits.get().timeout());
        exchange.ask();
    }

    @Override
    public void fail(RuntimeException why) {
        exchange.fail(why);
    }

    @Override
    public boolean harmless() {
        return exchange.harmless();
    }

    private void watch(long since, Duration left) {
        var next = time.after(left, () -> look(since));
        synchronized (this) {
            timer.cancel();
            timer = next;
        }
        if (exchange.answer().isDone()) {
            stop();
        }
    }

    /** A large value that moves is an answer of a kind. */
    private void look(long since) {
        var now = time.ticks();
        var quiet = Math.min(now - since, now - call.movedAt());
        var left = limits.get().timeout().minusNanos(quiet);
        if (left.isNegative() || left.isZero()) {
            exchange.silent();
        } else {
            watch(since, left);
        }
    }

    private synchronized void stop() {
        timer.cancel();
    }
}
