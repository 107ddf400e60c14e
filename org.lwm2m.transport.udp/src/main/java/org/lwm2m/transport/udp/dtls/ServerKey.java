package org.lwm2m.transport.udp.dtls;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.ServerNames;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/** The one key that we share with the server that we call. */
final class ServerKey implements AdvancedPskStore {

    private final Credentials.PreSharedKey key;

    ServerKey(Credentials.PreSharedKey key) {
        this.key = key;
    }

    @Override
    public boolean hasEcdhePskSupported() {
        return true;
    }

    @Override
    public PskSecretResult requestPskSecretResult(
            ConnectionId connection,
            ServerNames serverName,
            PskPublicInformation identity,
            String hmac,
            SecretKey other,
            byte[] seed,
            boolean extended) {
        var association = new Association(new Identity.Psk(key.identity()), key, Optional.empty());
        return new PskSecretResult(connection, identity, CallerKeys.secret(key), association);
    }

    @Override
    public PskPublicInformation getIdentity(InetSocketAddress peer, ServerNames virtualHost) {
        return new PskPublicInformation(key.identity());
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        // Answers at once.
    }
}
