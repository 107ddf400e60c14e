package org.lwm2m.server.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.lwm2m.engine.schedule.Time.Timer;

/** The queue of one client, and whether it is awake. Guarded by {@link Queues}. */
final class Line {

    final String endpoint;
    final Deque<Queued> waiting = new ArrayDeque<>(2);
    Optional<Queued> out = Optional.empty();
    boolean awake;

    /** When the client was heard last, in ticks. */
    long heardAt;

    Timer timer = Timer.NONE;

    Line(String endpoint) {
        this.endpoint = endpoint;
    }

    int size() {
        return waiting.size() + (out.isPresent() ? 1 : 0);
    }

    /** Nothing to remember: a client that sleeps and that nobody wants anything of. */
    boolean idle() {
        return !awake && size() == 0;
    }

    /** Takes out what is to be sent now. */
    Optional<Queued> next() {
        if (!awake || out.isPresent()) {
            return Optional.empty();
        }
        out = waiting.stream().filter(each -> each.ready).findFirst();
        out.ifPresent(one -> {
            waiting.remove(one);
            one.out(true);
        });
        return out;
    }

    /** All of it, the one that is out first. */
    List<Queued> all() {
        var all = new ArrayList<Queued>(size());
        out.ifPresent(all::add);
        all.addAll(waiting);
        return all;
    }

    Optional<Queued> find(String id) {
        return all().stream().filter(each -> each.waiting().id().equals(id)).findFirst();
    }

    void remove(Queued one) {
        out = out.filter(each -> each != one);
        waiting.remove(one);
    }

    /** Waits again, before all others. */
    void back(Queued one) {
        remove(one);
        one.out(false);
        one.waits = true;
        waiting.addFirst(one);
    }
}
