package org.lwm2m.security.oscore;

import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.MessageProtection.Exchange;

/** Opens one request of a peer's whose keys are known, or says why not (RFC 8613, 8.2, B.1.2 and B.2). */
final class Opening {

    private final Association association;
    private final Observations observations;
    private final Bytes token;
    private final CoapBytes outer;
    private final Optional<Bytes> context;
    private final RequestId id;

    /** @param context the kid context */
    Opening(
            Association association,
            Observations observations,
            Bytes token,
            CoapBytes outer,
            Optional<Bytes> context,
            RequestId id) {
        this.association = association;
        this.observations = observations;
        this.token = token;
        this.outer = outer;
        this.context = context;
        this.id = id;
    }

    Exchange open() {
        var replayed = false;
        for (var session : association.known()) {
            if (!mayBe(session)) {
                continue;
            }
            if (!session.mayBeNew(id.number())) {
                replayed = true;
                continue;
            }
            var opened = session.open(id, outer);
            if (opened.isPresent()) {
                association.proved(session);
                return take(session, opened.get(), false);
            }
        }
        var nonce = context.flatMap(each -> Cbor.unwrap(each.array()));
        if (nonce.isPresent() && nonce.get().length > 0 && !replayed) {
            return derive(Bytes.wrap(nonce.get()));
        }
        return asConfigured().orElse(new Refusing(reason(replayed)));
    }

    private Optional<Exchange> asConfigured() {
        return association
                .asConfigured(
                        session -> mayBe(session) && session.open(id, outer).isPresent())
                .flatMap(session -> session.open(id, outer).map(request -> take(session, request, false)));
    }

    private Refusal reason(boolean replayed) {
        if (replayed) {
            return Refusal.REPLAYED;
        }
        return association.known().isEmpty() ? Refusal.NO_CONTEXT : Refusal.NOT_OPENED;
    }

    /** A context is meant that has the kid context of the message, plain or as a byte string; any if it has none. */
    private boolean mayBe(Session session) {
        var own = session.context().id();
        return context.isEmpty() || context.get().equals(own) || context.get().equals(Association.wrapped(own));
    }

    /** @param begins whether the context is new, and so observations of before end: the peer may have lost their keys */
    private Exchange take(Session session, CoapBytes request, boolean begins) {
        return switch (session.take(id.number(), request)) {
            case NEW -> answering(session, request, begins ? outdated(session) : List.of());
            case FIRST -> answering(session, request, outdated(session));
            case REPLAYED -> new Refusing(Refusal.REPLAYED);
            case UNCERTAIN -> new Refusing(session.response(id, session.challenge()));
        };
    }

    private Exchange answering(Session session, CoapBytes request, List<Bytes> ended) {
        return new Answering(association, observations, token, session, id, request.without(CoapBytes.ECHO), ended);
    }

    private List<Bytes> outdated(Session session) {
        return observations.outdated(association.pair(), session.context().id());
    }

    /** B.2: a request with R1 gets our R2; one with an R2 of ours makes the new context. */
    private Exchange derive(Bytes nonce) {
        if (association.hasOurR2(nonce)) {
            var session = association.proposed(nonce);
            return session.open(id, outer)
                    .map(request -> take(association.adopt(session), request, true))
                    .orElseGet(() -> new Refusing(Refusal.NOT_OPENED));
        }
        var asked = association.passing(nonce, Optional.empty());
        if (asked.open(id, outer).isEmpty()) {
            return new Refusing(Refusal.NOT_OPENED);
        }
        var r2 = association.r2();
        var answering = association.passing(Bytes.wrap(Rederivation.joined(r2, nonce.array())), Optional.empty());
        return new Refusing(answering.onlyResponse(
                id,
                asked.context().nonce(id.kid().array(), id.number()),
                Refusal.of(CoapBytes.UNAUTHORIZED),
                Optional.of(Association.wrapped(Bytes.wrap(r2)))));
    }
}
