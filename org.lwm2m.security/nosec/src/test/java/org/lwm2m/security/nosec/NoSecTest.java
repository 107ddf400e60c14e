package org.lwm2m.security.nosec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.testing.SecurityModeContract;

class NoSecTest extends SecurityModeContract {

    @Override
    protected SecurityMode mode() {
        return new NoSec();
    }

    @Override
    protected List<SecurityAccount> sufficient() {
        return Stream.of(
                        "coap://192.0.2.1", "coap+tcp://[2001:db8::1]:5685", "mqtt://broker.example.com", "sms:+491711")
                .map(SecurityModeContract::keyless)
                .toList();
    }

    @Override
    protected List<SecurityAccount> insufficient() {
        return Stream.of("coaps://192.0.2.1", "COAPS://192.0.2.1", "coaps+tcp://192.0.2.1", "mqtts://192.0.2.1")
                .map(SecurityModeContract::keyless)
                .toList();
    }

    /** Core 1.2, E.1: what a mode doesn't use doesn't count. */
    @Test
    void passesOverKeysThatTheAccountHolds() {
        var keys = Bytes.utf8("rubbish");
        var account = new SecurityAccount(URI.create("coap://192.0.2.1"), keys, keys, new Secret(keys), List.of());
        var credentials = mode().credentials(account, Credentials.NONE).toCompletableFuture();
        assertEquals(Credentials.NONE, credentials.join());
    }
}
