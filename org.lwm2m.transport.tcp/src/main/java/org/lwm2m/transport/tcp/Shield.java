package org.lwm2m.transport.tcp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.eclipse.californium.core.coap.Token;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;

/**
 * Says which messages of one endpoint are protected one by one (OSCORE), and has that done: below block-wise
 * transfer. With a peer that we call all are if we have such keys for it, of those who call us those of whom does.
 */
final class Shield {

    /** Codes from 4.00 on. */
    private static final int ERROR = 0x80;

    private static final byte MARKER = (byte) 0xff;

    private final Shared shared;
    private final Optional<CredentialStore> callers;
    private Optional<Credentials.Oscore> own = Optional.empty();

    Shield(Shared shared, Optional<CredentialStore> callers) {
        this.shared = shared;
        this.callers = callers;
    }

    /** Before it is used: everything is to be protected with these. */
    void use(Credentials.Oscore credentials) {
        own = Optional.of(credentials);
    }

    /** Whether nothing may come or go unprotected. */
    boolean required() {
        return own.isPresent();
    }

    /** What protects requests to a peer; empty if nothing has to. Fails with 5.03 if it is missing, or its keys are. */
    CompletionStage<Optional<Guard>> guard(Identity peer) {
        if (own.isEmpty() && !(peer instanceof Identity.Oscore)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return keys(peer)
                .thenCompose(keys ->
                        shared.protection.soon().thenApply(protection -> Optional.of(new Guard(protection, keys))));
    }

    /** What to do with a request that came protected. */
    CompletionStage<Exchange> answer(Link link, Token token, Bytes request) {
        return shared.protection
                .ifKnown()
                .thenCompose(protection ->
                        protection.answer(Bytes.wrap(token.getBytes()), request, claimed -> known(link, claimed)));
    }

    /**
     * What opens the notifications with a token; empty if they can't be opened any more. Fails if what knows is not there:
     * then they may come again.
     */
    CompletionStage<Optional<Exchange>> observing(Link link, Token token) {
        return shared.protection
                .ifKnown()
                .thenCompose(each -> each.observing(Bytes.wrap(token.getBytes()), claimed -> known(link, claimed)));
    }

    /**
     * What protects the notifications to a peer. Fails with 4.04 if what it takes is forgotten: then the observation is
     * over; with 5.03 if it is missing for now.
     */
    CompletionStage<UnaryOperator<Frame>> notices(Link link, Identity peer, Bytes token) {
        if (!(peer instanceof Identity.Oscore)) {
            return CompletableFuture.completedStage(UnaryOperator.identity());
        }
        return shared.protection
                .soon()
                .thenCompose(each -> each.observed(peer, token, claimed -> known(link, claimed)))
                .thenApply(exchange -> responses(exchange.orElseThrow(
                        () -> new LwM2mException(Status.NOT_FOUND, "OSCORE knows nothing of this observation"))));
    }

    /** The frame of a request that was begun. */
    static Frame first(Exchange exchange, Frame frame) {
        if (exchange.first().orElseThrow() instanceof Step.Down down) {
            return frame.with(down.message());
        }
        throw new LwM2mException(Status.UNAVAILABLE, "the request can't be protected");
    }

    /** Why a request was refused, in the words of the answer; empty if it was not, but is asked for once more. */
    static Optional<String> refusal(Exchange exchange) {
        return exchange.first()
                .map(first -> first instanceof Step.Down down ? down.message() : Bytes.EMPTY)
                .filter(message -> message.size() > 0 && message.octet(0) >= ERROR)
                .map(message -> {
                    var octets = message.array();
                    var from = 0;
                    while (from < octets.length && octets[from] != MARKER) {
                        from++;
                    }
                    return message.slice(Math.min(from + 1, octets.length), Math.max(0, octets.length - from - 1))
                            .utf8();
                });
    }

    /** What protects the responses of an exchange. */
    static UnaryOperator<Frame> responses(Exchange exchange) {
        return frame -> {
            if (exchange.next(frame.message()) instanceof Step.Down down) {
                return frame.with(down.message());
            }
            throw new LwM2mException(Status.UNAVAILABLE, "the response can't be protected");
        };
    }

    /** Whether a peer whose messages are protected may speak to us. */
    CompletionStage<Boolean> admits(Link link, Identity peer) {
        return known(link, peer).thenApply(Optional::isPresent);
    }

    /** A peer whose keys want protection below as well speaks over nothing else; others may have it or not. */
    private CompletionStage<Optional<Caller>> known(Link link, Identity claimed) {
        if (own.isPresent()) {
            return CompletableFuture.completedStage(own.filter(keys -> claimed instanceof Identity.Oscore who
                            && who.sender().equals(keys.recipient())
                            && (who.context().size() == 0 || who.context().equals(keys.context())))
                    .map(keys -> new Caller(keys, List.of())));
        }
        return callers.orElseThrow()
                .find(claimed)
                .thenApply(caller -> caller.filter(each -> each.credentials() instanceof Credentials.Oscore keys
                        && (keys.below().equals(Credentials.NONE)
                                || keys.below().equals(link.proof().proven()))));
    }

    private CompletionStage<Credentials.Oscore> keys(Identity peer) {
        return own.isPresent()
                ? CompletableFuture.completedStage(own.get())
                : callers.orElseThrow().find(peer).thenApply(caller -> caller.map(Caller::credentials)
                        .filter(Credentials.Oscore.class::isInstance)
                        .map(Credentials.Oscore.class::cast)
                        .orElseThrow(() -> new LwM2mException(
                                Status.UNAVAILABLE, "there are no keys any more to protect what the peer is asked")));
    }
}
