package org.lwm2m.transport.udp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.coap.CoapMessage;

/**
 * One request of ours until its answer is there: with its body in blocks, and the answer's (RFC 7959). Owned by the
 * loop.
 */
final class Call {

    /** Shorter than the tokens of observations, so that they never meet. */
    private static final int TOKEN = 6;

    private static final int BLOCKS = 1 << 20;

    private final Remote remote;
    private final Shared shared;
    private final CoapMessage<Request> message;
    private final CompletableFuture<CoapMessage<Response>> result = new CompletableFuture<>();
    private final Blocks body;
    private final Collector collector;
    private final Optional<Guard> guard;
    private Optional<Exchange> exchange = Optional.empty();
    private Token token;
    private Transmissions.Transmission transmission;
    private Loop.Timer deadline = () -> {};
    private int szx;
    private long sent;
    private boolean echoed;
    private boolean restarted;
    private boolean busy;

    Call(Remote remote, Optional<Guard> guard, CoapMessage<Request> message, Optional<Sink> sink) {
        this.remote = remote;
        this.shared = remote.endpoint.shared();
        this.message = message;
        this.guard = guard;
        this.collector = new Collector(shared, sink);
        this.body = new Blocks(message.body());
        this.szx = BlockOption.size2Szx(shared.settings.block());
        var head = message.head();
        this.token = head.getToken() == null ? newToken() : head.getToken();
        if (message.body().size() > size()) {
            head.getOptions().addOption(StandardOptionRegistry.REQUEST_TAG.create(random(4)));
        }
    }

    Token token() {
        return token;
    }

    CompletableFuture<CoapMessage<Response>> result() {
        return result;
    }

    void start() {
        if (result.isDone()) {
            return;
        }
        attempt(() -> {
            remote.room();
            if (message.body().size() > (long) BLOCKS * size()) {
                throw new LwM2mException(Status.TOO_LARGE, "CoAP carries at most " + BLOCKS + " blocks");
            }
            transmission = send(requestAt(0), true);
        });
    }

    /** Goes on where a first block came by itself, in a notification. */
    void resume(Response first) {
        attempt(() -> {
            collect(first);
        });
    }

    /** Sends it once, and only passes over the answer, should one come. */
    void tell() {
        attempt(() -> {
            remote.room();
            var request = requestAt(0);
            request.setToken(token).setType(Type.NON).setMID(remote.transmissions.nextMid());
            remote.wire(covered(Datagrams.write(request)));
            register(token);
            deadline = shared.loop.after(shared.timing().answerTimeout(), () -> fail(noAnswer()));
        });
    }

    /** What opens the answer, if the request went out protected. */
    Optional<Exchange> exchange() {
        return exchange;
    }

    /** Whether an ACK with this message id is about what was sent last. */
    boolean isAnsweredBy(int mid) {
        return transmission == null || transmission.isAnsweredBy(mid);
    }

    /** Asks once more, as the peer wants something of what protects the request. */
    void again(Bytes content) {
        idle();
        attempt(() -> {
            var request = new Request(Code.POST);
            request.setToken(token);
            transmission = remote.transmissions.now(request, datagram -> Envelope.with(datagram, content), this::ended);
        });
    }

    /** Whether the request ends an observation: notifications may still come with its token. */
    boolean cancels() {
        var observe = message.head().getOptions().getObserve();
        return observe != null && observe == 1;
    }

    /** Takes the answer, or that to a block; one that comes again while the first is taken counts once. */
    void response(Response response) {
        if (busy) {
            return;
        }
        idle();
        attempt(() -> {
            take(response);
        });
    }

    void fail(Throwable failure) {
        end();
        collector.abort();
        result.completeExceptionally(failure);
    }

    private void take(Response response) {
        var block1 = response.getOptions().getBlock1();
        var echo = response.getOptions().getOtherOption(StandardOptionRegistry.ECHO);
        if (response.getCode() == ResponseCode.CONTINUE && sent < message.body().size()) {
            szx = block1 == null ? szx : Math.min(szx, block1.getSzx());
            transmission = send(requestAt(sent), false);
        } else if (response.getCode() == ResponseCode.REQUEST_ENTITY_TOO_LARGE
                && block1 != null
                && block1.getSzx() < szx
                && sent <= size()) {
            // RFC 7959, 2.9.3: the server wants smaller blocks.
            szx = block1.getSzx();
            transmission = send(requestAt(0), false);
        } else if (response.getCode() == ResponseCode.UNAUTHORIZED && echo != null && !echoed) {
            // RFC 9175, 2.3: the server wants to know that we are alive, and where.
            echoed = true;
            message.head().getOptions().addOption(echo);
            transmission = send(requestAt(0), false);
        } else if (response.getCode() == ResponseCode.REQUEST_ENTITY_INCOMPLETE && sent > size() && !restarted) {
            // RFC 7959, 2.9.2: the server has lost what it had of the body, as after a restart.
            restarted = true;
            transmission = send(requestAt(0), false);
        } else {
            collect(response);
        }
    }

