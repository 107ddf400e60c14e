package org.lwm2m.transport.tcp;

import java.util.List;
import java.util.Optional;
import org.eclipse.californium.core.coap.Response;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;
import org.lwm2m.api.transport.Connection;

/** Has responses opened that came protected, or should have; what is in them goes on as if it had come as it is. */
final class Veiled {

    /** Takes a response that is open. */
    @FunctionalInterface
    interface Next {
        void take(Link link, Connection from, Response response);
    }

    private final Endpoint endpoint;
    private final Notices notices;
    private final Next next;

    Veiled(Endpoint endpoint, Notices notices, Next next) {
        this.endpoint = endpoint;
        this.notices = notices;
        this.next = next;
    }

    void receive(Link link, Response response, Frame frame) {
        var call = link.calls.get(response.getToken());
        var asked = Optional.ofNullable(call).flatMap(Call::exchange);
        if (asked.isEmpty() && !response.getOptions().hasOscore()) {
            next.take(link, link.connection(), response);
        } else if (asked.isPresent()) {
            answer(link, call, response, frame);
        } else {
            notice(link, response, frame);
        }
    }

    private void answer(Link link, Call call, Response response, Frame frame) {
        var exchange = call.exchange().orElseThrow();
        var step = step(link, exchange, frame);
        exchange.peer().ifPresent(peer -> endpoint.lost(link.connection(peer), exchange.ended()));
        if (step instanceof Step.Up up) {
            open(link, exchange, frame, up.message());
        } else if (step instanceof Step.Refused) {
            next.take(link, link.connection(), response);
        } else if (step instanceof Step.Down down) {
            call.again(down.message());
        } else {
            // The call may end the very observation that this is a notification of.
            notice(link, response, frame);
        }
    }

    /** Passed over if nothing can open it for now. */
    private void notice(Link link, Response response, Frame frame) {
        var taken = link.custody.begin();
        endpoint.then(() -> endpoint.shield().observing(link, response.getToken()), (exchange, failure) -> {
            if (failure != null) {
                endpoint.shared()
                        .complaints
                        .say(Complaints.Kind.PROTECTION, link.peer(), "a notification: " + failure.getMessage());
            } else {
                notice(link, response, frame, exchange);
            }
            taken.run();
        });
    }

    private void notice(Link link, Response response, Frame frame, Optional<Exchange> exchange) {
        if (exchange.isEmpty()) {
            notices.refuse(link, as(link), response.getToken());
            endpoint.lost(link.connection(), List.of(Bytes.wrap(response.getTokenBytes())));
        } else if (step(link, exchange.get(), frame) instanceof Step.Up up) {
            open(link, exchange.get(), frame, up.message());
        }
    }

    /** Whom to tell; what came does not say who sent it. */
    private static Identity as(Link link) {
        return link.proved().stream().findFirst().orElse(link.identity());
    }

    private Step step(Link link, Exchange exchange, Frame frame) {
        Step step;
        try {
            step = exchange.next(frame.message());
        } catch (LwM2mException e) {
            step = new Step.Drop(e.getMessage());
        }
        if (step instanceof Step.Drop drop) {
            endpoint.shared().complaints.say(Complaints.Kind.PROTECTION, link.peer(), drop.why());
        }
        return step;
    }

    private void open(Link link, Exchange exchange, Frame outer, Bytes content) {
        var from = exchange.peer().map(link::connection).orElse(link.connection());
        try {
            next.take(link, from, (Response) Messages.read(outer.with(content)));
        } catch (Messages.Malformed e) {
            endpoint.shared().complaints.say(Complaints.Kind.MALFORMED, link.peer(), e.getMessage());
        }
    }
}
