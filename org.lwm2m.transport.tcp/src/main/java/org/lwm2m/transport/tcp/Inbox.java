package org.lwm2m.transport.tcp;

import java.util.OptionalLong;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.lwm2m.api.transport.Connection;

/** Sorts requests and responses that come, and refuses what is neither. Owned by the loop. */
final class Inbox {

    private final Endpoint endpoint;
    private final Shared shared;
    private final Requests requests;
    private final Notices notices;
    private final Veiled veiled;

    Inbox(Endpoint endpoint, Requests requests, Notices notices) {
        this.endpoint = endpoint;
        this.shared = endpoint.shared();
        this.requests = requests;
        this.notices = notices;
        this.veiled = new Veiled(endpoint, notices, this::response);
    }

    void receive(Link link, Frame frame) {
        try {
            var message = Messages.read(frame);
            if (message instanceof Request request) {
                requests.receive(link, request, frame);
            } else {
                veiled.receive(link, (Response) message, frame);
            }
        } catch (Messages.Malformed e) {
            malformed(link, frame, e);
        }
    }

    /** Takes a response, once it is open, that came from whom this connection is to. */
    private void response(Link link, Connection from, Response response) {
        var call = link.calls.get(response.getToken());
        if (call == null || response.isNotification() && call.cancels()) {
            notices.receive(link, from, response);
        } else {
            call.response(response);
        }
    }

    private void malformed(Link link, Frame frame, Messages.Malformed malformed) {
        if (malformed.answer().isEmpty()) {
            // RFC 8323, 3.4 and 5.6: who writes this is not understood any more.
            link.broken(Signal.abort(malformed.getMessage(), OptionalLong.empty()), malformed.getMessage());
            return;
        }
        shared.complaints.say(Complaints.Kind.MALFORMED, link.peer(), malformed.getMessage());
        if (CoAP.isRequest(frame.code())) {
            var response = new Response(malformed.answer().get());
            response.setToken(frame.token()).setPayload(malformed.getMessage());
            link.send(Messages.write(response));
        }
    }
}
