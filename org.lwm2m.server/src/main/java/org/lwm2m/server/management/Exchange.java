package org.lwm2m.server.management;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.engine.provider.Site;
import org.lwm2m.server.management.Ways.Way;
import org.lwm2m.server.registration.Registered;
import org.lwm2m.server.registration.Registrations;

/**
 * One request to a client until its answer: if the way breaks off or the client moves meanwhile, it is asked again,
 * unless asking twice could do harm.
 */
final class Exchange {

    private static final int MOST_REPEATS = 3;

    private final Call call;
    private final String endpoint;
    private final Downlink request;
    private final Optional<Download> body;
    private final Registrations registrations;
    private final Ways ways;
    private final boolean harmless;
    private final CompletableFuture<Response> answer = new CompletableFuture<>();

    private volatile Predicate<Boolean> queue = arrived -> false;
    private volatile boolean queued;
    private Optional<CompletionStage<Response>> sent = Optional.empty(); // guarded by this
    private int attempt; // guarded by this; answers to an earlier one don't count
    private Optional<Way> way = Optional.empty(); // guarded by this
    private boolean unheard; // guarded by this; the client may not be there yet, as Site.opened says
    private int repeats; // guarded by this; how often it may be asked again

    Exchange(
            Call call,
            Downlink request,
            boolean repeatable,
            Optional<Download> body,
            Registrations registrations,
            Ways ways) {
        this.call = call;
        this.endpoint = call.endpoint();
        this.request = request;
        this.body = body;
        this.harmless = repeatable && idempotent(request);
        this.repeats = harmless ? MOST_REPEATS : 0;
        this.registrations = registrations;
        this.ways = ways;
        answer.whenComplete((response, failure) -> {
            if (failure != null) {
                stop();
            }
        });
    }

    /** Completes with what the client answered. Whoever cancels it waits no longer. */
    CompletableFuture<Response> answer() {
        return answer;
    }

    /**
     * It has a place in a queue, and is asked when its turn comes.
     *
     * @param again told that no answer came, and whether the request may have arrived; says whether it waits again
     */
    void queued(Predicate<Boolean> again) {
        queue = again;
        queued = true;
    }

    void fail(RuntimeException why) {
        answer.completeExceptionally(why);
    }

    /** Whether it may be asked twice. */
    boolean harmless() {
        return harmless;
    }

    /** Its time is over. */
    void late() {
        boolean out;
        synchronized (this) {
            out = way.isPresent();
        }
        fail(queued && !out ? call.neverAwake() : call.late());
    }

    /** No answer has come since it was sent, for longer than a request may take. */
    void silent() {
        synchronized (this) {
            if (way.isEmpty()) {
                return;
            }
            attempt++;
        }
        unanswered(new LwM2mException(Status.TIMEOUT, endpoint + " does not answer"), true);
    }

    void ask() {
        if (answer.isDone()) {
            return;
        }
        int number;
        Optional<CompletionStage<Response>> before;
        synchronized (this) {
            number = ++attempt;
            way = Optional.empty();
            before = sent;
        }
        before.ifPresent(stage -> stage.toCompletableFuture().cancel(false));
        var registration = registrations.find(endpoint).map(Registered::registration);
        if (registration.isEmpty()) {
            fail(Status.NOT_FOUND, endpoint + " is not registered");
            return;
        }
        if (!call.counts(registrations.find(endpoint))) {
            fail(Status.NOT_FOUND, "the registration that this was for has ended");
            return;
        }
        ways.to(registration.get()).whenComplete((found, failure) -> {
            if (failure != null) {
                unanswered(failure, false);
            } else if (found.isEmpty()) {
                unanswered(
                        new LwM2mException(
                                Status.UNAVAILABLE,
                                "nothing listens at " + registration.get().local()),
                        false);
            } else {
                ways.settled(found.get(), () -> registrations.find(endpoint))
                        .thenAccept(back -> send(number, registration.get(), found.get()));
            }
        });
    }

    void fail(Status status, String why) {
        fail(new LwM2mException(status, why));
    }

    /** Nobody waits any more: nothing more is to be sent. */
    private void stop() {
        Optional<CompletionStage<Response>> last;
        synchronized (this) {
            attempt++;
            last = sent;
        }
        last.ifPresent(stage -> stage.toCompletableFuture().cancel(false));
    }

