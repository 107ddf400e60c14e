package org.lwm2m.transport.udp.dtls;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;

/** Asks a store of anybody's, which may also throw. */
final class Asked {

    private Asked() {}

    static CompletionStage<Optional<CredentialStore.Caller>> of(CredentialStore callers, Identity claimed) {
        try {
            return callers.find(claimed);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
