package org.lwm2m.transport.tcp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
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
 * One request of ours until its answer is there: with its body in blocks, and the answer's (RFC 7959; several in one
 * message where the peer can take them, RFC 8323, 6). Owned by the loop.
 */
final class Call {

    /** Shorter than the tokens of observations, so that they never meet. */
    private static final int TOKEN = 6;

    private static final int BLOCKS = 1 << 20;

    private final Link link;
    private final Shared shared;
    private final CoapMessage<Request> message;
    private final CompletableFuture<CoapMessage<Response>> result = new CompletableFuture<>();
    private final Blocks body;
    private final Collector collector;
    private final Optional<Guard> guard;
    private final int room;
    private Optional<Exchange> exchange = Optional.empty();
    private Token token;
    private Loop.Timer deadline = () -> {};
    private int szx;
    private boolean cut;
    private long sent;
    private boolean echoed;
    private boolean restarted;
    private boolean busy;

    Call(Link link, Optional<Guard> guard, CoapMessage<Request> message, Optional<Sink> sink) {
        this.link = link;
        this.shared = link.endpoint.shared();
        this.message = message;
        this.guard = guard;
        this.collector = new Collector(shared, sink);
        this.body = new Blocks(message.body());
        var head = message.head();
        this.room = link.capacity.room(Messages.write(head).size());
        this.szx = link.capacity.szx(room);
        this.token = head.getToken() == null ? newToken() : head.getToken();
        this.cut = !fits();
        if (cut) {
            head.getOptions().addOption(StandardOptionRegistry.REQUEST_TAG.create(random(4)));
        }
    }

    /** Whether its body goes in one message. */
    boolean fits() {
        return message.body().size() <= room;
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
            link.room();
            if (!fits() && !link.capacity.blockwise()) {
                throw new LwM2mException(
                        Status.TOO_LARGE, "too large for one message, and the peer has no block-wise transfer");
            } else if (message.body().size() > (long) BLOCKS << 10) {
                throw new LwM2mException(Status.TOO_LARGE, "CoAP carries at most " + BLOCKS + " blocks");
            }
            send(requestAt(0));
        });
    }

    /** Goes on where a first block came by itself, in a notification. */
    void resume(Response first) {
        attempt(() -> {
            collect(first);
        });
    }

    /** Sends it, and only passes over the answer, should one come. */
    void tell() {
        attempt(() -> {
            link.room();
            send(requestAt(0));
        });
    }

    /** What opens the answer, if the request went out protected. */
    Optional<Exchange> exchange() {
        return exchange;
    }

    /** Asks once more, as the peer wants something of what protects the request. */
    void again(Bytes content) {
        idle();
        attempt(() -> {
            wait(token);
            link.send(new Frame(token, content));
        });
    }

    /** Whether the request ends an observation: notifications may still come with its token. */
    boolean cancels() {
        var observe = message.head().getOptions().getObserve();
        return observe != null && observe == 1;
    }

    /** Takes the answer, or that to a block; one that comes while another is taken counts for nothing. */
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
            send(requestAt(sent));
        } else if (response.getCode() == ResponseCode.REQUEST_ENTITY_TOO_LARGE
                && block1 != null
                && block1.getSzx() < szx
                && sent <= length()
                && link.capacity.blockwise()) {
            // RFC 7959, 2.9.3: the server wants smaller blocks.
            szx = block1.getSzx();
            cut = true;
            send(requestAt(0));
        } else if (response.getCode() == ResponseCode.UNAUTHORIZED && echo != null && !echoed) {
            // RFC 9175, 2.3: the server wants to know that we are alive, and where.
            echoed = true;
            message.head().getOptions().addOption(echo);
            send(requestAt(0));
        } else if (response.getCode() == ResponseCode.REQUEST_ENTITY_INCOMPLETE && sent > length() && !restarted) {
            // RFC 7959, 2.9.2: the server has lost what it had of the body, as after a restart.
            restarted = true;
            send(requestAt(0));
        } else {
            collect(response);
        }
    }

    private void collect(Response response) {
        busy = true;
        deadline = shared.loop.after(shared.timing().answer(), () -> fail(noAnswer()));
        link.endpoint.then(() -> collector.take(response), (more, failure) -> {
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
        link.endpoint.then(collector::whole, (whole, failure) -> {
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
        if (message.head().getCode() == Code.FETCH && fits()) {
            request.setPayload(message.body().array());
        } else {
            request.getOptions().removeContentFormat();
        }
        link.calls.remove(token, this);
        token = newToken();
        send(request);
    }

    private Request requestAt(long offset) {
        var request = copy();
        var whole = message.body();
        var length = cut ? length() : (int) whole.size();
        if (length < whole.size()) {
            request.getOptions().setBlock1(body.at(offset, length, szx));
            if (offset == 0) {
                request.getOptions().setSize1((int) Math.min(whole.size(), Integer.MAX_VALUE));
            }
        }
        var piece = body.piece(offset, length);
        sent = offset + piece.length;
        request.setPayload(piece);
        return request;
    }

    private Request copy() {
        var request = new Request(message.head().getCode());
        request.setOptions(message.head().getOptions());
        return request;
    }

    private void send(Request request) {
        request.setToken(token);
        wait(token);
        var frame = Messages.write(request);
        if (guard.isPresent()) {
            var begun = guard.get().call(frame);
            exchange = Optional.of(begun);
            frame = Shield.first(begun, frame);
        }
        link.send(frame);
    }

    private void wait(Token with) {
        link.calls.put(with, this);
        deadline = shared.loop.after(shared.timing().answer(), () -> fail(noAnswer()));
    }

    private void end() {
        idle();
        if (link.calls.remove(token, this)) {
            link.left();
        }
    }

    /** Nothing is waited for. */
    private void idle() {
        deadline.cancel();
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private int length() {
        return Capacity.length(szx, room);
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
        return new LwM2mException(Status.TIMEOUT, "no answer from " + link.peer());
    }
}
