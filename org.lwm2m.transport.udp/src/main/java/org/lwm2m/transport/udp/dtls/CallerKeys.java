package org.lwm2m.transport.udp.dtls;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/** The pre-shared keys of callers, asked for while their handshake waits. */
final class CallerKeys implements AdvancedPskStore {

    private final CredentialStore callers;
    private volatile HandshakeResultHandler results;

    CallerKeys(CredentialStore callers) {
        this.callers = callers;
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
        if (!identity.isCompliantEncoding()) {
            return new PskSecretResult(connection, identity, null);
        }
        var claimed = new Identity.Psk(identity.getPublicInfoAsString());
        Asked.of(callers, claimed)
                .whenComplete((caller, failure) -> results.apply(
                        answer(connection, identity, claimed, failure == null ? caller : Optional.empty())));
        return null;
    }

    @Override
    public PskPublicInformation getIdentity(InetSocketAddress peer, ServerNames virtualHost) {
        throw new UnsupportedOperationException("callers only");
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        results = handler;
    }

    private static PskSecretResult answer(
            ConnectionId connection,
            PskPublicInformation identity,
            Identity claimed,
            Optional<CredentialStore.Caller> caller) {
        return caller.map(CredentialStore.Caller::credentials)
                .filter(Credentials.PreSharedKey.class::isInstance)
                .map(Credentials.PreSharedKey.class::cast)
                .map(key -> new PskSecretResult(
                        connection, identity, secret(key), new Association(claimed, key, Optional.empty())))
                .orElseGet(() -> new PskSecretResult(connection, identity, null));
    }

    static SecretKey secret(Credentials.PreSharedKey key) {
        return SecretUtil.create(key.key().bytes().array(), PskSecretResult.ALGORITHM_PSK);
    }
}
