package org.lwm2m.transport.tcp.tls;

import java.security.SecureRandom;
import java.time.Clock;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes TLS of connections, on both sides: what it is like here (RFC 7925; Transport 1.2, 5.2). */
public final class Tls {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final Tunnel.Sums sums;
    private final Clock clock;
    private final BcTlsCrypto crypto;

    public Tls(SecureRandom random, Tunnel.Sums sums, Clock clock) {
        this.sums = sums;
        this.clock = clock;
        this.crypto = new BcTlsCrypto(random);
    }

    /** Answers a caller that {@code callers} knows. */
    public Tunnel answering(CredentialStore callers, Tunnel.Ends ends) {
        return new Tunnel(new ServerSide(crypto, new Asking(callers), clock), sums, ends);
    }

    /**
     * Calls one server with one kind of keys.
     *
     * @throws LwM2mException with 5.01 for keys that TLS has no use for, with 4.06 if the account wants what is not here
     */
    public Tunnel calling(Peer peer, Tunnel.Ends ends) {
        var psk = peer.credentials() instanceof Credentials.PreSharedKey;
        if (!psk
                && !(peer.credentials() instanceof Credentials.Certificates)
                && !(peer.credentials() instanceof Credentials.RawPublicKey)) {
            throw new LwM2mException(
                    Status.NOT_IMPLEMENTED,
                    "TLS has no use for " + peer.credentials().getClass().getSimpleName());
        }
        var wishes = new Wishes(peer.settings());
        wishes.suites(psk);
        if (!psk) {
            wishes.groups(Keys.GROUPS);
            wishes.signatures(Keys.SIGNATURES);
        }
        if (peer.credentials() instanceof Credentials.Certificates ours) {
            wishes.check(ours.chain());
        }
        wishes.unmet().ifPresent(what -> LOG.info("{} goes with TLS 1.2, without {}", peer.uri(), what));
        return new Tunnel(new ClientSide(crypto, peer, clock), sums, ends);
    }
}
