package org.lwm2m.security.nosec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

class OpenDoorTest {

    @ParameterizedTest
    @ValueSource(strings = {"none", "", "everybody", "LOOPBACK2"})
    void letsNobodyInUnlessToldOtherwise(String callers) {
        assertFalse(letsIn(callers, "127.0.0.1"));
        assertFalse(letsIn(callers, "192.0.2.1"));
    }

    @Test
    void letsNobodyInByDefault() throws Exception {
        assertEquals("none", OpenDoor.Config.class.getDeclaredMethod("callers").getDefaultValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1", "0:0:0:0:0:0:0:1%lo", "::ffff:127.0.0.1"})
    void letsThisMachineIn(String address) {
        assertTrue(letsIn("loopback", address));
        assertTrue(letsIn(" Loopback ", address));
        assertTrue(letsIn("any", address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.1", "2001:db8::1", "fe80::1%eth0", "::", "0.0.0.0", "localhost", "", "::1x", "1.2.3.4.5"
            })
    void letsOthersInOnlyIfAnybodyMayCome(String address) {
        assertFalse(letsIn("loopback", address));
        assertTrue(letsIn("any", address));
    }

    @Test
    void givesACallerAnyNameAndNoCredentials() {
        var caller = find("any", new Identity.None("192.0.2.1"));
        assertEquals(List.of(new Caller(Credentials.NONE, List.of())), caller);
    }

    @Test
    void knowsNothingOfCallersWhoProveSomething() {
        assertEquals(List.of(), find("any", new Identity.Psk("me")));
        assertEquals(List.of(), find("any", new Identity.RawPublicKey(Bytes.EMPTY)));
        assertEquals(List.of(), find("any", new Identity.Broker("me")));
    }

    private static boolean letsIn(String callers, String address) {
        return !find(callers, new Identity.None(address)).isEmpty();
    }

    private static List<Caller> find(String callers, Identity who) {
        return new OpenDoor(config(callers))
                .find(who).toCompletableFuture().join().stream().toList();
    }

    @SuppressWarnings("all")
    private static OpenDoor.Config config(String callers) {
        return new OpenDoor.Config() {
            @Override
            public String callers() {
                return callers;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return OpenDoor.Config.class;
            }
        };
    }
}
