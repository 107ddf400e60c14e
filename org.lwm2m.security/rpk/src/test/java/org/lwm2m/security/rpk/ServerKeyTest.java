package org.lwm2m.security.rpk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.testing.Printed;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Pem;

class ServerKeyTest {

    @TempDir
    Path folder;

    @Test
    void showsTheKeyPairOfOneFileOrTwo() throws Exception {
        var keys = Printed.keys(TrialAuthority.keyPair());
        var secret = pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        var open = pem("PUBLIC KEY", keys.getPublic().getEncoded());
        var both = write("both.pem", secret + open);
        for (var store : List.of(
                new ServerKey(config(both, "")), new ServerKey(config(write("key", secret), write("pub", open))))) {
            var own = (Credentials.RawPublicKey) store.own().get(0);
            assertEquals(keys.getPublic(), own.own());
            assertEquals(1, store.own().size());
        }
    }

    @Test
    void showsNoneWithoutConfigurationOrFromFilesThatAreNoPair() throws Exception {
        var secret = pem(
                "PRIVATE KEY",
                Printed.keys(TrialAuthority.keyPair()).getPrivate().getEncoded());
        var open = pem(
                "PUBLIC KEY", Printed.keys(TrialAuthority.keyPair()).getPublic().getEncoded());
        assertEquals(List.of(), new ServerKey(config("", "")).own());
        assertEquals(List.of(), new ServerKey(config(folder + "/none.pem", "")).own());
        assertEquals(List.of(), new ServerKey(config(write("one.pem", secret + open), "")).own());
    }

    private String write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String pem(String label, byte[] der) {
        return new Pem(label, Bytes.wrap(der)).text();
    }

    @SuppressWarnings("all")
    private static ServerKey.Config config(String key, String open) {
        return new ServerKey.Config() {
            @Override
            public String server_key() {
                return key;
            }

            @Override
            public String server_public() {
                return open;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ServerKey.Config.class;
            }
        };
    }
}
