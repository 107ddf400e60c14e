package org.lwm2m.security.oscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.testing.Proves;
import org.lwm2m.testing.SecurityModeContract;

class OscoreModeTest extends SecurityModeContract {

    private static final Entry SECRET = octets(0, "000102030405060708090a0b0c0d0e0f");
    private static final Entry SENDER = octets(1, "01");
    private static final Entry RECIPIENT = octets(2, "02");

    @Override
    protected SecurityMode mode() {
        return new OscoreMode();
    }

    @Override
    protected List<SecurityAccount> sufficient() {
        return List.of(
                account(SECRET, SENDER, RECIPIENT),
                account(
                        SECRET,
                        octets(1, ""),
                        RECIPIENT,
                        number(3, 30),
                        number(4, -10),
                        octets(5, "aa"),
                        octets(6, "bb")),
                account(SECRET, Entry.of(Path.of(21, 4, 1), new Value.Text("client")), RECIPIENT, number(4, 7)));
    }

    @Override
    protected List<SecurityAccount> insufficient() {
        return List.of(
                account(SENDER, RECIPIENT),
                account(SECRET, RECIPIENT),
                account(SECRET, SENDER),
                account(SECRET, SENDER, SENDER, octets(2, "01")),
                account(SECRET, octets(1, "0102030405060708"), RECIPIENT),
                account(SECRET, SENDER, octets(2, "0102"), number(3, 12)),
                account(SECRET, SENDER, RECIPIENT, number(3, 99)),
                account(SECRET, SENDER, RECIPIENT, number(4, 4)),
                account(SECRET, SENDER, RECIPIENT, Entry.of(Path.of(21, 4, 3), new Value.Flag(true))));
    }

    /** Core 1.2, E.1 and E.4; the client's Sender ID is the server's Recipient ID. */
    @Test
    @Proves("OSC-02")
    void takesIdsAndKeysFromTheLinkedObjectAndLeavesWhatIsBelow() {
        var below = new Credentials.PreSharedKey("x", new Secret(Bytes.hex("00")));
        var made = mode().credentials(account(SECRET, SENDER, RECIPIENT, octets(5, "9e7c"), octets(6, "37cb")), below)
                .toCompletableFuture()
                .join();
        var expected = new Credentials.Oscore(
                new Secret(Bytes.hex("000102030405060708090a0b0c0d0e0f")),
                Bytes.hex("9e7c"),
                Bytes.hex("01"),
                Bytes.hex("02"),
                Bytes.hex("37cb"),
                10,
                5,
                below);
        assertEquals(expected, made);
    }

    @Test
    void namesTheResourceThatIsWrong() {
        var wrong = mode().credentials(account(SECRET, SENDER, RECIPIENT, number(3, 99)), Credentials.NONE)
                .toCompletableFuture();
        var failure = (LwM2mException)
                assertThrows(CompletionException.class, wrong::join).getCause();
        assertTrue(failure.getMessage().contains("/21/x/3"), failure.getMessage());
    }

    private static SecurityAccount account(Entry... oscore) {
        var more = new ArrayList<>(List.of(oscore));
        more.add(Entry.of(Path.of(0, 0, 17), new Value.ObjectLink(21, 4)));
        return new SecurityAccount(
                URI.create("coap://192.0.2.1"), Bytes.EMPTY, Bytes.EMPTY, new Secret(Bytes.EMPTY), more);
    }

    private static Entry octets(int resource, String hex) {
        return Entry.of(Path.of(21, 4, resource), new Value.Opaque(Bytes.hex(hex)));
    }

    private static Entry number(int resource, long value) {
        return Entry.of(Path.of(21, 4, resource), new Value.Int(value));
    }
}
