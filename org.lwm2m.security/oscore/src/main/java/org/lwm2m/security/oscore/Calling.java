package org.lwm2m.security.oscore;

import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;
import org.lwm2m.security.oscore.Page.Side;

/**
 * A request of ours, and its responses (RFC 8613, 8.1 and 8.4). What the peer asks for besides is done here: an Echo, a new
 * context; each once.
 */
final class Calling implements Exchange {

    private final Association association;
    private final Observations observations;
    private final Bytes token;
    private final Optional<Session> before;
    private final Optional<Step> first;
    private CoapBytes request; // guarded by this, like all below
    private Session session;
    private Session.Sent sent;
    private boolean derived;
    private boolean echoed;
    private boolean observing;
    private List<Bytes> ended = List.of();

    Calling(Association association, Observations observations, Bytes token, CoapBytes request) {
        this.association = association;
        this.observations = observations;
        this.token = token;
        this.request = request;
        this.before = association.current();
        this.derived = before.isEmpty();
        this.first = Optional.of(send(before.orElseGet(association::first)));
    }

    /** Goes on with an observation that began earlier. */
    Calling(Association association, Observations observations, Bytes token, Session session, Begun begun) {
        this.association = association;
        this.observations = observations;
        this.token = token;
        this.request = Refusal.of(CoapBytes.GET).with(CoapBytes.OBSERVE);
        this.before = Optional.empty();
        this.first = Optional.empty();
        this.session = session;
        this.sent = session.earlier(begun.number(), request);
        this.observing = true;
    }

    @Override
    public Optional<Identity> peer() {
        return Optional.of(association.peer());
    }

    @Override
    public Optional<Step> first() {
        return first;
    }

    @Override
    public synchronized List<Bytes> ended() {
        var all = ended;
        ended = List.of();
        return all;
    }

    @Override
    public synchronized Step next(Bytes response) {
        try {
            var outer = CoapBytes.read(response);
            var value = outer.option(CoapBytes.OSCORE);
            return value.isEmpty() ? unprotected(outer, response) : open(outer, OscoreOption.read(value.get()));
        } catch (IllegalArgumentException e) {
            return new Step.Drop(e.getMessage());
        }
    }

    /** The context is unknown to the peer, or so somebody says: a new one tells, and does no harm. */
    private Step unprotected(CoapBytes outer, Bytes response) {
        if (!outer.isError() || observing) {
            return new Step.Drop("an unprotected response to a protected request");
        }
        var lost = outer.code() == CoapBytes.UNAUTHORIZED || outer.code() == CoapBytes.BAD_REQUEST;
        if (lost && !derived && association.derives()) {
            derived = true;
            return send(association.first());
        }
        return new Step.Refused(response);
    }

    private Step open(CoapBytes outer, OscoreOption option) {
        var r2 = option.context().flatMap(each -> Cbor.unwrap(each.array()));
        var with = r2.isPresent() && !observing
                ? association.passing(
                        Bytes.wrap(Rederivation.joined(
                                r2.get(), session.context().id().array())),
                        Optional.empty())
                : session;
        var context = with.context();
        var nonce = option.number()
                .map(each -> context.nonce(context.recipient(), each))
                .orElse(sent.nonce());
        var plain = context.open(nonce, sent.id(), outer.payload());
        if (plain.isEmpty()) {
            return new Step.Drop("a response that is not the peer's to this request");
        }
        var message = Cover.response(outer, plain.get(), option.number());
        if (r2.isPresent() && !observing && message.code() == CoapBytes.UNAUTHORIZED) {
            var now = association.derived(r2.get(), before);
            ended = observations.outdated(association.pair(), now.context().id());
            return send(now);
        }
        association.proved(session);
        return genuine(message, option.number());
    }

    private Step genuine(CoapBytes message, Optional<PartialIv> number) {
        var echo = message.option(CoapBytes.ECHO);
        if (message.code() == CoapBytes.UNAUTHORIZED && echo.isPresent() && !echoed && !observing) {
            echoed = true;
            request = request.with(CoapBytes.ECHO, echo.get());
            return send(session);
        }
        if (observing && !number.map(this::isNewer).orElse(false)) {
            return new Step.Drop("a notification that came before, or is older than one that did");
        }
        var notifies = !message.isError() && message.option(CoapBytes.OBSERVE).isPresent();
        if (notifies && Observations.begins(request)) {
            observing = true;
            var begun = new Begun(
                    association.pair(), session.context().id(), sent.id().number());
            observations.began(
                    Side.OBSERVING, token, begun, number.map(PartialIv::value).orElse(-1L));
        } else if (observing || Observations.ends(request)) {
            observations.ended(Side.OBSERVING, association.pair(), token);
        }
        return new Step.Up(Bytes.wrap(message.write()));
    }

    private boolean isNewer(PartialIv number) {
        return observations.takes(association.pair(), token, number.value());
    }

    private Step send(Session with) {
        session = with;
        sent = with.request(request);
        return new Step.Down(Bytes.wrap(sent.message().write()));
    }
}
