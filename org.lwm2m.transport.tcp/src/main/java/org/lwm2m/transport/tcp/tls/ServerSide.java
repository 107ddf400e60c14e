package org.lwm2m.transport.tcp.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.tls.ClientCheck;
import org.lwm2m.tls.alert.Alert;

/** Answers one handshake of a caller, with any of the modes that the store knows keys for. */
final class ServerSide extends AbstractTlsServer implements Side, TlsPSKIdentityManager {

    /** How much of a key tells it from others, to people. */
    private static final int DIGITS = 16;

    private final BcTlsCrypto crypto;
    private final Asking callers;
    private final ClientCheck check;
    private Optional<Agreement.Found> found = Optional.empty();
    private Optional<TlsCredentials> ours = Optional.empty();

    ServerSide(BcTlsCrypto crypto, Asking callers, Clock clock) {
        super(crypto);
        this.crypto = crypto;
        this.callers = callers;
        this.check = new ClientCheck(clock);
    }

    @Override
    public TlsProtocol begin() throws IOException {
        var protocol = new TlsServerProtocol();
        protocol.accept(this);
        return protocol;
    }

    @Override
    public Agreement agreement() {
        return new Agreement(found.orElseThrow(), "TLS 1.2 " + Suites.name(selectedCipherSuite));
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        var key = callers.certificates().isPresent() || callers.key().isPresent();
        return Suites.array(Suites.listening(key));
    }

    @Override
    public int[] getSupportedGroups() {
        return Suites.array(Keys.GROUPS);
    }

    /** The first of ours that the client has too; a client that says nothing has to take the first. */
    @Override
    protected int selectECDH(int minimumCurveBits) {
        var offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        if (offered == null) {
            return Keys.GROUPS.get(0);
        }
        return Keys.GROUPS.stream()
                .filter(group -> java.util.Arrays.stream(offered).anyMatch(each -> each == group))
                .findFirst()
                .orElse(-1);
    }

    @Override
    protected Vector<ProtocolName> getProtocolNames() {
        return Keys.coap();
    }

    @Override
    protected short[] getAllowedClientCertificateTypes() {
        return new short[] {CertificateType.X509, CertificateType.RawPublicKey};
    }

    /** A raw public key where the client prefers that or we have nothing else (RFC 7250, 4.2). */
    @Override
    public TlsCredentials getCredentials() throws IOException {
        if (Suites.isPsk(selectedCipherSuite)) {
            return null;
        } else if (ours.isEmpty()) {
            ours = Optional.of(shown());
        }
        return ours.get();
    }

    private TlsCredentials shown() throws IOException {
        var takes = context.getSecurityParametersHandshake().getClientSigAlgs();
        var types = TlsExtensionsUtils.getServerCertificateTypeExtensionClient(clientExtensions);
        var certificates = callers.certificates();
        var key = callers.key();
        var wantsKey = types != null && types[0] == CertificateType.RawPublicKey;
        if (key.isPresent() && types != null && (wantsKey || certificates.isEmpty())) {
            return Keys.signer(context, crypto, key.get(), takes);
        }
        return Keys.signer(
                context,
                crypto,
                certificates.orElseThrow(() -> Alerts.refusal(Alerts.refused(
                        Alert.UNSUPPORTED_CERTIFICATE, "we have no certificate, and the caller takes no raw key"))),
                takes);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return Suites.isPsk(selectedCipherSuite)
                ? null
                : new CertificateRequest(
                        new short[] {ClientCertificateType.ecdsa_sign}, Keys.signatures(Keys.SIGNATURES), null);
    }

    @Override
    public void notifyClientCertificate(Certificate shown) throws IOException {
        try {
            if (shown == null || shown.isEmpty()) {
                throw Alerts.refused(Alert.BAD_CERTIFICATE, "it showed no key");
            } else if (shown.getCertificateType() == CertificateType.RawPublicKey) {
                var encoded = Bytes.wrap(Keys.key(shown).getEncoded());
                admit(new Identity.RawPublicKey(encoded), Optional.empty());
            } else {
                var chain = Keys.chain(shown);
                var anchors = Trusted.anchors(callers).orElse(List.of());
                admit(check.check(anchors, chain), Optional.of(new Trusted(callers, check, chain)));
            }
        } catch (RuntimeException e) {
            throw Alerts.refusal(e);
        }
    }

    private void admit(Identity claimed, Optional<Trusted> trusted) {
        if (callers.proof(claimed).filter(Credentials.POSSESSION::equals).isEmpty()) {
            throw Alerts.refused(Alert.ACCESS_DENIED, "unknown caller " + name(claimed));
        }
        found = Optional.of(Agreement.Found.shown(claimed, trusted.map(each -> each)));
    }

    @Override
    public TlsPSKIdentityManager getPSKIdentityManager() {
        return this;
    }

    @Override
    public byte[] getHint() {
        return null;
    }

    /** Empty-handed for who is not known: the handshake ends with unknown_psk_identity (RFC 4279, 2). */
    @Override
    public byte[] getPSK(byte[] identity) {
        return text(identity)
                .flatMap(name -> callers.proof(new Identity.Psk(name)))
                .filter(Credentials.PreSharedKey.class::isInstance)
                .map(Credentials.PreSharedKey.class::cast)
                .map(key -> {
                    found = Optional.of(Agreement.Found.key(key));
                    return key.key().bytes().array();
                })
                .orElse(null);
    }

    private static Optional<String> text(byte[] identity) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(identity))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String name(Identity claimed) {
        if (claimed instanceof Identity.Certificate certificate) {
            return "\"" + certificate.name() + "\"";
        }
        // A key begins with what kind of key it is, the same for all of them.
        var hex = ((Identity.RawPublicKey) claimed).key().hex();
        return "with the raw public key …" + hex.substring(Math.max(0, hex.length() - DIGITS));
    }
}
