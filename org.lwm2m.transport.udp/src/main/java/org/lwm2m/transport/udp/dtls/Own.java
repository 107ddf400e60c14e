package org.lwm2m.transport.udp.dtls;

import java.util.Optional;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;

/** What we show to callers, as it is now. */
final class Own {

    private Own() {}

    static Optional<Credentials.Certificates> certificates(CredentialStore callers) {
        return of(callers, Credentials.Certificates.class);
    }

    static Optional<Credentials.RawPublicKey> key(CredentialStore callers) {
        return of(callers, Credentials.RawPublicKey.class);
    }

    private static <T> Optional<T> of(CredentialStore callers, Class<T> kind) {
        return callers.own().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
