package org.lwm2m.transport.udp.dtls;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.californium.elements.auth.AdditionalInfo;
import org.eclipse.californium.elements.auth.ExtensiblePrincipal;
import org.eclipse.californium.scandium.auth.ApplicationLevelInfoSupplier;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/**
 * Keys that were agreed with one peer: whoever has them is this peer, wherever it sends from. Made by each full
 * handshake, and the same after a resumption; equal to itself only.
 */
public final class Association {

    private static final String KEY = "association";

    private final Identity identity;
    private final Credentials proven;
    private final Optional<BooleanSupplier> trusted;

    /** @param trusted whether the certificate that the peer has shown would be taken now, if it was one */
    Association(Identity identity, Credentials proven, Optional<BooleanSupplier> trusted) {
        this.identity = identity;
        this.proven = proven;
        this.trusted = trusted;
    }

    /** Who the peer proved to be. */
    public Identity identity() {
        return identity;
    }

    /** What it proved that with: its pre-shared key, or {@link Credentials#POSSESSION}. */
    public Credentials proven() {
        return proven;
    }

    /** Whether the certificate it proved that with is trusted now; empty where there was none. */
    Optional<BooleanSupplier> trusted() {
        return trusted;
    }

    /** The association whose keys protected a message. */
    public static Optional<Association> of(Principal principal) {
        return principal instanceof ExtensiblePrincipal<?> known
                ? Optional.ofNullable(known.getExtendedInfo().get(KEY, Association.class))
                : Optional.empty();
    }

    /** Ties what a handshake has found out to the session that comes of it; a resumption finds out nothing. */
    static ApplicationLevelInfoSupplier supplier() {
        return (principal, found) -> found instanceof Association ? AdditionalInfo.from(Map.of(KEY, found)) : null;
    }

    @Override
    public String toString() {
        return identity.toString();
    }
}
