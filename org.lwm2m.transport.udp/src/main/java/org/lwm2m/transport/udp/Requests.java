package org.lwm2m.transport.udp;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Request;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Role;
import org.lwm2m.coap.RequestReader;
import org.lwm2m.coap.Responses;

/** Has the requests of peers answered: each once, not too many at a time, from blocks and into blocks. */
final class Requests {

    /** A request and what belongs to it until it is answered. */
    private final class Asked {

        final Remote remote;
        final Answer answer;
        Request head;
        Connection from;
        private boolean counted;

        Asked(Remote remote, Request head) {
            this.remote = remote;
            this.head = head;
            this.from = remote.connection;
            this.answer = new Answer(remote, head, remote.duplicates.remember(head));
        }

        boolean begin() {
            if (!remote.beginAnswer()) {
                shared.complaints.say(Complaints.Kind.BUSY, remote.address, head.getCode());
            } else if (!shared.beginExchange()) {
                remote.endAnswer();
                shared.complaints.say(Complaints.Kind.OVERLOAD, remote.address, head.getCode());
            } else {
                counted = true;
            }
            return counted;
        }

        void over() {
            if (counted) {
                counted = false;
                remote.endAnswer();
                shared.endExchange();
            }
        }
    }

    private final Endpoint endpoint;
    private final Shared shared;
    private final RequestReader reader;
    private final Uploads uploads;
    private final Downloads downloads;

    Requests(Endpoint endpoint, RequestReader reader, Downloads downloads) {
        this.endpoint = endpoint;
        this.shared = endpoint.shared();
        this.reader = reader;
        this.uploads = new Uploads(shared);
        this.downloads = downloads;
    }

    void receive(Remote remote, Request head, byte[] datagram) {
        if (head.getType() != Type.CON && head.getType() != Type.NON) {
            return;
        }
        var before = remote.duplicates.find(head);
        if (before != null) {
            if (before.reply() != null) {
                remote.wire(before.reply());
            }
            return;
        }
        var asked = new Asked(remote, head);
        if (!asked.begin()) {
            end(asked, Shared.busy("too many requests at a time"));
        } else if (head.getOptions().hasOscore()) {
            open(asked, datagram);
        } else if (endpoint.shield().required()) {
            take(asked, false);
        } else {
            endpoint.admitted(remote, remote.identity, known -> take(asked, known));
        }
    }

    private void open(Asked asked, byte[] datagram) {
        endpoint.then(
                () -> endpoint.shield().answer(asked.remote, asked.head.getToken(), Envelope.content(datagram)),
                (exchange, failure) -> {
                    if (failure != null) {
                        end(asked, failed(asked.remote, failure));
                    } else if (exchange.first().orElseThrow() instanceof Step.Up up) {
                        attempt(asked, () -> opened(asked, exchange, datagram, up.message()));
                    } else {
                        asked.over();
                        Shield.refusal(exchange)
                                .ifPresent(why ->
                                        shared.complaints.say(Complaints.Kind.PROTECTION, asked.remote.address, why));
                        asked.answer.cover(sent -> Shield.first(exchange, sent));
                        asked.answer.send(new org.eclipse.californium.core.coap.Response(ResponseCode.UNAUTHORIZED));
                    }
                });
    }

    private void opened(Asked asked, Exchange exchange, byte[] datagram, Bytes content) {
        asked.answer.cover(Shield.responses(exchange));
        try {
            asked.head = (Request) Envelope.open(datagram, content, asked.remote.way());
        } catch (Datagrams.Malformed e) {
            end(asked, Response.failed(Status.BAD_OPTION, e.getMessage()));
            return;
        }
        var peer = exchange.peer().orElseThrow();
        asked.from = asked.remote.connection(peer);
        BlockKey.owned(asked.head, peer);
        endpoint.peers().proved(asked.remote, peer);
        endpoint.lost(asked.from, exchange.ended());
        take(asked, true);
    }

    private void take(Asked asked, boolean known) {
        if (!known) {
            shared.complaints.say(Complaints.Kind.UNKNOWN_CALLER, asked.remote.address, asked.head.getCode());
            end(asked, Response.failed(Status.UNAUTHORIZED, "unknown caller"));
            return;
        }
        attempt(asked, () -> {
            if (!later(asked)) {
                body(asked);
            }
        });
    }

    private void attempt(Asked asked, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            end(asked, failed(asked.remote, e));
        }
    }

    /** Whether it asks for a later block of an answer that we have. */
    private boolean later(Asked asked) {
        var block = asked.head.getOptions().getBlock2();
        if (block == null || block.getNum() == 0 || asked.head.getOptions().hasObserve()) {
            return false;
        }
        var key = BlockKey.ofDownload(asked.head, Bytes.wrap(asked.head.getPayload()));
        var next = downloads.next(asked.remote, asked.head, key);
        if (next != null) {
            asked.over();
            asked.answer.send(next);
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
                () -> uploads.take(asked.remote, asked.head, asked.answer, () -> receiver(asked)), (body, failure) -> {
                    if (failure != null) {
                        end(asked, failed(asked.remote, failure));
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
        if (reader.role() == Role.BOOTSTRAP && request instanceof Uplink.BootstrapPackRequest && mayBeAnother(asked)) {
            challenge(asked);
            return;
        }
        endpoint.then(() -> endpoint.handler().handle(asked.from, request), (response, failure) -> {
            if (failure != null) {
                end(asked, failed(asked.remote, failure));
            } else if (response.status() == Status.NONE) {
                asked.over();
                asked.answer.silence();
            } else {
                attempt(asked, () -> respond(asked, request, response, body));
            }
        });
    }

    /** A pack is all that callers are sent which is much longer than what they sent. */
    private boolean mayBeAnother(Asked asked) {
        return shared.settings.echo()
                && asked.from.identity() instanceof Identity.None
                && !shared.freshness.shows(asked.remote.address, asked.head);
    }

    private void challenge(Asked asked) {
        var unproved = new org.eclipse.californium.core.coap.Response(ResponseCode.UNAUTHORIZED);
        shared.freshness.challenge(asked.remote.address, unproved);
        asked.over();
        asked.answer.send(acknowledged(asked, unproved));
    }

    private void respond(Asked asked, org.lwm2m.api.message.Request request, Response response, Bytes body) {
        var whole = Responses.write(response);
        Supplier<BlockKey> key = () -> BlockKey.ofDownload(asked.head, body);
        if (response.begins(request)) {
            whole.head().getOptions().setObserve(shared.nextObserve());
            asked.remote.observes(asked.head.getToken(), key.get());
        }
        var first = downloads.begin(asked.remote, asked.head, key, whole);
        asked.over();
        asked.answer.send(acknowledged(asked, first));
    }

    private void end(Asked asked, Response response) {
        asked.over();
        if (response.status() == Status.NONE) {
            asked.answer.silence();
            return;
        }
        var whole = Responses.write(response);
        whole.head().setPayload(whole.body().array());
        if (response.status() == Status.TOO_LARGE && asked.head.getOptions().hasBlock1()) {
            whole.head().getOptions().setSize1(shared.bounds().body());
        }
        asked.answer.send(acknowledged(asked, whole.head()));
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

    private Response failed(Remote remote, Throwable failure) {
        var response = Response.failed(failure);
        if (response.status() == Status.INTERNAL_ERROR) {
            shared.complaints.fail(remote.address, failure);
        }
        return response;
    }
}