    /** The transport of a site went: what it carried won't be answered, or nobody will hear the answer. */
    void lost(Site site) {
        var repeat = false;
        synchronized (this) {
            if (way.filter(each -> each.site() == site).isEmpty()) {
                return;
            }
            attempt++;
            repeat = repeats-- > 0;
        }
        if (repeat) {
            ask();
        } else {
            unanswered(
                    new LwM2mException(
                            Status.UNAVAILABLE,
                            "the way to " + endpoint + " broke off; it may or may not have done as asked"),
                    true);
        }
    }

    /** The client spoke: perhaps it is somewhere else, or there only now. */
    void heard(Registration now) {
        synchronized (this) {
            var elsewhere =
                    way.filter(each -> !each.address().equals(now.address())).isPresent();
            if (way.isEmpty() || !elsewhere && !unheard || repeats-- <= 0) {
                return;
            }
            attempt++;
        }
        ask();
    }

    private void send(int number, Registration to, Way found) {
        var moved = registrations
                .find(endpoint)
                .filter(now -> !now.registration().address().equals(to.address()));
        synchronized (this) {
            if (number != attempt) {
                return;
            }
            way = moved.isPresent() ? Optional.empty() : Optional.of(found);
            unheard = !found.heard(to);
        }
        if (moved.isPresent()) {
            ask();
            return;
        }
        try {
            var stage = send(found.connection());
            synchronized (this) {
                sent = Optional.of(stage);
            }
            stage.whenComplete((response, failure) -> ended(number, found, response, failure));
            if (answer.isDone()) {
                stop();
            }
        } catch (RuntimeException refusal) {
            ended(number, found, null, refusal);
        }
    }

    private CompletionStage<Response> send(Connection connection) {
        var watched = Outflow.of(request, call::moved);
        return body.isPresent() ? connection.send(watched, body.get().give()) : connection.send(watched);
    }

    private void ended(int number, Way by, Response response, Throwable failure) {
        boolean patient;
        synchronized (this) {
            if (number != attempt) {
                return;
            }
            patient = unheard && repeats > 0 && unavailable(failure);
        }
        if (failure == null) {
            answer.complete(response);
        } else if (patient) {
            ways.heard(by, () -> registrations.find(endpoint)).thenAccept(heard -> again(number, heard, failure));
        } else {
            unanswered(failure, true);
        }
    }

    /** No answer came, or none that the client gave: one that is queued waits for the client to wake, if it may. */
    private void unanswered(Throwable failure, boolean arrived) {
        var status = LwM2mException.cause(failure) instanceof LwM2mException known ? known.status() : Status.NONE;
        if (!queued || status != Status.TIMEOUT && status != Status.UNAVAILABLE) {
            answer.completeExceptionally(failure);
            return;
        }
        Optional<CompletionStage<Response>> last;
        synchronized (this) {
            attempt++;
            way = Optional.empty();
            last = sent;
            sent = Optional.empty();
        }
        last.ifPresent(stage -> stage.toCompletableFuture().cancel(false));
        if (!queue.test(arrived)) {
            fail(
                    status,
                    LwM2mException.cause(failure).getMessage()
                            + "; it is not known whether the request arrived, so it is not sent again");
        }
    }

    /** If the client is heard in a moment, it is asked by {@link #heard}. */
    private void again(int number, Optional<Registered> heard, Throwable failure) {
        boolean asked;
        synchronized (this) {
            asked = number != attempt;
        }
        if (!asked && heard.isPresent()) {
            ask();
        } else if (!asked) {
            unanswered(failure, true);
        }
    }

    private static boolean unavailable(Throwable failure) {
        return failure != null
                && LwM2mException.cause(failure) instanceof LwM2mException known
                && known.status() == Status.UNAVAILABLE;
    }

    /** Those that CoAP sends with an idempotent method (RFC 7252, 5.1; RFC 8132, 2 and 3). */
    private static boolean idempotent(Downlink request) {
        return !(request instanceof Downlink.Execute
                || request instanceof Downlink.Create
                || request instanceof Downlink.Write write && write.mode() == Downlink.Write.Mode.PARTIAL_UPDATE);
    }
}