    private void collect(Response response) {
        busy = true;
        deadline = shared.loop.after(shared.timing().answerTimeout(), () -> fail(noAnswer()));
        remote.endpoint.then(() -> collector.take(response), (more, failure) -> {
            if (result.isDone()) {
                return;
            }
            deadline.cancel();
            if (failure != null) {
                fail(LwM2mException.cause(failure));
            } else if (more) {
                busy = false;
                attempt(this::fetch);
            } else {
                end();
                finish();
            }
        });
    }

    private void finish() {
        remote.endpoint.then(collector::whole, (whole, failure) -> {
            if (failure == null) {
                result.complete(whole);
            } else {
                result.completeExceptionally(LwM2mException.cause(failure));
            }
        });
    }

    private void fetch() {
        var request = copy();
        request.getOptions().removeObserve().setBlock2(collector.next());
        if (message.head().getCode() == Code.FETCH && message.body().size() <= size()) {
            request.setPayload(message.body().array());
        } else {
            request.getOptions().removeContentFormat();
        }
        remote.calls.remove(token, this);
        token = newToken();
        transmission = send(request, false);
    }

    private Request requestAt(long offset) {
        var request = copy();
        var options = request.getOptions();
        var whole = message.body();
        if (whole.size() > size()) {
            options.setBlock1(body.at(offset, szx));
            if (offset == 0) {
                options.setSize1((int) Math.min(whole.size(), Integer.MAX_VALUE));
            }
        }
        if (size() < 1024 && (request.getCode() == Code.GET || request.getCode() == Code.FETCH)) {
            options.setBlock2(szx, false, 0);
        }
        var piece = body.piece(offset, szx);
        sent = offset + piece.length;
        request.setPayload(piece);
        return request;
    }

    private Request copy() {
        var request = new Request(message.head().getCode());
        request.setOptions(message.head().getOptions());
        return request;
    }

    private Transmissions.Transmission send(Request request, boolean queued) {
        request.setToken(token);
        register(token);
        return queued
                ? remote.transmissions.queue(request, this::covered, this::ended)
                : remote.transmissions.now(request, this::covered, this::ended);
    }

    private byte[] covered(byte[] datagram) {
        if (guard.isEmpty()) {
            return datagram;
        }
        try {
            var begun = guard.get().call(token, datagram);
            exchange = Optional.of(begun);
            return Shield.first(begun, datagram);
        } catch (LwM2mException e) {
            fail(e);
            throw e;
        }
    }

    private void ended(Transmissions.Ending ending) {
        switch (ending) {
            case ACKNOWLEDGED -> deadline = shared.loop.after(shared.timing().answerTimeout(), () -> fail(noAnswer()));
            case LOST -> fail(remote.endpoint.unreachable() ? nobody() : noAnswer());
            case RESET -> fail(new LwM2mException(Status.UNAVAILABLE, remote.address + " does not take the request"));
            case UNSENT -> fail(new LwM2mException(Status.UNAVAILABLE, "the request can't be protected"));
            case CLOSED -> fail(remote.ending());
        }
    }

    private void register(Token now) {
        remote.calls.put(now, this);
    }

    private void end() {
        idle();
        remote.calls.remove(token, this);
    }

    /** Nothing is on its way, and nothing is waited for. */
    private void idle() {
        deadline.cancel();
        if (transmission != null) {
            transmission.stop();
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private int size() {
        return 16 << szx;
    }

    private Token newToken() {
        return new Token(random(TOKEN));
    }

    private byte[] random(int length) {
        var bytes = new byte[length];
        shared.random.nextBytes(bytes);
        return bytes;
    }

    private LwM2mException noAnswer() {
        return new LwM2mException(Status.TIMEOUT, "no answer from " + remote.address);
    }

    private LwM2mException nobody() {
        return new LwM2mException(Status.UNAVAILABLE, "nobody is at " + remote.address);
    }
}
