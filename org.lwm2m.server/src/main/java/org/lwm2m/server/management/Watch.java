package org.lwm2m.server.management;

import java.util.Optional;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.server.registration.Registered;

/** An observation as one registration has it, by its token. */
final class Watch {

    private final Token token;
    private final Registered client;
    private final Downlink request;
    private final Optional<Subscription> subscription;

    /** Whether a notification came, so that the answer to the request is old news. */
    volatile boolean notified;

    /** Whether it was logged that a notification was dropped. */
    volatile boolean complained;

    /** @param subscription empty for one that was found in a store, or asked for without the engine's help */
    Watch(Token token, Registered client, Downlink request, Optional<Subscription> subscription) {
        this.token = token;
        this.client = client;
        this.request = request;
        this.subscription = subscription;
    }

    Token token() {
        return token;
    }

    Registered client() {
        return client;
    }

    Downlink request() {
        return request;
    }

    Optional<Subscription> subscription() {
        return subscription;
    }

    /** What was asked for, as on the wire; the root for a composite. */
    Path path() {
        return request instanceof Downlink.Observe one ? one.path() : Path.ROOT;
    }

    /** What ends it on the client. */
    Downlink cancel() {
        return request instanceof Downlink.ObserveComposite many
                ? new Downlink.CancelComposite(many.paths(), token)
                : new Downlink.Cancel(path(), token);
    }
}
