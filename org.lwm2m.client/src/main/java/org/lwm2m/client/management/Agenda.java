package org.lwm2m.client.management;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.lwm2m.client.loop.Loop;

/** Calls each item at its time, with one timer for all of them. State belongs to the loop. */
final class Agenda<T> {

    private record Slot<T>(Duration at, long order, T item) implements Comparable<Slot<T>> {

        @Override
        public int compareTo(Slot<T> other) {
            var time = at.compareTo(other.at);
            return time != 0 ? time : Long.compare(order, other.order);
        }
    }

    private final Loop loop;
    private final Consumer<T> call;
    private final Map<T, Slot<T>> slots = new HashMap<>();
    private final TreeSet<Slot<T>> due = new TreeSet<>();
    private Optional<Loop.Timer> timer = Optional.empty();
    private Duration armed = Duration.ZERO;
    private long order;

    Agenda(Loop loop, Consumer<T> call) {
        this.loop = loop;
        this.call = call;
    }

    /** Instead of the time that it had, if it had one. */
    void put(T item, Duration at) {
        var before = slots.get(item);
        if (before == null || !before.at().equals(at)) {
            strike(item);
            var slot = new Slot<>(at, order++, item);
            slots.put(item, slot);
            due.add(slot);
            arm();
        }
    }

    void remove(T item) {
        strike(item);
        arm();
    }

    private void strike(T item) {
        Optional.ofNullable(slots.remove(item)).ifPresent(due::remove);
    }

    private void arm() {
        if (due.isEmpty()) {
            timer.ifPresent(Loop.Timer::cancel);
            timer = Optional.empty();
        } else if (timer.isEmpty() || due.first().at().compareTo(armed) < 0) {
            // One that is armed for too early a time finds nothing due and arms itself anew: cheaper than to cancel it.
            timer.ifPresent(Loop.Timer::cancel);
            armed = due.first().at();
            var delay = armed.minus(loop.elapsed());
            timer = Optional.of(loop.after(delay.isNegative() ? Duration.ZERO : delay, this::run));
        }
    }

    private void run() {
        timer = Optional.empty();
        var now = loop.elapsed();
        while (!due.isEmpty() && due.first().at().compareTo(now) <= 0) {
            var slot = due.pollFirst();
            slots.remove(slot.item());
            call.accept(slot.item());
        }
        arm();
    }
}
