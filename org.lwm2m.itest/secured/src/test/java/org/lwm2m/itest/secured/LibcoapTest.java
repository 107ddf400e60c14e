package org.lwm2m.itest.secured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.security.Identity;

/** libcoap's client registers with our server over DTLS: what it says is what a device says, its stack is another one. */
@Timeout(60)
class LibcoapTest {

    private static final String OPENSSL = "coap-client-openssl";
    private static final String GNUTLS = "coap-client-gnutls";

    @TempDir
    Path folder;

    private Keys keys;
    private Site site;

    @BeforeEach
    void listens() throws Exception {
        Program.needs(OPENSSL);
        keys = new Keys(folder);
        site = new Site(new Known(keys), Map.of());
    }

    @AfterEach
    void ends() {
        if (site != null) {
            site.close();
        }
    }

    private String registers(String program, String endpoint, String... proof) throws Exception {
        var command = new ArrayList<>(List.of(program, "-m", "post", "-t", "40", "-B", "3", "-w"));
        command.addAll(List.of("-e", "%3C/1/0%3E,%3C/3/0%3E"));
        command.addAll(List.of(proof));
        command.add("coaps://127.0.0.1:" + site.port() + "/rd?ep=" + endpoint + "&lt=300&lwm2m=1.1&b=U");
        return Program.run(command.toArray(String[]::new));
    }

    private Identity registered(String endpoint, String said) throws Exception {
        assertTrue(site.client(endpoint).isPresent(), said);
        assertEquals("registered " + endpoint, site.next());
        return site.client(endpoint).orElseThrow().registration().identity();
    }

    @Test
    void aKeyRegistersWithEitherOfItsLibraries() throws Exception {
        for (var program : List.of(OPENSSL, GNUTLS)) {
            Program.needs(program);
            var said = registers(program, program, "-u", Keys.IDENTITY, "-k", Keys.SECRET);
            assertEquals(new Identity.Psk(Keys.IDENTITY), registered(program, said));
        }
    }

    @Test
    void aWrongKeyOrIdentityDoesNot() throws Exception {
        registers(OPENSSL, "a", "-u", Keys.IDENTITY, "-k", "fifteen letters");
        registers(OPENSSL, "b", "-u", "two", "-k", Keys.SECRET);
        assertEquals(List.of(), site.more());
        assertEquals(List.of(), site.sessions());
    }

    @Test
    void aCertificateRegisters() throws Exception {
        for (var program : List.of(OPENSSL, GNUTLS)) {
            var said = registers(program, program, certificate(keys));
            assertEquals("urn:dev:1", ((Identity.Certificate) registered(program, said)).name());
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityDoesNot(@TempDir Path elsewhere) throws Exception {
        registers(OPENSSL, "a", certificate(new Keys(elsewhere)));
        assertEquals(List.of(), site.more());
    }

    @Test
    void aRawPublicKeyRegisters() throws Exception {
        Program.needs(GNUTLS);
        var said = registers(GNUTLS, "raw", "-M", privateKey(keys), "-n");
        assertEquals(keys.rawPublicKey(), registered("raw", said));
    }

    @Test
    void whatIsReadOverDtlsIsAnsweredInItsOwnWords() throws Exception {
        var said = Program.run(
                OPENSSL,
                "-B",
                "3",
                "-v",
                "6",
                "-u",
                Keys.IDENTITY,
                "-k",
                Keys.SECRET,
                "coaps://127.0.0.1:" + site.port() + "/9");
        assertTrue(said.contains("4.04") || said.contains("4.05"), said);
    }

    /** Its resource directory has registrations like ours, as LwM2M took them from there. */
    @Test
    void ourClientRegistersWithItsResourceDirectory() throws Exception {
        var rd = "coap-rd-openssl";
        Program.needs(rd);
        var port = freePort();
        var command = List.of(rd, "-A", "127.0.0.1", "-p", "" + port, "-k", Keys.SECRET, "-v", "7");
        try (var directory = Program.start(command)) {
            directory.says("created DTLS endpoint|bound|listen");
            // That of DTLS is the next one.
            try (var unit = new Unit("unit", Accounts.psk(port + 1), Map.of())) {
                unit.until(State.REGISTERED);
            }
            directory.says("ep=unit");
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As GnuTLS reads it: with the public key inside. */
    private static String privateKey(Keys of) throws Exception {
        var file = of.file("client.ec.key");
        Program.needs("openssl");
        Program.run("openssl", "ec", "-in", of.file("client.key"), "-out", file);
        return file;
    }

    private String[] certificate(Keys of) throws Exception {
        return new String[] {"-c", of.file("client.pem"), "-j", privateKey(of), "-C", keys.file("authority.pem")};
    }
}
