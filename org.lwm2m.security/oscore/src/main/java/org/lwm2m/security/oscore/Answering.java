package org.lwm2m.security.oscore;

import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;

/** A request of a peer's that was opened, and our responses (RFC 8613, 8.3). */
final class Answering implements Exchange {

    private final Identity peer;
    private final Observations observations;
    private final Bytes token;
    private final Session session;
    private final RequestId id;
    private final CoapBytes request;
    private boolean answered; // guarded by this

    Answering(Identity peer, Observations observations, Bytes token, Session session, RequestId id, CoapBytes request) {
        this.peer = peer;
        this.observations = observations;
        this.token = token;
        this.session = session;
        this.id = id;
        this.request = request;
    }

    @Override
    public Optional<Identity> peer() {
        return Optional.of(peer);
    }

    @Override
    public Optional<Step> first() {
        return Optional.of(new Step.Up(Bytes.wrap(request.write())));
    }

    @Override
    public Step next(Bytes response) {
        var message = CoapBytes.read(response);
        var notifies = !message.isError() && message.option(CoapBytes.OBSERVE).isPresent();
        if (notifies && Observations.begins(request)) {
            observations.began(peer, token, this);
        } else {
            observations.ended(peer, token);
        }
        var sealed = first(notifies) ? session.onlyResponse(id, message) : session.response(id, message);
        return new Step.Down(Bytes.wrap(sealed.write()));
    }

    /** A response of an observation has a number, as clients compare them (4.1.3.5.2). */
    private synchronized boolean first(boolean notifies) {
        var first = !answered && !notifies;
        answered = true;
        return first;
    }
}
