package org.lwm2m.transport.tcp.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsPSKIdentity;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.tls.ReferenceName;
import org.lwm2m.tls.ServerCheck;
import org.lwm2m.tls.alert.Alert;

/** Begins one handshake with the server of an account, in the one mode that it has keys for. */
final class ClientSide extends AbstractTlsClient implements Side, TlsAuthentication {

    private final BcTlsCrypto crypto;
    private final Peer peer;
    private final Wishes wishes;
    private final ServerCheck check;
    private final boolean psk;
    private int suite;
    private Optional<Agreement.Found> found = Optional.empty();

    ClientSide(BcTlsCrypto crypto, Peer peer, Clock clock) {
        super(crypto);
        this.crypto = crypto;
        this.peer = peer;
        this.wishes = new Wishes(peer.settings());
        this.check = new ServerCheck(clock);
        this.psk = peer.credentials() instanceof Credentials.PreSharedKey;
    }

    @Override
    public TlsProtocol begin() throws IOException {
        var protocol = new TlsClientProtocol();
        protocol.connect(this);
        return protocol;
    }

    @Override
    public Agreement agreement() {
        return new Agreement(found.orElseThrow(), "TLS 1.2 " + Suites.name(suite));
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Suites.array(wishes.suites(psk));
    }

    @Override
    public void notifySelectedCipherSuite(int selected) {
        suite = selected;
    }

    @Override
    protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector roles) {
        return new Vector<>(wishes.groups(Keys.GROUPS));
    }

    @Override
    protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
        return Keys.signatures(wishes.signatures(Keys.SIGNATURES));
    }

    @Override
    protected Vector<ProtocolName> getProtocolNames() {
        return wishes.alpn() ? Keys.coap() : null;
    }

    @Override
    protected Vector<ServerName> getSNIServerNames() {
        return ReferenceName.indicated(peer)
                .filter(name -> wishes.sni())
                .map(name -> new ServerName(NameType.host_name, name.getBytes(StandardCharsets.US_ASCII)))
                .map(name -> new Vector<>(java.util.List.of(name)))
                .orElse(null);
    }

    @Override
    protected short[] getAllowedServerCertificateTypes() {
        return rawPublicKey();
    }

    @Override
    protected short[] getAllowedClientCertificateTypes() {
        return rawPublicKey();
    }

    private short[] rawPublicKey() {
        return peer.credentials() instanceof Credentials.RawPublicKey
                ? new short[] {CertificateType.RawPublicKey}
                : null;
    }

    @Override
    public TlsPSKIdentity getPSKIdentity() {
        var key = (Credentials.PreSharedKey) peer.credentials();
        found = Optional.of(Agreement.Found.key(key));
        return new BasicTlsPSKIdentity(
                key.identity().getBytes(StandardCharsets.UTF_8),
                key.key().bytes().array());
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return this;
    }

    @Override
    public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
        var certificate = shown.getCertificate();
        try {
            if (certificate == null || certificate.isEmpty()) {
                throw Alerts.refused(Alert.BAD_CERTIFICATE, "it showed no key");
            }
            var key = certificate.getCertificateType() == CertificateType.RawPublicKey;
            found = Optional.of(Agreement.Found.shown(
                    key ? key(certificate) : check.check(ours(), Keys.chain(certificate), ReferenceName.of(peer)),
                    Optional.empty()));
        } catch (RuntimeException e) {
            throw Alerts.refusal(e);
        }
    }

    private Identity key(org.bouncycastle.tls.Certificate shown) throws IOException {
        var key = Keys.key(shown);
        if (peer.credentials() instanceof Credentials.RawPublicKey ours
                && ours.peer().filter(key::equals).isPresent()) {
            return new Identity.RawPublicKey(Bytes.wrap(key.getEncoded()));
        }
        throw Alerts.refused(Alert.BAD_CERTIFICATE, "the server's public key is not the one in the account");
    }

    private Credentials.Certificates ours() {
        if (peer.credentials() instanceof Credentials.Certificates ours) {
            return ours;
        }
        throw Alerts.refused(Alert.UNSUPPORTED_CERTIFICATE, "the server shows a certificate, the account has a key");
    }

    @Override
    public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        var takes = request.getSupportedSignatureAlgorithms();
        return peer.credentials() instanceof Credentials.RawPublicKey key
                ? Keys.signer(context, crypto, key, takes)
                : Keys.signer(context, crypto, ours(), takes);
    }
}
