package org.lwm2m.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lwm2m.engine.schedule.Time;

/** Time that a test turns by hand. */
public final class HandTime implements Time {

    private final List<Task> tasks = new ArrayList<>();
    private Instant now = Instant.parse("2024-05-01T12:00:00Z");
    private long ticks = Long.MAX_VALUE - 5_000_000_000L; // overflows after five seconds

    private record Task(long at, Runnable work) {}

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized long ticks() {
        return ticks;
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable work) {
        var task = new Task(ticks + delay.toNanos(), work);
        tasks.add(task);
        return () -> cancel(task);
    }

    /** Runs what is due on the way, each at its time. */
    public void advance(Duration by) {
        var end = ticks() + by.toNanos();
        for (var next = next(end); next != null; next = next(end)) {
            next.work.run();
        }
        move(end);
    }

    /** Sets the wall clock alone, as NTP does. */
    public synchronized void set(Instant to) {
        now = to;
    }

    public synchronized int waiting() {
        return tasks.size();
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    private synchronized Task next(long end) {
        var next = tasks.stream()
                .min(Comparator.comparingLong(task -> task.at - ticks))
                .filter(task -> task.at - end <= 0)
                .orElse(null);
        if (next != null) {
            tasks.remove(next);
            if (next.at - ticks > 0) {
                move(next.at);
            }
        }
        return next;
    }

    private synchronized void move(long to) {
        now = now.plusNanos(to - ticks);
        ticks = to;
    }
}
