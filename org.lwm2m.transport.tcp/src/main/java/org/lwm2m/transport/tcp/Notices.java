package org.lwm2m.transport.tcp;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Request;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.coap.CoapMessage;
import org.lwm2m.coap.RequestWriter;
import org.lwm2m.coap.Responses;

/**
 * Notifications, both ways (RFC 7641 over RFC 8323, 7): they come in the order in which they were sent, so numbers count
 * for nothing. Observations are the engine's: it is asked for each token that comes. Owned by the loop.
 * <p>
 * There is no reset that could refuse one. Who does not want it any more says so with an Observe of 1 and its token, and
 * without a path where it knows none.
 */
final class Notices {

    /** How often it is tried to protect a notification, and after which pause: for two seconds. */
    private static final int ATTEMPTS = 20;

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** A notification of which more is being fetched. */
    private record Fetching(Link link, Token token) {}

    private final Endpoint endpoint;
    private final Shared shared;
    private final Downloads downloads;
    private final Map<Fetching, Object> fetching = new HashMap<>(2);

    Notices(Endpoint endpoint, Downloads downloads) {
        this.endpoint = endpoint;
        this.shared = endpoint.shared();
        this.downloads = downloads;
    }

    /** Sends one, and answers how the peer took it: 2.04, or 4.04 if it refused. */
    CompletionStage<Response> send(Link link, Identity to, Uplink.Notify notify) {
        link.room();
        var result = new CompletableFuture<Response>();
        send(link, to, notify, ATTEMPTS, result);
        return result.exceptionallyCompose(failure -> notFound(failure)
                ? CompletableFuture.completedStage(Response.of(Status.NOT_FOUND))
                : CompletableFuture.failedStage(failure));
    }

    private void send(Link link, Identity to, Uplink.Notify notify, int attempts, CompletableFuture<Response> result) {
        var token = Bytes.of(notify.token().bytes());
        endpoint.then(() -> endpoint.shield().notices(link, to, token), (cover, failure) -> {
            var problem = failure == null ? out(link, notify, cover) : Optional.of(failure);
            if (problem.isEmpty()) {
                link.pings
                        .confirm(new org.eclipse.californium.core.coap.Token(
                                notify.token().bytes()))
                        .whenComplete((taken, lost) -> {
                            if (lost == null) {
                                result.complete(taken);
                            } else {
                                result.completeExceptionally(lost);
                            }
                        });
            } else if (attempts > 1
                    && !link.isOver()
                    && Response.failed(problem.get()).status() == Status.UNAVAILABLE) {
                // Nothing went out. What protects may be being replaced at this moment, so its successor is asked.
                shared.loop.after(PAUSE, () -> send(link, to, notify, attempts - 1, result));
            } else {
                result.completeExceptionally(problem.get());
            }
        });
    }

