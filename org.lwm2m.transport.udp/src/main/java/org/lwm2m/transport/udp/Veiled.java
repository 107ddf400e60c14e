package org.lwm2m.transport.udp;

import java.util.List;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Response;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;
import org.lwm2m.api.transport.Connection;

/** Has responses opened that came protected, or should have; what is in them goes on as if it had come as it is. */
final class Veiled {

    /** Takes a response that is open. */
    @FunctionalInterface
    interface Next {
        void take(Remote remote, Connection from, Response response);
    }

    private final Endpoint endpoint;
    private final Next next;

    Veiled(Endpoint endpoint, Next next) {
        this.endpoint = endpoint;
        this.next = next;
    }

    void receive(Remote remote, Response response, byte[] datagram) {
        var call = remote.calls.get(response.getToken());
        var asked = Optional.ofNullable(call).flatMap(Call::exchange);
        if (asked.isEmpty() && !response.getOptions().hasOscore()) {
            next.take(remote, remote.connection, response);
        } else if (!repeated(remote, response)) {
            if (asked.isPresent()) {
                answer(remote, call, response, datagram);
            } else if (response.getType() != Type.ACK) {
                notice(remote, response, datagram);
            }
        }
    }

    private boolean repeated(Remote remote, Response response) {
        var before = response.getType() == Type.ACK ? null : remote.duplicates.find(response);
        if (before != null && before.reply() != null) {
            remote.wire(before.reply());
        }
        return before != null;
    }

    private void answer(Remote remote, Call call, Response response, byte[] datagram) {
        if (response.getType() == Type.ACK && !call.isAnsweredBy(response.getMID())) {
            // An answer to what was sent before, perhaps a refusal that we have acted upon.
            return;
        }
        var exchange = call.exchange().orElseThrow();
        var step = step(remote, exchange, datagram);
        exchange.peer().ifPresent(peer -> endpoint.lost(remote.connection(peer), exchange.ended()));
        if (step instanceof Step.Up up) {
            open(remote, exchange, response, datagram, up.message());
        } else if (step instanceof Step.Refused) {
            next.take(remote, remote.connection, response);
        } else if (step instanceof Step.Down down) {
            acknowledge(remote, response);
            call.again(down.message());
        } else if (response.getType() != Type.ACK) {
            // The call may end the very observation that this is a notification of.
            notice(remote, response, datagram);
        }
    }

    /** Without an answer if nothing can open it for now: what is confirmable comes again. */
    private void notice(Remote remote, Response response, byte[] datagram) {
        endpoint.then(() -> endpoint.shield().observing(remote, response.getToken()), (exchange, failure) -> {
            if (failure != null) {
                endpoint.shared()
                        .complaints
                        .say(Complaints.Kind.PROTECTION, remote.address, "a notification: " + failure.getMessage());
            } else if (!repeated(remote, response)) {
                notice(remote, response, datagram, exchange);
            }
        });
    }

    private void notice(Remote remote, Response response, byte[] datagram, Optional<Exchange> exchange) {
        if (exchange.isEmpty()) {
            var reset = remote.duplicates.remember(response);
            reset.replied(remote.empty(Type.RST, response.getMID()));
            endpoint.lost(remote.connection, List.of(Bytes.wrap(response.getTokenBytes())));
        } else if (step(remote, exchange.get(), datagram) instanceof Step.Up up) {
            open(remote, exchange.get(), response, datagram, up.message());
        } else {
            acknowledge(remote, response);
        }
    }

    private Step step(Remote remote, Exchange exchange, byte[] datagram) {
        Step step;
        try {
            step = exchange.next(Envelope.content(datagram));
        } catch (LwM2mException e) {
            step = new Step.Drop(e.getMessage());
        }
        if (step instanceof Step.Drop drop) {
            endpoint.shared().complaints.say(Complaints.Kind.PROTECTION, remote.address, drop.why());
        }
        return step;
    }

    private void open(Remote remote, Exchange exchange, Response outer, byte[] datagram, Bytes content) {
        var from = exchange.peer().map(remote::connection).orElse(remote.connection);
        try {
            next.take(remote, from, (Response) Envelope.open(datagram, content, remote.way()));
        } catch (Datagrams.Malformed e) {
            endpoint.shared().complaints.say(Complaints.Kind.MALFORMED, remote.address, e.getMessage());
            acknowledge(remote, outer);
        }
    }

    /** The message came, whatever was in it: the peer need not send it again. */
    private static void acknowledge(Remote remote, Response response) {
        if (response.getType() == Type.CON) {
            remote.duplicates.remember(response).replied(remote.empty(Type.ACK, response.getMID()));
        }
    }
}
