package org.lwm2m.client.registration;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where the next connection to a peer goes. Belongs to the client's loop. */
public interface Route {

    /** As far as that is known now. */
    URI uri();

    /** The same, after what it depends on was asked for. Completes on the loop. */
    default CompletionStage<URI> look() {
        return CompletableFuture.completedStage(uri());
    }
}
