package org.lwm2m.transport.tcp;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.coap.RequestReader;
import org.lwm2m.coap.Responses;

/** Has the requests of peers answered: not too many at a time, from blocks and into blocks. Owned by the loop. */
final class Requests {

    /** A request and what belongs to it until it is answered. */
    private final class Asked {

        final Link link;
        Request head;
        Connection from;
        UnaryOperator<Frame> cover = UnaryOperator.identity();
        private boolean counted;

        Asked(Link link, Request head) {
            this.link = link;
            this.head = head;
            this.from = link.connection();
        }

        boolean begin() {
            if (!link.beginAnswer()) {
                shared.complaints.say(Complaints.Kind.BUSY, link.peer(), head.getCode());
            } else if (!shared.beginExchange()) {
                link.endAnswer();
                shared.complaints.say(Complaints.Kind.OVERLOAD, link.peer(), head.getCode());
            } else {
                counted = true;
            }
            return counted;
        }

        /** After its answer is out, as a peer that leaves waits for that. */
        void over() {
            if (counted) {
                counted = false;
                shared.endExchange();
                link.endAnswer();
            }
        }

        void send(org.eclipse.californium.core.coap.Response response) {
            response.setToken(head.getToken());
            try {
                link.send(cover.apply(Messages.write(response)));
            } catch (LwM2mException e) {
                shared.complaints.say(Complaints.Kind.PROTECTION, link.peer(), e.getMessage());
            }
            over();
        }
    }

    private final Endpoint endpoint;
    private final Shared shared;
    private final RequestReader reader;
    private final Uploads uploads;
    private final Downloads downloads;
    private final Notices notices;

    Requests(Endpoint endpoint, RequestReader reader, Downloads downloads, Notices notices) {
        this.endpoint = endpoint;
        this.shared = endpoint.shared();
        this.reader = reader;
        this.uploads = new Uploads(shared);
        this.downloads = downloads;
        this.notices = notices;
    }

    void receive(Link link, Request head, Frame frame) {
        var asked = new Asked(link, head);
        if (!asked.begin()) {
            end(asked, Shared.busy("too many requests at a time"));
        } else if (head.getOptions().hasOscore()) {
            open(asked, frame);
        } else if (endpoint.shield().required()) {
            take(asked, false);
        } else {
            endpoint.admitted(link, link.identity(), known -> take(asked, known));
        }
    }

    private void open(Asked asked, Frame frame) {
        endpoint.then(
                () -> endpoint.shield().answer(asked.link, frame.token(), frame.message()), (exchange, failure) -> {
                    if (failure != null) {
                        end(asked, failed(asked.link, failure));
                    } else if (exchange.first().orElseThrow() instanceof Step.Up up) {
                        attempt(asked, () -> opened(asked, exchange, frame.with(up.message())));
                    } else {
                        Shield.refusal(exchange)
                                .ifPresent(why ->
                                        shared.complaints.say(Complaints.Kind.PROTECTION, asked.link.peer(), why));
                        asked.cover = sent -> Shield.first(exchange, sent);
                        asked.send(new org.eclipse.californium.core.coap.Response(ResponseCode.UNAUTHORIZED));
                    }
                });
    }

    private void opened(Asked asked, Exchange exchange, Frame inner) {
        asked.cover = Shield.responses(exchange);
        try {
            asked.head = (Request) Messages.read(inner);
        } catch (Messages.Malformed e) {
            end(asked, Response.failed(Status.BAD_OPTION, e.getMessage()));
            return;
        }
        var peer = exchange.peer().orElseThrow();
        asked.from = asked.link.connection(peer);
        BlockKey.owned(asked.head, peer);
        endpoint.links().proved(asked.link, peer);
        endpoint.lost(asked.from, exchange.ended());
        take(asked, true);
    }

    private void take(Asked asked, boolean known) {
        if (!known) {
            shared.complaints.say(Complaints.Kind.UNKNOWN_CALLER, asked.link.peer(), asked.head.getCode());
            end(asked, Response.failed(Status.UNAUTHORIZED, "unknown caller"));
            return;
        }
        asked.link.admit();
        attempt(asked, () -> {
            if (endpoint.calling() && Notices.isRefusal(asked.head)) {
                notices.refused(asked.link, asked.from, asked.head.getToken());
                end(asked, Response.of(Status.CONTENT));
            } else if (!later(asked)) {
                body(asked);
            }
        });
    }

