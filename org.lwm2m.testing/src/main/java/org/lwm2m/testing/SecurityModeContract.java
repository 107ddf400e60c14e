package org.lwm2m.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;

/**
 * What holds for every security mode: credentials for an account that has what the mode needs, 4.06 for one that has
 * not, and no key in anything that prints.
 */
public abstract class SecurityModeContract {

    private static final Duration WAIT = Duration.ofSeconds(10);

    protected abstract SecurityMode mode();

    /** Accounts that hold what the mode needs. */
    protected abstract List<SecurityAccount> sufficient();

    /** Accounts that lack something, or hold rubbish. */
    protected abstract List<SecurityAccount> insufficient();

    @Test
    void makesCredentialsOfAnAccountThatHasWhatItNeeds() throws Exception {
        for (var account : sufficient()) {
            assertNotNull(credentials(account), account.server().toString());
        }
    }

    @Test
    void refusesAnAccountThatLacksSomething() {
        for (var account : insufficient()) {
            var failed = assertThrows(ExecutionException.class, () -> credentials(account));
            var failure = assertInstanceOf(LwM2mException.class, failed.getCause());
            assertEquals(Status.NOT_ACCEPTABLE, failure.status(), failure.getMessage());
        }
    }

    @Test
    void printsNoKey() throws Exception {
        for (var account : sufficient()) {
            assertTellsNothing(account, credentials(account).toString());
        }
        for (var account : insufficient()) {
            var failed = assertThrows(ExecutionException.class, () -> credentials(account));
            assertTellsNothing(account, failed.getCause().toString());
        }
    }

    /** The same account gives the same credentials, so that a session can be resumed. */
    @Test
    void answersTheSameEachTime() throws Exception {
        for (var account : sufficient()) {
            assertEquals(credentials(account), credentials(account));
        }
    }

    /** An account of NoSec's: without any key. */
    protected static SecurityAccount keyless(String server) {
        return new SecurityAccount(URI.create(server), Bytes.EMPTY, Bytes.EMPTY, new Secret(Bytes.EMPTY), List.of());
    }

    private Credentials credentials(SecurityAccount account) throws Exception {
        return mode().credentials(account, Credentials.NONE)
                .toCompletableFuture()
                .get(WAIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static void assertTellsNothing(SecurityAccount account, String text) {
        var key = account.secretKey().bytes();
        if (key.size() > 0) {
            assertFalse(text.contains(key.hex()) || text.contains(key.utf8()), "a key printed: " + text.length());
        }
    }
}
