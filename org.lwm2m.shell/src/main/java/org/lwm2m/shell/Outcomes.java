package org.lwm2m.shell;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What became lately of requests that waited for clients which slept. */
final class Outcomes {

    private static final int MOST = 100;

    private final Deque<Line> lines = new ArrayDeque<>(); // guarded by this

    record Line(Instant when, String endpoint, String text) {}

    synchronized void add(String endpoint, String text) {
        lines.add(new Line(Instant.now(), endpoint, text));
        if (lines.size() > MOST) {
            lines.remove();
        }
    }

    synchronized List<Line> of(String endpoint) {
        return lines.stream().filter(line -> line.endpoint().equals(endpoint)).toList();
    }
}
