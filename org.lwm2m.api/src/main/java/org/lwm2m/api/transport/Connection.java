package org.lwm2m.api.transport;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Sink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.Identity;
import org.osgi.annotation.versioning.ConsumerType;

/** A conversation with one peer. It outlives the peer's sleep and, where the session does, a change of its address. */
@ConsumerType
public interface Connection extends AutoCloseable {

    /** Who the peer has proved to be. */
    Identity identity();

    /** Where the peer is now; enough for {@link Listener#resume}. */
    URI address();

    /** Where we speak from; see {@link Peer#local}. Empty where a wire has no such place. */
    default Optional<URI> local() {
        return Optional.empty();
    }

    Features features();

    /**
     * Asks the peer. An answer of any status completes the stage. It fails with 5.04 if none came in the time that the
     * transport gives it, with 5.03 if there is no way to the peer, and with 5.01 if this wire has no such request.
     * <p>
     * Requests may be sent at any time; a transport lets as many out at once as its protocol allows. Completes on a
     * thread of the transport's, which must not be blocked.
     * <p>
     * A large content is read piece by piece as it goes out. That may take long: 5.04 comes if the peer falls silent,
     * not because a transfer is large. Whoever cancels the stage's future ends the transfer.
     */
    CompletionStage<Response> send(Request request);

    /**
     * Asks for something large, which goes into {@code body} as it comes; the response's content is what that ends in.
     * Only a success goes there: at an error, and where the stage fails, the sink is aborted. See {@link Sink}.
     */
    default CompletionStage<Response> send(Request request, Sink body) {
        return new WholeBody(body).of(send(request));
    }

    /**
     * Tells the peer and does not wait: a notification or a Send that may get lost, a trigger by SMS. Complete once it
     * is out. A peer that refuses a notification it was told has the handler asked to cancel the observation, with a
     * {@code Downlink.Cancel} of the root; CoAP says that as RST.
     */
    default CompletionStage<Void> tell(Request request) {
        return send(request).thenApply(response -> null);
    }

    /** Ends the conversation and its session: a client that is registered has to call again, with its keys of now. */
    @Override
    void close();
}
