package org.lwm2m.transport.udp;

import java.util.function.UnaryOperator;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;

/**
 * The answer to one request of a peer: within the ACK if it is there soon, otherwise on its own (RFC 7252, 5.2). Owned
 * by the loop.
 */
final class Answer {

    private final Remote remote;
    private final Request request;
    private final Duplicates.Seen seen;
    private Loop.Timer timer = () -> {};
    private boolean acknowledged;
    private boolean over;
    private boolean once;
    private UnaryOperator<byte[]> cover = UnaryOperator.identity();

    Answer(Remote remote, Request request, Duplicates.Seen seen) {
        this.remote = remote;
        this.request = request;
        this.seen = seen;
        if (request.isConfirmable()) {
            timer = remote.endpoint
                    .shared()
                    .loop
                    .after(remote.endpoint.shared().timing().responseDelay(), this::acknowledge);
        }
    }

    /** The answer is to be protected so. */
    void cover(UnaryOperator<byte[]> with) {
        cover = with;
        once = true;
    }

    /** Sends the answer, once. */
    void send(Response response) {
        if (over) {
            return;
        }
        response.setToken(request.getToken());
        if (!request.isConfirmable()) {
            response.setType(Type.NON).setMID(remote.transmissions.nextMid());
            remote.wire(cover.apply(Datagrams.write(response)));
        } else if (acknowledged) {
            remote.transmissions.now(response, cover, ending -> {});
        } else {
            response.setType(Type.ACK).setMID(request.getMID());
            var datagram = cover.apply(Datagrams.write(response));
            seen.replied(datagram);
            remote.wire(datagram);
        }
        end();
    }

    /**
     * There is none, not even an ACK. The peer will repeat the request, and that is a new one then: what was ignored a
     * moment too early gets its answer (Core 1.2, 6.2.1). Not one that is protected: repeated, it is a replay.
     */
    void silence() {
        if (!acknowledged && !once) {
            remote.duplicates.forget(request);
        }
        end();
    }

    private void acknowledge() {
        acknowledged = true;
        seen.replied(remote.empty(Type.ACK, request.getMID()));
    }

    private void end() {
        over = true;
        timer.cancel();
    }
}