    private void attempt(Asked asked, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            end(asked, failed(asked.link, e));
        }
    }

    /** Whether it asks for a later block of an answer that we have. */
    private boolean later(Asked asked) {
        var block = asked.head.getOptions().getBlock2();
        if (block == null || block.getNum() == 0 || asked.head.getOptions().hasObserve()) {
            return false;
        }
        var key = BlockKey.ofDownload(asked.head, Bytes.wrap(asked.head.getPayload()));
        var next = downloads.next(asked.link, asked.head, key);
        if (next != null) {
            asked.send(next);
            return true;
        } else if (asked.head.getCode() != Code.GET && asked.head.getCode() != Code.FETCH) {
            throw new LwM2mException(Status.REQUEST_INCOMPLETE, "no such transfer, begin again");
        }
        // Begun before a restart of ours: as the notification of an observation, perhaps. Reading again does no harm.
        asked.head.getOptions().clearUriQuery();
        return false;
    }

    /** Has the request handled as soon as its body is whole. */
    private void body(Asked asked) {
        var block = asked.head.getOptions().getBlock1();
        if (block == null || block.getNum() == 0 && !block.isM()) {
            handle(asked, Bytes.wrap(asked.head.getPayload()));
            return;
        }
        endpoint.then(
                () -> uploads.take(asked.link, asked.head, asked::send, () -> receiver(asked)), (body, failure) -> {
                    if (failure != null) {
                        end(asked, failed(asked.link, failure));
                    } else if (body.isPresent()) {
                        attempt(asked, () -> handle(asked, body.get()));
                    } else {
                        asked.over();
                    }
                });
    }

    private CompletionStage<Optional<Sink>> receiver(Asked asked) {
        var size = asked.head.getOptions().getSize1();
        return endpoint.handler()
                .receive(
                        asked.from,
                        reader.read(asked.head, Bytes.EMPTY),
                        size == null ? OptionalLong.empty() : OptionalLong.of(size));
    }

    private void handle(Asked asked, Bytes body) {
        var request = reader.read(asked.head, body);
        endpoint.then(() -> endpoint.handler().handle(asked.from, request), (response, failure) -> {
            if (failure != null) {
                end(asked, failed(asked.link, failure));
            } else if (response.status() == Status.NONE) {
                asked.over();
            } else {
                attempt(asked, () -> respond(asked, request, response, body));
            }
        });
    }

    private void respond(Asked asked, org.lwm2m.api.message.Request request, Response response, Bytes body) {
        var whole = Responses.write(response);
        Supplier<BlockKey> key = () -> BlockKey.ofDownload(asked.head, body);
        if (response.begins(request)) {
            whole.head().getOptions().setObserve(shared.nextObserve());
            asked.link.observes(asked.head.getToken(), key.get());
        }
        asked.send(acknowledged(asked, downloads.begin(asked.link, asked.head, key, whole)));
    }

    private void end(Asked asked, Response response) {
        if (response.status() == Status.NONE) {
            asked.over();
            return;
        }
        var whole = Responses.write(response);
        whole.head().setPayload(whole.body().array());
        if (response.status() == Status.TOO_LARGE && asked.head.getOptions().hasBlock1()) {
            whole.head().getOptions().setSize1(shared.bounds().body());
        }
        asked.send(acknowledged(asked, whole.head()));
    }

    /** RFC 7959, 2.3: the answer to the last block, or to one that is refused, names it. */
    private static org.eclipse.californium.core.coap.Response acknowledged(
            Asked asked, org.eclipse.californium.core.coap.Response response) {
        var block = asked.head.getOptions().getBlock1();
        if (block != null) {
            response.getOptions().setBlock1(block.getSzx(), false, block.getNum());
        }
        return response;
    }

    private Response failed(Link link, Throwable failure) {
        var response = Response.failed(failure);
        if (response.status() == Status.INTERNAL_ERROR) {
            shared.complaints.fail(link.peer(), failure);
        }
        return response;
    }
}
