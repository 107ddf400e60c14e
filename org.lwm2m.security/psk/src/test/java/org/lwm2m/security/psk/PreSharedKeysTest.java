package org.lwm2m.security.psk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.testing.SecurityModeContract;

class PreSharedKeysTest extends SecurityModeContract {

    private static final Bytes KEY = Bytes.hex("e129791359950cbb1c8c3c582913b551");

    @Override
    protected SecurityMode mode() {
        return new PreSharedKeys();
    }

    @Override
    protected List<SecurityAccount> sufficient() {
        return List.of(
                account("coaps://server1.example.com", Bytes.utf8("b313cc22-f969-42ec-ad42"), KEY),
                account("coaps+tcp://192.0.2.1", Bytes.utf8("é"), Bytes.hex("00")),
                account("coaps://192.0.2.1", Bytes.utf8("i".repeat(128)), Bytes.wrap(new byte[64])));
    }

    @Override
    protected List<SecurityAccount> insufficient() {
        return List.of(
                account("coap://192.0.2.1", Bytes.utf8("me"), KEY),
                account("coaps://192.0.2.1", Bytes.EMPTY, KEY),
                account("coaps://192.0.2.1", Bytes.utf8("me"), Bytes.EMPTY),
                account("coaps://192.0.2.1", Bytes.hex("ff00"), KEY),
                account("coaps://192.0.2.1", Bytes.utf8("i".repeat(1025)), KEY),
                account("coaps://192.0.2.1", Bytes.utf8("me"), Bytes.wrap(new byte[1025])));
    }

    @Test
    void handsOverIdentityAndKey() {
        var made = mode().credentials(sufficient().get(0), Credentials.NONE)
                .toCompletableFuture()
                .join();
        assertEquals(new Credentials.PreSharedKey("b313cc22-f969-42ec-ad42", new Secret(KEY)), made);
    }

    @Test
    void namesTheResourceThatIsWrong() {
        var words = insufficient().stream().map(this::refusal).toList();
        var named = Stream.of("coap://", "resource 3", "resource 5", "resource 3", "resource 3", "resource 5")
                .toList();
        for (var i = 0; i < named.size(); i++) {
            assertTrue(words.get(i).contains(named.get(i)), words.get(i));
        }
    }

    private String refusal(SecurityAccount account) {
        var asked = mode().credentials(account, Credentials.NONE).toCompletableFuture();
        return assertThrows(CompletionException.class, asked::join).getCause().getMessage();
    }

    private static SecurityAccount account(String uri, Bytes identity, Bytes key) {
        return new SecurityAccount(URI.create(uri), identity, Bytes.EMPTY, new Secret(key), List.of());
    }
}
