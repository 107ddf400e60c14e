package org.lwm2m.itest.leshan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.core.CertificateUsage;
import org.eclipse.leshan.core.security.util.SecurityUtil;
import org.eclipse.leshan.servers.security.InMemorySecurityStore;
import org.eclipse.leshan.servers.security.NonUniqueSecurityInfoException;
import org.eclipse.leshan.servers.security.SecurityInfo;

/**
 * Keys for both ends, from files: {@code server.key}, {@code server.pub} and {@code server.pem}, those of the client, and
 * {@code authority.pem}; and one key that both have.
 */
record SecuredKeys(Path folder, String identity, String hex) {

    /** The name of the client that has a key of this mode; that of a certificate is its common name. */
    static String endpoint(String mode) {
        return mode.equals("x509") ? "urn:dev:1" : mode;
    }

    private byte[] der(String name) throws IOException {
        var lines = Files.readString(folder.resolve(name)).replaceAll("-----[^-]*-----", "");
        return Base64.getMimeDecoder().decode(lines);
    }

    PrivateKey serverKey() throws IOException, GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der("server.key")));
    }

    X509Certificate certificate(String name) throws IOException, GeneralSecurityException {
        return SecurityUtil.certificate.decode(der(name));
    }

    InMemorySecurityStore store() throws IOException, GeneralSecurityException, NonUniqueSecurityInfoException {
        var store = new InMemorySecurityStore();
        store.add(SecurityInfo.newPreSharedKeyInfo(
                endpoint("psk"), identity, HexFormat.of().parseHex(hex)));
        store.add(SecurityInfo.newRawPublicKeyInfo(endpoint("rpk"), SecurityUtil.publicKey.decode(der("client.pub"))));
        store.add(SecurityInfo.newX509CertInfo(endpoint("x509")));
        return store;
    }

    Security account(String mode, String uri) throws IOException {
        return switch (mode) {
            case "psk" ->
                Security.psk(uri, 1, identity.getBytes(), HexFormat.of().parseHex(hex));
            case "rpk" -> Security.rpk(uri, 1, der("client.pub"), der("client.key"), der("server.pub"));
            default ->
                Security.x509(
                        uri,
                        1,
                        der("client.pem"),
                        der("client.key"),
                        der("server.pem"),
                        CertificateUsage.DOMAIN_ISSUER_CERTIFICATE.code);
        };
    }
}
