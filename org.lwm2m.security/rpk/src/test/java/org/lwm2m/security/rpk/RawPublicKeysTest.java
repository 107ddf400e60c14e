package org.lwm2m.security.rpk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.testing.Printed;
import org.lwm2m.testing.SecurityModeContract;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Pem;

class RawPublicKeysTest extends SecurityModeContract {

    private static final String SERVER = "coaps://192.0.2.1";

    private final KeyPair ours = Printed.keys(TrialAuthority.keyPair());
    private final KeyPair server = Printed.keys(TrialAuthority.keyPair());
    private final Bytes own = Bytes.wrap(ours.getPublic().getEncoded());
    private final Bytes secret = Bytes.wrap(ours.getPrivate().getEncoded());
    private final Bytes theirs = Bytes.wrap(server.getPublic().getEncoded());

    RawPublicKeysTest() throws GeneralSecurityException {}

    @Override
    protected SecurityMode mode() {
        return new RawPublicKeys();
    }

    @Override
    protected List<SecurityAccount> sufficient() {
        return List.of(
                account(SERVER, own, theirs, secret),
                account(SERVER, pem("PUBLIC KEY", own), pem("PUBLIC KEY", theirs), pem("PRIVATE KEY", secret)));
    }

    @Override
    protected List<SecurityAccount> insufficient() {
        return List.of(
                account("coap://192.0.2.1", own, theirs, secret),
                account(SERVER, Bytes.EMPTY, theirs, secret),
                account(SERVER, own, Bytes.EMPTY, secret),
                account(SERVER, own, theirs, Bytes.EMPTY),
                account(SERVER, Bytes.utf8("rubbish"), theirs, secret),
                account(SERVER, own, Bytes.utf8("rubbish"), secret),
                account(SERVER, own, theirs, Bytes.utf8("rubbish")),
                account(SERVER, theirs, theirs, secret),
                account(SERVER, own, theirs, secret, Entry.of(Path.of(0, 0, 13), new Value.Unsigned(1))));
    }

    @Test
    void handsOverTheKeys() {
        var made = mode().credentials(sufficient().get(1), Credentials.NONE)
                .toCompletableFuture()
                .join();
        var keys = (Credentials.RawPublicKey) made;
        assertEquals(ours.getPublic(), keys.own());
        assertEquals(server.getPublic(), keys.peer().orElseThrow());
    }

    @Test
    void namesTheResourceThatIsWrong() {
        var named = List.of("coap://", "3 ", "4 ", "5 ", "3 ", "4 ", "5 ", "5 ", "13 ");
        for (var i = 0; i < named.size(); i++) {
            var asked =
                    mode().credentials(insufficient().get(i), Credentials.NONE).toCompletableFuture();
            var words = assertThrows(CompletionException.class, asked::join)
                    .getCause()
                    .getMessage();
            assertTrue(words.contains(i == 0 ? named.get(i) : "resource " + named.get(i)), words);
            assertFalse(words.contains(secret.hex()), words);
        }
    }

    private static Bytes pem(String label, Bytes der) {
        return Bytes.utf8(new Pem(label, der).text());
    }

    private static SecurityAccount account(String uri, Bytes own, Bytes server, Bytes key, Entry... more) {
        return new SecurityAccount(URI.create(uri), own, server, new Secret(key), List.of(more));
    }
}
