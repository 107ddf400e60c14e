package org.lwm2m.transport.udp;

import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Response;
import org.lwm2m.api.Status;

/** What goes back for a response that came by itself: ACK, RST or nothing; decided once. */
final class Receipt {

    private final Remote remote;
    private final Response notice;
    private final Duplicates.Seen seen;
    private Loop.Timer timer = () -> {};
    private boolean given;

    Receipt(Remote remote, Response notice, Duplicates.Seen seen) {
        this.remote = remote;
        this.notice = notice;
        this.seen = seen;
    }

    /** It will be decided soon; should that take too long, it is accepted. */
    void later() {
        var shared = remote.endpoint.shared();
        timer = shared.loop.after(shared.timing().responseDelay(), this::accept);
    }

    void give(Status status) {
        if (status == Status.NOT_FOUND) {
            refuse();
        } else if (status == Status.NONE) {
            end();
        } else {
            accept();
        }
    }

    void accept() {
        if (end() && notice.isConfirmable()) {
            seen.replied(remote.empty(Type.ACK, notice.getMID()));
        }
    }

    /** The peer takes it as the end of the observation (RFC 7641, 3.6). */
    void refuse() {
        if (end()) {
            seen.replied(remote.empty(Type.RST, notice.getMID()));
        }
    }

    private boolean end() {
        var first = !given;
        given = true;
        timer.cancel();
        return first;
    }
}