    /** Why it could not go out, if it could not. */
    private Optional<Throwable> out(Link link, Uplink.Notify notify, UnaryOperator<Frame> cover) {
        try {
            if (link.isOver()) {
                throw link.ending();
            }
            link.send(cover.apply(message(link, notify)));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** Sends one that may get lost. */
    CompletionStage<Void> tell(Link link, Identity to, Uplink.Notify notify) {
        link.room();
        var cover = endpoint.shield().notices(link, to, Bytes.of(notify.token().bytes()));
        return endpoint.after(cover, each -> {
                    link.send(each.apply(message(link, notify)));
                    return CompletableFuture.<Void>completedStage(null);
                })
                .exceptionallyCompose(failure -> {
                    if (!notFound(failure)) {
                        return CompletableFuture.failedStage(failure);
                    }
                    cancelled(link, link.connection(to), notify.token());
                    return CompletableFuture.completedStage(null);
                });
    }

    private static boolean notFound(Throwable failure) {
        return LwM2mException.cause(failure) instanceof LwM2mException known && known.status() == Status.NOT_FOUND;
    }

    /** Whether a request of the peer's says that it does not want notifications with its token. */
    static boolean isRefusal(Request head) {
        var options = head.getOptions();
        return head.getCode() == Code.GET
                && Integer.valueOf(1).equals(options.getObserve())
                && options.getUriPathString().isEmpty();
    }

    /** The peer refuses what it was sent: who waits to hear that does, else it cancels the observation. */
    void refused(Link link, Connection by, org.eclipse.californium.core.coap.Token token) {
        if (!link.pings.refused(token)) {
            cancelled(link, by, Token.of(token.getBytes()));
        }
    }

    private void cancelled(Link link, Connection by, Token token) {
        endpoint.then(() -> endpoint.handler().handle(by, new Downlink.Cancel(Path.ROOT, token)), (answer, failure) -> {
            if (failure != null && Response.failed(failure).status() == Status.INTERNAL_ERROR) {
                shared.complaints.fail(link.peer(), failure);
            }
        });
    }

    /** Tells a peer that we do not want notifications with this token; once, until it has answered. */
    void refuse(Link link, Identity to, org.eclipse.californium.core.coap.Token token) {
        if (link.calls.containsKey(token)) {
            return;
        }
        // Whoever asks whether the notification was dealt with has to hear of this first.
        var taken = link.custody.begin();
        endpoint.then(() -> endpoint.shield().guard(to), (guard, failure) -> {
            if (failure != null || link.isOver()) {
                taken.run();
                return;
            }
            var cancel = new Request(Code.GET);
            cancel.setToken(token).getOptions().setObserve(1);
            var call = new Call(link, guard, new CoapMessage<>(cancel, Bytes.EMPTY), Optional.empty());
            call.result().whenComplete((answer, lost) -> taken.run());
            call.start();
        });
    }

    /** Takes one that came from whom this connection is to. */
    void receive(Link link, Connection from, org.eclipse.californium.core.coap.Response notice) {
        var token = Token.of(notice.getTokenBytes());
        var observation = notice.isNotification() || notice.isError()
                ? endpoint.handler().observation(token)
                : Optional.<Downlink>empty();
        fetching.remove(new Fetching(link, token));
        if (observation.isEmpty()) {
            // What is neither is a late answer, which nobody waits for.
            if (notice.isNotification()) {
                refuse(link, from.identity(), notice.getToken());
            }
        } else if (notice.getOptions().hasBlock2()
                && notice.getOptions().getBlock2().isM()) {
            rest(link, from, observation.get(), notice, token);
        } else {
            deliver(link, from, token, Responses.read(notice, Bytes.wrap(notice.getPayload())));
        }
    }

    /** Fetches the other blocks: of what was observed, without observing it again (RFC 7959, 2.6). */
    private void rest(
            Link link,
            Connection from,
            Downlink observation,
            org.eclipse.californium.core.coap.Response first,
            Token token) {
        var request = RequestWriter.write(observation);
        var fetch = new Request(request.head().getCode());
        fetch.setOptions(request.head().getOptions()).getOptions().removeObserve();
        var mine = new Object();
        var which = new Fetching(link, token);
        fetching.put(which, mine);
        var whole = endpoint.after(endpoint.shield().guard(from.identity()), guard -> {
            var call = new Call(link, guard, new CoapMessage<>(fetch, request.body()), Optional.empty());
            call.resume(first);
            return call.result();
        });
        endpoint.then(() -> whole, (body, failure) -> {
            // A newer one may have come meanwhile: then this is old.
            if (fetching.remove(which, mine) && failure == null) {
                deliver(link, from, token, Responses.read(body.head(), body.body()));
            }
        });
    }

    private void deliver(Link link, Connection from, Token token, Response response) {
        var taken = link.custody.begin();
        var refusal = new org.eclipse.californium.core.coap.Token(token.bytes());
        endpoint.admitted(link, from.identity(), known -> {
            if (!known) {
                refuse(link, from.identity(), refusal);
                taken.run();
                return;
            }
            endpoint.then(
                    () -> endpoint.handler().handle(from, new Uplink.Notify(token, response)), (answer, failure) -> {
                        var status = failure == null
                                ? answer.status()
                                : Response.failed(failure).status();
                        if (status == Status.INTERNAL_ERROR && failure != null) {
                            shared.complaints.fail(link.peer(), failure);
                        }
                        if (status == Status.NOT_FOUND) {
                            refuse(link, from.identity(), refusal);
                        }
                        taken.run();
                    });
        });
    }

    private Frame message(Link link, Uplink.Notify notify) {
        var whole = Responses.write(notify.response());
        var token = new org.eclipse.californium.core.coap.Token(notify.token().bytes());
        if (notify.response().status().success()) {
            whole.head().getOptions().setObserve(shared.nextObserve());
        }
        // A token of before a restart: the blocks after the first will be read again.
        var key = link.observed.getOrDefault(token, BlockKey.UNKNOWN);
        var message = downloads.notify(link, key, whole);
        message.setToken(token);
        return Messages.write(message);
    }
}
