package org.lwm2m.security.oscore;

import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;
import org.lwm2m.security.oscore.Page.Side;

/** A request of a peer's that was opened, and our responses (RFC 8613, 8.3). */
final class Answering implements Exchange {

    private static final CoapBytes OBSERVE = Refusal.of(CoapBytes.GET).with(CoapBytes.OBSERVE);

    private final Association association;
    private final Observations observations;
    private final Bytes token;
    private final Session session;
    private final RequestId id;
    private final CoapBytes request;
    private final boolean earlier;
    private boolean answered; // guarded by this
    private List<Bytes> ended; // guarded by this

    /** @param ended the tokens of observations of ours that are over as this request made a new context */
    Answering(
            Association association,
            Observations observations,
            Bytes token,
            Session session,
            RequestId id,
            CoapBytes request,
            List<Bytes> ended) {
        this.association = association;
        this.observations = observations;
        this.token = token;
        this.session = session;
        this.id = id;
        this.request = request;
        this.ended = ended;
        this.earlier = false;
    }

    /** Goes on with an observation that began earlier. */
    Answering(Association association, Observations observations, Bytes token, Session session, Begun begun) {
        this.association = association;
        this.observations = observations;
        this.token = token;
        this.session = session;
        this.id = new RequestId(begun.pair().recipient(), begun.number());
        this.request = OBSERVE;
        this.ended = List.of();
        this.earlier = true;
        this.answered = true;
    }

    @Override
    public Optional<Identity> peer() {
        return Optional.of(association.peer());
    }

    @Override
    public Optional<Step> first() {
        return earlier ? Optional.empty() : Optional.of(new Step.Up(Bytes.wrap(request.write())));
    }

    @Override
    public synchronized List<Bytes> ended() {
        var all = ended;
        ended = List.of();
        return all;
    }

    @Override
    public Step next(Bytes response) {
        var message = CoapBytes.read(response);
        var notifies = !message.isError() && message.option(CoapBytes.OBSERVE).isPresent();
        if (notifies && Observations.begins(request)) {
            observations.began(
                    Side.OBSERVED,
                    token,
                    new Begun(association.pair(), session.context().id(), id.number()),
                    -1);
        } else {
            observations.ended(Side.OBSERVED, association.pair(), token);
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
