package org.lwm2m.transport.tcp;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/**
 * Who the peer of a connection is.
 *
 * @param proven what it proved that with
 * @param protection what was agreed with TLS, in its names; empty in the clear
 * @param trusted whether the certificate that it has shown would be taken now, if it was one
 * @param since when that was
 */
record Proof(
        Identity identity, Credentials proven, String protection, Optional<BooleanSupplier> trusted, Instant since) {

    /** Nothing was proved. */
    static Proof none(String address) {
        return new Proof(new Identity.None(address), Credentials.NONE, "", Optional.empty(), Instant.EPOCH);
    }
}
