package org.lwm2m.transport.udp.dtls;

import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.tls.alert.Alert;

/** Decides whether what a peer shows is good, a raw public key or a chain of certificates, now or later. */
abstract class Judge implements NewAdvancedCertificateVerifier {

    private volatile HandshakeResultHandler results;

    /** Who a key is; fails with an alert if it is nobody. */
    abstract CompletionStage<? extends Identity> key(PublicKey key, Identity.RawPublicKey claimed);

    /** Whose a chain is; fails with an alert if it is not good. */
    abstract CompletionStage<? extends Identity> chain(List<X509Certificate> chain);

    /** What tells whether a chain that was good is so later; a server that we call is judged once. */
    Optional<BooleanSupplier> later(List<X509Certificate> chain) {
        return Optional.empty();
    }

    @Override
    public abstract List<CertificateType> getSupportedCertificateTypes();

    @Override
    public CertificateVerificationResult verifyCertificate(
            ConnectionId connection,
            ServerNames serverName,
            InetSocketAddress peer,
            boolean clientUsage,
            boolean verifySubject,
            boolean truncate,
            CertificateMessage message) {
        judge(message)
                .whenComplete((identity, failure) -> results.apply(
                        failure == null
                                ? good(connection, message, identity)
                                : new CertificateVerificationResult(connection, Alerts.refusal(failure), null)));
        return null;
    }

    private CompletionStage<? extends Identity> judge(CertificateMessage message) {
        try {
            if (message.getCertificateChain() != null) {
                return chain(shown(message));
            }
            return Optional.ofNullable(message.getPublicKey())
                    .<CompletionStage<? extends Identity>>map(
                            key -> key(key, new Identity.RawPublicKey(Bytes.wrap(key.getEncoded()))))
                    .orElseThrow(() -> refused(Alert.BAD_CERTIFICATE, "it showed no key"));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CertificateVerificationResult good(ConnectionId connection, CertificateMessage message, Identity identity) {
        if (message.getCertificateChain() == null) {
            var association = new Association(identity, Credentials.POSSESSION, Optional.empty());
            return new CertificateVerificationResult(connection, message.getPublicKey(), association);
        }
        var association = new Association(identity, Credentials.POSSESSION, later(shown(message)));
        return new CertificateVerificationResult(connection, message.getCertificateChain(), association);
    }

    private static List<X509Certificate> shown(CertificateMessage message) {
        return message.getCertificateChain().getCertificates().stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** Any: whom we trust is nobody's business, and may be many. */
    @Override
    public List<X500Principal> getAcceptedIssuers() {
        return List.of();
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        results = handler;
    }

    static LwM2mException refused(Alert alert, String why) {
        return new LwM2mException(why, alert.number());
    }
}
