package org.lwm2m.server.management;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.transport.Features;
import org.lwm2m.engine.schedule.Time;
import org.lwm2m.server.registration.Registered;

/**
 * One operation of an application's on one client: a deadline over all that is asked for it, and its cancellation. A
 * large value that moves on its way puts the deadline off.
 */
final class Call {

    private final Exchanges exchanges;
    private final Time time;
    private final String endpoint;
    private final Duration within;
    private final boolean durable;
    private volatile long since;
    private volatile int asked;
    private volatile Optional<Registered> only = Optional.empty();

    private CompletableFuture<Response> pending = new CompletableFuture<>(); // guarded by this
    private boolean cancelled; // guarded by this

    Call(Exchanges exchanges, Time time, String endpoint, Duration within, boolean durable) {
        this.exchanges = exchanges;
        this.time = time;
        this.endpoint = endpoint;
        this.within = within;
        this.durable = durable;
        this.since = time.ticks();
    }

    String endpoint() {
        return endpoint;
    }

    /** What there is left of the time to wait; not positive if that is over. */
    Duration remaining() {
        return within.minusNanos(time.ticks() - since);
    }

    /** Whether what it asks is to outlive a restart. */
    boolean durable() {
        return durable;
    }

    /** Whether it asks again, after its first request was answered: that goes before others in a queue. */
    boolean goesOn() {
        return asked > 1;
    }

    /** It is for one registration, and means nothing in another. */
    Call only(Registered registration) {
        only = Optional.of(registration);
        return this;
    }

    boolean counts(Optional<Registered> now) {
        return only.isEmpty() || only.equals(now);
    }

    /** A part of a large value has gone or come. */
    void moved() {
        since = time.ticks();
    }

    /** When the last part of a large value moved, or all began, in ticks. */
    long movedAt() {
        return since;
    }

    LwM2mException neverAwake() {
        return new LwM2mException(
                Status.TIMEOUT, endpoint + " did not wake, or not answer, before the deadline of the request");
    }

    LwM2mException late() {
        return new LwM2mException(Status.TIMEOUT, endpoint + " did not answer in " + within.toMillis() + " ms");
    }

    CompletableFuture<Response> ask(Downlink request) {
        return ask(request, true);
    }

    /** @param repeatable whether it may be asked again if the way breaks off; some requests never are */
    CompletableFuture<Response> ask(Downlink request, boolean repeatable) {
        return ask(request, repeatable, Optional.empty());
    }

    /** Asks, once, for what goes piece by piece into a sink. */
    CompletableFuture<Response> ask(Downlink request, Download body) {
        return ask(request, false, Optional.of(body));
    }

    private CompletableFuture<Response> ask(Downlink request, boolean repeatable, Optional<Download> body) {
        if (remaining().isNegative() || remaining().isZero()) {
            return CompletableFuture.failedFuture(late());
        }
        synchronized (this) {
            if (cancelled) {
                return CompletableFuture.failedFuture(new java.util.concurrent.CancellationException());
            }
            asked++;
        }
        var answer = exchanges.ask(this, request, repeatable, body);
        synchronized (this) {
            pending = answer;
            if (!cancelled) {
                return answer;
            }
        }
        answer.cancel(false);
        return answer;
    }

    CompletableFuture<Features> features() {
        return exchanges.features(endpoint);
    }

    /** The application does not wait any more: neither does anybody else. */
    void cancel() {
        CompletableFuture<Response> last;
        synchronized (this) {
            cancelled = true;
            last = pending;
        }
        last.cancel(false);
    }
}
