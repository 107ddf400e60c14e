package org.lwm2m.tls.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.testing.Printed;
import org.lwm2m.tls.issue.TrialAuthority;

class KeysTest {

    /** The example account of Core 1.2, Appendix C: a key in the form of SEC 1. */
    private static final Bytes SPKI = Bytes.hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004a09dcb1bc739e7f1"
            + "9afa9adcb1944968bfba73efcec29b50486eb44d1b29c193449970a3736830cb2bd5d7ec05d2bd1fc07b6df5e48b54ce77a6a722"
            + "9c3a91c2");

    private static final Bytes SEC1 = Bytes.hex("307702010104209f352da16495748e146fcb5370b8e96d292ced5567a8fae55a22bb67"
            + "d91651b8a00a06082a8648ce3d030107a14403420004a09dcb1bc739e7f19afa9adcb1944968bfba73efcec29b50486eb44d1b29"
            + "c193449970a3736830cb2bd5d7ec05d2bd1fc07b6df5e48b54ce77a6a7229c3a91c2");

    @Test
    void readsTheKeysOfTheSpecificationsExample() {
        assertTrue(Keys.belong(Keys.readPublic(SPKI), Keys.readPrivate(SEC1)));
    }

    @Test
    void readsOneAsymmetricKeyOfBothVersionsInDerAndPem() throws Exception {
        var keys = Printed.keys(TrialAuthority.keyPair());
        var first = Bytes.wrap(keys.getPrivate().getEncoded());
        var fields = new DerReader(new DerReader(first.array()).next(0x30));
        fields.next(0x02);
        var algorithm = Der.sequence(fields.next(0x30));
        var point = Der.of(0x81, Der.join(new byte[1], new byte[] {4}));
        var second = Der.sequence(Der.integer(1), algorithm, Der.octets(fields.next(0x04)), point);
        for (var form : new Bytes[] {first, Bytes.wrap(second)}) {
            assertTrue(Keys.belong(keys.getPublic(), Keys.readPrivate(form)));
            var pem = Bytes.utf8("words before\n" + new Pem("PRIVATE KEY", form).text());
            assertTrue(Keys.belong(keys.getPublic(), Keys.readPrivate(pem)));
        }
        assertFalse(Keys.belong(Printed.keys(TrialAuthority.keyPair()).getPublic(), Keys.readPrivate(first)));
    }

    @Test
    void readsRsa() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var keys = generator.generateKeyPair();
        var open = Keys.readPublic(Bytes.wrap(keys.getPublic().getEncoded()));
        assertTrue(
                Keys.belong(open, Keys.readPrivate(Bytes.wrap(keys.getPrivate().getEncoded()))));
    }

    @Test
    void refusesWeakKeys() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        var weak = rsa.generateKeyPair();
        assertWrong("1024", () -> Keys.readPublic(Bytes.wrap(weak.getPublic().getEncoded())));
        // secp224r1, which this Java may not make any more.
        var point = "04b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21"
                + "bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34";
        var spki = Bytes.hex("304e301006072a8648ce3d020106052b81040021033a00" + point);
        assertThrows(IllegalArgumentException.class, () -> Keys.readPublic(spki));
    }

    @Test
    void knowsThatOtherCurvesAreLongEnough() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        var keys = generator.generateKeyPair();
        assertEquals(
                keys.getPublic(), Keys.readPublic(Bytes.wrap(keys.getPublic().getEncoded())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "-----BEGIN PRIVATE KEY-----\nAAAA",
                "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PUBLIC KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMAA=\n-----END EC PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----"
            })
    void saysWhatIsWrongWithAFile(String text) {
        assertThrows(IllegalArgumentException.class, () -> Keys.readPrivate(Bytes.utf8(text)));
        assertThrows(IllegalArgumentException.class, () -> Keys.readPublic(Bytes.utf8(text)));
        assertThrows(IllegalArgumentException.class, () -> Certificates.read(Bytes.utf8(text)));
    }

    @Test
    void endsWellOnAnyBytes() {
        var random = new Random(5);
        for (var i = 0; i < 5000; i++) {
            var bytes = SEC1.array();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            bytes[random.nextInt(8)] ^= (byte) (1 << random.nextInt(8));
            try {
                Keys.readPrivate(Bytes.wrap(bytes, 0, 1 + random.nextInt(bytes.length)));
            } catch (IllegalArgumentException e) {
                assertFalse(e.getMessage().isEmpty());
            }
        }
    }

    private static void assertWrong(String word, org.junit.jupiter.api.function.Executable read) {
        var wrong = assertThrows(IllegalArgumentException.class, read);
        assertTrue(wrong.getMessage().contains(word), wrong.getMessage());
    }
}
