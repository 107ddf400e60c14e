package org.lwm2m.transport.tcp.tls;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.tls.alert.Alert;

/** Asks for what callers have to prove, while their handshake waits: a handshake is worked off in one go. */
final class Asking {

    /** A store that is being replaced may take two. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CredentialStore callers;

    Asking(CredentialStore callers) {
        this.callers = callers;
    }

    /** @throws LwM2mException with an alert, if the store fails or takes too long */
    Optional<Credentials> proof(Identity claimed) {
        try {
            return callers.find(claimed)
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .map(CredentialStore.Caller::credentials);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Alerts.refused(Alert.INTERNAL_ERROR, "interrupted while the keys were asked for");
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw Alerts.refused(
                    Alert.INTERNAL_ERROR,
                    "the store of keys failed or took too long: " + (e.getCause() == null ? e : e.getCause()));
        }
    }

    Optional<Credentials.Certificates> certificates() {
        return own(Credentials.Certificates.class);
    }

    Optional<Credentials.RawPublicKey> key() {
        return own(Credentials.RawPublicKey.class);
    }

    private <T> Optional<T> own(Class<T> kind) {
        return callers.own().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
