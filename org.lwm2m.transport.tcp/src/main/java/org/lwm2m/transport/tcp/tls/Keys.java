package org.lwm2m.transport.tcp.tls;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.tls.alert.Alert;
import org.lwm2m.tls.key.Certificates;

/** Keys and certificates as Bouncy Castle has them, and back. */
final class Keys {

    /** secp256r1 and secp384r1; curves of less than 255 bits are forbidden (Transport 1.2, 5.2.8). */
    static final List<Integer> GROUPS = List.of(NamedGroup.secp256r1, NamedGroup.secp384r1);

    /** As two octets, hash and signature: SHA-256 and SHA-384 with ECDSA, in chains also SHA-256 with RSA. */
    static final List<Integer> SIGNATURES = List.of(0x0403, 0x0503, 0x0401);

    private static final ProtocolName COAP = ProtocolName.asUtf8Encoding("coap");

    private Keys() {}

    static Vector<SignatureAndHashAlgorithm> signatures(List<Integer> codes) {
        var all = new Vector<SignatureAndHashAlgorithm>();
        codes.forEach(
                code -> all.add(SignatureAndHashAlgorithm.getInstance((short) (code >> 8), (short) (code & 0xff))));
        return all;
    }

    /** RFC 8323, 8.2: how CoAP is called in ALPN. */
    static Vector<ProtocolName> coap() {
        return new Vector<>(List.of(COAP));
    }

    /** What proves that we have the key of our certificate. */
    static TlsCredentialedSigner signer(
            TlsContext context, BcTlsCrypto crypto, Credentials.Certificates ours, Vector<?> peerTakes)
            throws IOException {
        var entries = new ArrayList<CertificateEntry>();
        for (var each : ours.chain()) {
            entries.add(new CertificateEntry(crypto.createCertificate(encoded(each)), null));
        }
        return signer(context, crypto, ours.key(), chain(CertificateType.X509, entries), peerTakes);
    }

    /** What proves that we have the key of our raw public key. */
    static TlsCredentialedSigner signer(
            TlsContext context, BcTlsCrypto crypto, Credentials.RawPublicKey ours, Vector<?> peerTakes)
            throws IOException {
        var shown = crypto.createCertificate(
                CertificateType.RawPublicKey, ours.own().getEncoded());
        var chain = chain(CertificateType.RawPublicKey, List.of(new CertificateEntry(shown, null)));
        return signer(context, crypto, ours.key(), chain, peerTakes);
    }

    static List<X509Certificate> chain(Certificate shown) throws IOException {
        var chain = new ArrayList<X509Certificate>();
        try {
            for (var each : shown.getCertificateList()) {
                chain.addAll(Certificates.read(Bytes.wrap(each.getEncoded())));
            }
        } catch (IllegalArgumentException e) {
            throw Alerts.refusal(Alerts.refused(Alert.BAD_CERTIFICATE, e.getMessage()));
        }
        return chain;
    }

    static PublicKey key(Certificate shown) throws IOException {
        try {
            return org.lwm2m.tls.key.Keys.readPublic(
                    Bytes.wrap(shown.getCertificateAt(0).getEncoded()));
        } catch (IllegalArgumentException e) {
            throw Alerts.refusal(Alerts.refused(Alert.BAD_CERTIFICATE, e.getMessage()));
        }
    }

    private static Certificate chain(short type, List<CertificateEntry> entries) {
        return new Certificate(type, null, entries.toArray(CertificateEntry[]::new));
    }

    private static TlsCredentialedSigner signer(
            TlsContext context, BcTlsCrypto crypto, PrivateKey key, Certificate shown, Vector<?> peerTakes)
            throws IOException {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                PrivateKeyFactory.createKey(key.getEncoded()),
                shown,
                algorithm(peerTakes));
    }

    /** The first of the peer's that an EC key can do. */
    private static SignatureAndHashAlgorithm algorithm(Vector<?> peerTakes) throws IOException {
        if (peerTakes == null) {
            return SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
        }
        return peerTakes.stream()
                .map(SignatureAndHashAlgorithm.class::cast)
                .filter(each -> each.getSignature() == SignatureAlgorithm.ecdsa)
                .filter(each -> each.getHash() == HashAlgorithm.sha256 || each.getHash() == HashAlgorithm.sha384)
                .findFirst()
                .orElseThrow(() -> new TlsFatalAlert((short) Alert.HANDSHAKE_FAILURE.number()));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of ours can't be written", e);
        }
    }
}
