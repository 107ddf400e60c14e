package org.lwm2m.transport.udp.dtls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.CertificateIdentityResult;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite.CertificateKeyAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.eclipse.californium.scandium.dtls.x509.CertificateProvider;
import org.eclipse.californium.scandium.util.ServerNames;
import org.lwm2m.api.security.Credentials;

/** Shows the peer our raw public key or our certificates: asked anew for each handshake. */
final class Shows implements CertificateProvider {

    private final Supplier<Optional<Credentials.RawPublicKey>> key;
    private final Supplier<Optional<Credentials.Certificates>> certificates;
    private final Predicate<ConnectionId> wantsKey;

    /** @param wantsKey whether the peer of a handshake wants to see a key rather than certificates */
    Shows(
            Supplier<Optional<Credentials.RawPublicKey>> key,
            Supplier<Optional<Credentials.Certificates>> certificates,
            Predicate<ConnectionId> wantsKey) {
        this.key = key;
        this.certificates = certificates;
        this.wantsKey = wantsKey;
    }

    /** What a client shows: the one thing that it has. */
    static Shows only(Credentials ours) {
        return new Shows(
                () -> Optional.of(ours)
                        .filter(Credentials.RawPublicKey.class::isInstance)
                        .map(Credentials.RawPublicKey.class::cast),
                () -> Optional.of(ours)
                        .filter(Credentials.Certificates.class::isInstance)
                        .map(Credentials.Certificates.class::cast),
                handshake -> ours instanceof Credentials.RawPublicKey);
    }

    @Override
    public List<CertificateKeyAlgorithm> getSupportedCertificateKeyAlgorithms() {
        return List.of(CertificateKeyAlgorithm.EC);
    }

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
        var types = new ArrayList<CertificateType>();
        certificates.get().ifPresent(some -> types.add(CertificateType.X_509));
        key.get().ifPresent(one -> types.add(CertificateType.RAW_PUBLIC_KEY));
        return types;
    }

    @Override
    public CertificateIdentityResult requestCertificateIdentity(
            ConnectionId connection,
            boolean client,
            List<X500Principal> issuers,
            ServerNames serverNames,
            List<CertificateKeyAlgorithm> algorithms,
            List<SignatureAndHashAlgorithm> signatures,
            List<SupportedGroup> groups) {
        var one = key.get();
        var some = certificates.get();
        if (one.isPresent() && (some.isEmpty() || wantsKey.test(connection))) {
            return new CertificateIdentityResult(
                    connection, one.get().key(), one.get().own());
        }
        return some.map(chain -> new CertificateIdentityResult(connection, chain.key(), chain.chain()))
                .orElseGet(() -> new CertificateIdentityResult(connection));
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        // Answers at once.
    }
}
