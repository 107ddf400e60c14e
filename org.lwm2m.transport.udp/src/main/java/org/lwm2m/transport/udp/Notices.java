package org.lwm2m.transport.udp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.core.coap.CoAP.Type;
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

/** Notifications, both ways (RFC 7641). Observations are the engine's: it is asked for each token that comes. */
final class Notices {

    /** How often it is tried to protect a notification, and after which pause: for two seconds. */
    private static final int ATTEMPTS = 20;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Endpoint endpoint;
    private final Shared shared;
    private final Downloads downloads;

    Notices(Endpoint endpoint, Downloads downloads) {
        this.endpoint = endpoint;
        this.shared = endpoint.shared();
        this.downloads = downloads;
    }

    /** Sends one, and answers how the peer took it: 2.04, or 4.04 if it refused. */
    CompletionStage<Response> send(Remote remote, Identity to, Uplink.Notify notify) {
        remote.room();
        var result = new CompletableFuture<Response>();
        send(remote, to, notify, ATTEMPTS, result);
        return result.exceptionallyCompose(failure -> notFound(failure)
                ? CompletableFuture.completedStage(Response.of(Status.NOT_FOUND))
                : CompletableFuture.failedStage(failure));
    }

    private void send(
            Remote remote, Identity to, Uplink.Notify notify, int attempts, CompletableFuture<Response> result) {
        var token = Bytes.of(notify.token().bytes());
        endpoint.then(() -> endpoint.shield().notices(remote, to, token), (cover, failure) -> {
            if (failure != null) {
                unprotected(failure, remote, to, notify, attempts, result);
                return;
            }
            remote.transmissions.queue(message(remote, notify), cover, ending -> {
                switch (ending) {
                    case ACKNOWLEDGED -> result.complete(Response.of(Status.CHANGED));
                    case RESET -> result.complete(Response.of(Status.NOT_FOUND));
                    case LOST ->
                        result.completeExceptionally(
                                new LwM2mException(Status.TIMEOUT, "no ACK from " + remote.address));
                    case UNSENT ->
                        unprotected(
                                new LwM2mException(Status.UNAVAILABLE, "the notification can't be protected"),
                                remote,
                                to,
                                notify,
                                attempts,
                                result);
                    case CLOSED -> result.completeExceptionally(remote.ending());
                }
            });
        });
    }

    /** Nothing went out. What protects may be being replaced at this moment, so its successor is asked. */
    private void unprotected(
            Throwable failure,
            Remote remote,
            Identity to,
            Uplink.Notify notify,
            int attempts,
            CompletableFuture<Response> result) {
        if (attempts > 1 && !endpoint.closed() && Response.failed(failure).status() == Status.UNAVAILABLE) {
            shared.loop.after(PAUSE, () -> send(remote, to, notify, attempts - 1, result));
        } else {
            result.completeExceptionally(failure);
        }
    }

    /** Sends one that may get lost. */
    CompletionStage<Void> tell(Remote remote, Identity to, Uplink.Notify notify) {
        var cover =
                endpoint.shield().notices(remote, to, Bytes.of(notify.token().bytes()));
        return endpoint.after(cover, each -> {
                    var message = message(remote, notify);
                    message.setType(Type.NON).setMID(remote.transmissions.nextMid());
                    remote.told.add(message.getMID(), new Told.Observed(notify.token(), to));
                    remote.wire(each.apply(Datagrams.write(message)));
                    return CompletableFuture.<Void>completedStage(null);
                })
                .exceptionallyCompose(failure -> {
                    if (!notFound(failure)) {
                        return CompletableFuture.failedStage(failure);
                    }
                    cancelled(remote.connection(to), remote, notify.token());
                    return CompletableFuture.completedStage(null);
                });
    }

    private static boolean notFound(Throwable failure) {
        return LwM2mException.cause(failure) instanceof LwM2mException known && known.status() == Status.NOT_FOUND;
    }

