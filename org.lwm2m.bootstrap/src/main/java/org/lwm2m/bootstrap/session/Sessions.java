package org.lwm2m.bootstrap.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.security.Identity;

/** The sessions under way, one for each endpoint and not too many, and the last that are over. */
final class Sessions {

    private static final int REPORTS = 200;

    private final Supplier<Bounds> bounds;
    private final Map<String, Running> running = new HashMap<>(); // guarded by this
    private final Deque<BootstrapReport> reports = new ArrayDeque<>(); // guarded by this
    private boolean closed; // guarded by this

    /** A session and what it goes by. */
    record Running(Session session, BootstrapPlan plan) {}

    Sessions(Supplier<Bounds> bounds) {
        this.bounds = bounds;
    }

    /** @throws LwM2mException with 5.03 if there is no room for another one */
    synchronized void requireRoom(String endpoint, Identity identity) {
        var most = bounds.get();
        if (closed) {
            throw full("this Bootstrap-Server stops");
        } else if (running.containsKey(endpoint)) {
            return;
        } else if (running.size() >= most.sessions()) {
            throw full("too many clients are being bootstrapped");
        } else if (identity instanceof Identity.None && from(identity) >= most.fromOne()) {
            throw full("too many clients at this address are being bootstrapped");
        }
    }

    /** Takes one up, in place of that which its endpoint had: that one is to be ended. */
    synchronized Optional<Running> admit(Running next) {
        requireRoom(next.session().endpoint(), next.session().identity());
        return Optional.ofNullable(running.put(next.session().endpoint(), next));
    }

    synchronized void ended(Running last, BootstrapReport report) {
        running.remove(last.session().endpoint(), last);
        if (reports.size() == REPORTS) {
            reports.removeLast();
        }
        reports.addFirst(report);
    }

    /** Takes no more up. @return those that are under way */
    synchronized List<Running> close() {
        closed = true;
        return all();
    }

    synchronized List<Running> all() {
        return new ArrayList<>(running.values());
    }

    synchronized List<BootstrapReport> reports() {
        return List.copyOf(reports);
    }

    private long from(Identity identity) {
        return running.values().stream()
                .filter(each -> each.session().identity().equals(identity))
                .count();
    }

    private static LwM2mException full(String why) {
        return new LwM2mException(Status.UNAVAILABLE, why);
    }
}
