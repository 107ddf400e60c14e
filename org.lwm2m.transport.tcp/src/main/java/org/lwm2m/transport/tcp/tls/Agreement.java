package org.lwm2m.transport.tcp.tls;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/**
 * What a handshake has come to.
 *
 * @param proven what the peer proved who it is with: its pre-shared key, or {@link Credentials#POSSESSION}
 * @param protection version and cipher suite, in their names
 * @param trusted whether the certificate that it has shown would be taken now; empty where there was none
 */
public record Agreement(Identity identity, Credentials proven, String protection, Optional<BooleanSupplier> trusted) {

    Agreement(Found found, String protection) {
        this(found.identity(), found.proven(), protection, found.trusted());
    }

    /** Who the peer is, as far as it is known while the handshake goes on. */
    record Found(Identity identity, Credentials proven, Optional<BooleanSupplier> trusted) {

        static Found key(Credentials.PreSharedKey key) {
            return new Found(new Identity.Psk(key.identity()), key, Optional.empty());
        }

        static Found shown(Identity identity, Optional<BooleanSupplier> trusted) {
            return new Found(identity, Credentials.POSSESSION, trusted);
        }
    }
}
