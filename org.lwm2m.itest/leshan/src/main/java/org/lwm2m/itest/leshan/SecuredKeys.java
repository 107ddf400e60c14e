package org.lwm2m.itest.leshan;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.List;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.core.security.util.SecurityUtil;
import org.eclipse.leshan.core.util.datatype.ULong;
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

    /**
     * @param what identity and key; or the folder of the client's keys, then the file of the server's key or, with a
     *        certificate usage, of the certificate that is expected
     */
    Security account(String mode, String uri, List<String> what) throws IOException {
        if (mode.equals("psk")) {
            var key = HexFormat.of().parseHex(what.get(1));
            return Security.psk(uri, 1, what.get(0).getBytes(UTF_8), key);
        }
        var own = new SecuredKeys(Path.of(what.get(0)), identity, hex);
        var secret = own.der("client.key");
        return mode.equals("rpk")
                ? Security.rpk(uri, 1, own.der("client.pub"), secret, der(what.get(1)))
                : Security.x509(uri, 1, own.der("client.pem"), secret, der(what.get(1)), ULong.valueOf(what.get(2)));
    }
}