    /** The peer refuses one that it was told: so it cancels the observation (RFC 7641, 3.6), and waits for no answer. */
    void reset(Remote remote, int mid) {
        remote.told.take(mid).ifPresent(told -> cancelled(remote.connection(told.by()), remote, told.token()));
    }

    private void cancelled(Connection by, Remote remote, Token token) {
        endpoint.then(() -> endpoint.handler().handle(by, new Downlink.Cancel(Path.ROOT, token)), (answer, failure) -> {
            if (failure != null && Response.failed(failure).status() == Status.INTERNAL_ERROR) {
                shared.complaints.fail(remote.address, failure);
            }
        });
    }

    /** Takes one that came from whom this connection is to. */
    void receive(Remote remote, Connection from, org.eclipse.californium.core.coap.Response notice) {
        var before = remote.duplicates.find(notice);
        if (before != null) {
            if (before.reply() != null) {
                remote.wire(before.reply());
            }
            return;
        }
        var receipt = new Receipt(remote, notice, remote.duplicates.remember(notice));
        var token = Token.of(notice.getTokenBytes());
        var observation = notice.isNotification() || notice.isError()
                ? endpoint.handler().observation(token)
                : Optional.<Downlink>empty();
        if (observation.isEmpty()) {
            receipt.refuse();
        } else if (notice.isNotification()
                && !remote.inOrder(notice.getToken(), notice.getOptions().getObserve())) {
            receipt.accept();
        } else if (notice.getOptions().hasBlock2()
                && notice.getOptions().getBlock2().isM()) {
            receipt.accept();
            rest(remote, from.identity(), observation.get(), notice)
                    .thenAccept(
                            whole -> deliver(remote, from, token, Responses.read(whole.head(), whole.body()), receipt));
        } else {
            receipt.later();
            deliver(remote, from, token, Responses.read(notice, Bytes.wrap(notice.getPayload())), receipt);
        }
    }

    /** Fetches the other blocks: of what was observed, without observing it again (RFC 7959, 2.6). */
    private CompletionStage<CoapMessage<org.eclipse.californium.core.coap.Response>> rest(
            Remote remote, Identity peer, Downlink observation, org.eclipse.californium.core.coap.Response first) {
        var request = RequestWriter.write(observation);
        var fetch = new org.eclipse.californium.core.coap.Request(request.head().getCode());
        fetch.setOptions(request.head().getOptions()).getOptions().removeObserve();
        return endpoint.after(endpoint.shield().guard(peer), guard -> {
            var call = new Call(remote, guard, new CoapMessage<>(fetch, request.body()), Optional.empty());
            call.resume(first);
            return call.result();
        });
    }

    private void deliver(Remote remote, Connection from, Token token, Response response, Receipt receipt) {
        endpoint.admitted(remote, from.identity(), known -> {
            if (!known) {
                receipt.refuse();
                return;
            }
            endpoint.then(
                    () -> endpoint.handler().handle(from, new Uplink.Notify(token, response)), (answer, failure) -> {
                        var status = failure == null
                                ? answer.status()
                                : Response.failed(failure).status();
                        if (status == Status.INTERNAL_ERROR && failure != null) {
                            shared.complaints.fail(remote.address, failure);
                        }
                        receipt.give(status);
                    });
        });
    }

    private org.eclipse.californium.core.coap.Response message(Remote remote, Uplink.Notify notify) {
        var whole = Responses.write(notify.response());
        var token = new org.eclipse.californium.core.coap.Token(notify.token().bytes());
        if (notify.response().status().success()) {
            whole.head().getOptions().setObserve(shared.nextObserve());
        }
        // A token of before a restart: the blocks after the first will be read again.
        var key = remote.observed.getOrDefault(token, BlockKey.UNKNOWN);
        var message = downloads.notify(remote, key, whole);
        message.setToken(token);
        return message;
    }
}
