package org.lwm2m.server.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** The queues there are, by endpoint, and how much is in all of them. Guarded by {@link Queues}. */
final class Lines {

    private final RandomGenerator random;
    private final Map<String, Line> lines = new ConcurrentHashMap<>(); // read by anybody
    private int size;

    Lines(RandomGenerator random) {
        this.random = random;
    }

    Optional<Line> find(String endpoint) {
        return Optional.ofNullable(lines.get(endpoint));
    }

    /** Without the lock: whether there may be a queue. */
    boolean has(String endpoint) {
        return lines.containsKey(endpoint);
    }

    /** The queue that a request is in. */
    Optional<Line> of(Queued one) {
        return one.in ? find(one.waiting().endpoint()) : Optional.empty();
    }

    Line open(String endpoint) {
        return lines.computeIfAbsent(endpoint, Line::new);
    }

    List<Line> all() {
        return new ArrayList<>(lines.values());
    }

    /** Fails with 4.29 if there is no room for one more. */
    void room(String endpoint, QueueLimits most) {
        var waiting = find(endpoint).map(Line::size).orElse(0);
        if (waiting >= most.each()) {
            throw new LwM2mException(
                    Status.TOO_MANY_REQUESTS, waiting + " requests wait for " + endpoint + ": no room for another");
        } else if (size >= most.all()) {
            throw new LwM2mException(
                    Status.TOO_MANY_REQUESTS, size + " requests wait for clients that sleep: no room for another");
        }
    }

    void add(Line line, Queued one, boolean first) {
        size++;
        one.in = true;
        one.waits |= !line.awake;
        if (first) {
            line.waiting.addFirst(one);
        } else {
            line.waiting.addLast(one);
        }
    }

    void remove(Line line, Queued one) {
        size--;
        one.in = false;
        line.remove(one);
    }

    /** Forgets a queue that holds nothing worth knowing. */
    void tidy(Line line) {
        if (line.idle()) {
            lines.remove(line.endpoint, line);
        }
    }

    /** Short, for people; nobody has to be kept from guessing it. */
    String id(String endpoint) {
        var line = find(endpoint);
        while (true) {
            var id = "%06x".formatted(random.nextInt(1 << 24));
            if (line.flatMap(known -> known.find(id)).isEmpty()) {
                return id;
            }
        }
    }
}
