package org.lwm2m.security.keys;

import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;

/** One caller that is known: who it says it is, what it has to prove, and the names it may register. */
record Known(Identity identity, Caller caller) {

    private static final int AES_CCM_16_64_128 = 10;
    private static final int HMAC_256 = 5;

    /** By a pre-shared key; identity or endpoint stands for the other where that is left out. */
    static Known psk(Fields fields) {
        var identity =
                fields.text("identity").or(() -> fields.first("endpoint")).orElseThrow(() -> lacks("identity"));
        var key = fields.octets("key").orElseThrow(() -> lacks("key"));
        require(key.size() >= 1 && key.size() <= 1024, "key has to have 1 to 1024 octets, not " + key.size());
        return new Known(
                new Identity.Psk(identity),
                new Caller(new Credentials.PreSharedKey(identity, new Secret(key)), fields.endpoints(identity)));
    }

    static Known rpk(Fields fields) {
        var key = fields.publicKey("key").orElseThrow(() -> lacks("key"));
        return new Known(
                new Identity.RawPublicKey(key),
                new Caller(Credentials.POSSESSION, fields.endpoints().orElseThrow(() -> lacks("endpoint"))));
    }

    /** By the hash of a certificate, or by its common name. */
    static Known x509(Fields fields) {
        var fingerprint = fields.octets("fingerprint").orElse(Bytes.EMPTY);
        var name = fields.text("name").orElse("");
        require(fingerprint.size() > 0 != !name.isEmpty(), "either fingerprint or name has to be there");
        require(
                fingerprint.size() == 0 || fingerprint.size() == 32,
                "fingerprint has to be a SHA-256, 32 octets, not " + fingerprint.size());
        var endpoints =
                name.isEmpty() ? fields.endpoints().orElseThrow(() -> lacks("endpoint")) : fields.endpoints(name);
        return new Known(
                new Identity.Certificate(name, List.of(), fingerprint), new Caller(Credentials.POSSESSION, endpoints));
    }

    /** By an OSCORE context, whose ids are named for who sends with them. */
    static Known oscore(Fields fields) {
        var client = fields.octets("client.id").orElseThrow(() -> lacks("client.id"));
        var server = fields.octets("server.id").orElseThrow(() -> lacks("server.id"));
        var secret = fields.octets("secret").orElseThrow(() -> lacks("secret"));
        require(!client.equals(server), "client.id and server.id are the same");
        require(secret.size() > 0, "secret is empty");
        var context = fields.octets("context").orElse(Bytes.EMPTY);
        var credentials = new Credentials.Oscore(
                new Secret(secret),
                fields.octets("salt").orElse(Bytes.EMPTY),
                server,
                client,
                context,
                fields.number("aead").orElse(AES_CCM_16_64_128),
                fields.number("hmac").orElse(HMAC_256),
                Credentials.NONE);
        return new Known(
                new Identity.Oscore(client, context), new Caller(credentials, fields.endpoints(client.utf8())));
    }

    private static IllegalArgumentException lacks(String field) {
        return new IllegalArgumentException(field + " is missing");
    }

    private static void require(boolean good, String what) {
        if (!good) {
            throw new IllegalArgumentException(what);
        }
    }
}
