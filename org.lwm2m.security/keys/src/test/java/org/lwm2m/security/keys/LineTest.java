package org.lwm2m.security.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.testing.Printed;
import org.lwm2m.tls.issue.TrialAuthority;

class LineTest {

    private static final Bytes KEY = Bytes.hex("e129791359950cbb1c8c3c582913b551");

    static Stream<Known> known() throws Exception {
        var key = Bytes.wrap(Printed.keys(TrialAuthority.keyPair()).getPublic().getEncoded());
        return Stream.of(
                psk("urn:dev:1", "urn:dev:1"),
                psk("me & you = 100 %\t\u00a0é+", "a b", "c%d"),
                psk("gateway"),
                new Known(new Identity.RawPublicKey(key), new Caller(Credentials.POSSESSION, List.of("urn:dev:2"))),
                new Known(certificate("", Bytes.wrap(new byte[32])), new Caller(Credentials.POSSESSION, List.of("a"))),
                new Known(certificate("dev-4", Bytes.EMPTY), new Caller(Credentials.POSSESSION, List.of("a", "b"))),
                oscore("01", "02", "", "0304"));
    }

    @ParameterizedTest
    @MethodSource("known")
    void saysWhatIsReadBack(Known known) {
        var line = Line.format(known.identity(), known.caller());
        assertFalse(line.contains("\n"), line);
        assertEquals(known, Line.parse(line));
    }

    @Test
    void takesIdentityAndEndpointForOneAnother() {
        assertEquals(psk("a", "a"), Line.parse("psk endpoint=a key=" + KEY.hex()));
        assertEquals(psk("a", "a"), Line.parse("psk  identity=a\tkey=" + KEY.hex()));
        assertEquals(psk("a", "b"), Line.parse("psk endpoint=b identity=a key=" + KEY.hex()));
        assertEquals(psk("a"), Line.parse("psk endpoint=* identity=a key=" + KEY.hex()));
        assertEquals(psk("a", "a"), Line.parse("psk endpoint=a key=base64:4Sl5E1mVDLscjDxYKRO1UQ=="));
        assertEquals(
                List.of("1"),
                Line.parse("oscore client.id=31 server.id=02 secret=00")
                        .caller()
                        .endpoints());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            psk endpoint=a                                  | key is missing
            psk key=00                                      | identity is missing
            psk endpoint=a key=0g                           | key has to be hexadecimal
            psk endpoint=a key=base64:!!                    | key has to be hexadecimal
            psk endpoint=a key=00 key=01                    | key is there twice
            psk endpoint=a key=                             | key is missing
            psk endpoint=a key=00 pin=1                     | psk has no pin
            psk endpoint=a secretword                       | word 3
            psk endpoint=%zz key=00                         | word 2
            rpk endpoint=a key=00                           | key is not a public key
            rpk key=00                                      | key is not a public key
            x509 endpoint=a                                 | either fingerprint or name
            x509 endpoint=a name=b fingerprint=00           | either fingerprint or name
            x509 endpoint=a fingerprint=00                  | SHA-256
            oscore client.id=01 server.id=01 secret=00      | the same
            oscore client.id=01 server.id=02                | secret is missing
            certificate endpoint=a                          | none of psk
            """)
    void saysWhatIsWrongAndTellsNoValue(String line, String words) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> Line.parse(line));
        assertTrue(wrong.getMessage().contains(words), wrong.getMessage());
        assertFalse(wrong.getMessage().contains("secretword"), wrong.getMessage());
    }

    @Test
    void keepsNoKeysThatItCanNotSay() {
        var none = new Caller(Credentials.NONE, List.of());
        assertThrows(LwM2mException.class, () -> Line.format(new Identity.None("127.0.0.1"), none));
        assertThrows(LwM2mException.class, () -> Line.format(new Identity.Psk("a"), none));
    }

    private static Known psk(String identity, String... endpoints) {
        var key = new Credentials.PreSharedKey(identity, new Secret(KEY));
        return new Known(new Identity.Psk(identity), new Caller(key, List.of(endpoints)));
    }

    private static Identity certificate(String name, Bytes fingerprint) {
        return new Identity.Certificate(name, List.of(), fingerprint);
    }

    private static Known oscore(String client, String server, String salt, String context) {
        var credentials = new Credentials.Oscore(
                new Secret(KEY),
                Bytes.hex(salt),
                Bytes.hex(server),
                Bytes.hex(client),
                Bytes.hex(context),
                10,
                5,
                Credentials.NONE);
        return new Known(
                new Identity.Oscore(Bytes.hex(client), Bytes.hex(context)), new Caller(credentials, List.of("o")));
    }
}
