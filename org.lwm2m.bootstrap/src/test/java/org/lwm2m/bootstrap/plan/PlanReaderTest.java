package org.lwm2m.bootstrap.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {

    private static final String GOOD = """
            clients = urn:dev:*, urn:other
            server.101.uri = coaps://one.example.com
            server.101.security = psk
            .server.101.key = 000102030405060708090a0b0c0d0e0f
            server.101.oscore = main
            server.101.lifetime.seconds = 300
            server.102.uri = coap://two.example.com
            server.102.instance = 7
            .oscore.main.secret = base64:AQIDBAUGBwgJCgsMDQ4PEA==
            oscore.main.client.id = 01
            oscore.main.server.id = 02
            access.time.object = 3
            access.time.instance = 0
            access.time.owner = 101
            access.time.acl = 101=all, 102=read write, 0=read
            write./3/0/15 = Europe/Vienna
            """;

    @TempDir
    Path folder;

    @Test
    void aPlanThatFitsTogetherHasNothingWrong() {
        assertEquals(List.of(), problems(GOOD));
        var plan = PlanReader.read(GOOD.getBytes(UTF_8), "good.cfg", folder).plan();
        assertEquals(2, plan.servers().size());
        assertTrue(plan.packs());
        assertEquals("servers", plan.deletes().toString());
        assertEquals("{0=1, 101=31, 102=3}", plan.access().get(0).rights().toString());
    }

    @Test
    void keysDoNotPrint() {
        var plan = PlanReader.read(GOOD.getBytes(UTF_8), "good.cfg", folder).plan();
        assertTrue(plan.toString().contains("coaps://one.example.com"));
        assertFalse(plan.toString().contains("00010203"), plan::toString);
        assertFalse(plan.toString().contains("AQIDBAUGB"), plan::toString);
    }

    /** A line more, or one in place of another, and what is said of it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    server.101.oscore = gone                  | server.101.oscore links to nothing: there is no oscore.gone, but main
                    server.102.oscore = main                  | server.102.oscore links main, and so does server.101.oscore
                    server.101.instance = 7                   | server.102.instance is 7, and so is server.101.instance
                    server.102.keys = generate                | server.102.keys contradicts security = nosec
                    .server.102.key = 00                      | .server.102.key contradicts security = nosec
                    server.101.keys = generate                | .server.101.key contradicts keys = generate
                    server.101.uri = coap://one.example.com   | server.101.uri wants no protection, and server.101.security is psk
                    server.102.uri = coaps://two.example.com  | server.102.uri wants protection, and server.102.security is nosec
                    server.102.uri = nonsense                 | server.102.uri has to be a URI such as
                    server.0.uri = coap://zero.example.com    | server.0 has to be server.ID, a Short Server ID of 1 to 65534
                    server.103.lifetime.seconds = 5           | server.103.uri is missing
                    server.101.lifetime.seconds = long        | server.101.lifetime.seconds has to be a number, 0 to 2147483647, not long
                    server.101.security = pks                 | server.101.security has to be one of nosec, psk, rpk, x509, not pks
                    server.101.lifetme.seconds = 5            | server.101.lifetme.seconds means nothing here
                    server.101.identity = ${name}             | server.101.identity has ${name}; there is only ${endpoint}
                    .server.101.key = a secret                | .server.101.key has to be hexadecimal digits
                    .server.101.key =                         | .server.101.key is missing, as is server.101.key.file
                    server.101.key.file = missing.key         | .server.101.key is there, and so is server.101.key.file
                    access.time.owner = 103                   | access.time.owner is server 103, which this plan does not have
                    access.time.acl = 103=read                | access.time.acl names server 103, which this plan does not have
                    access.time.acl = 101=fly                 | access.time.acl gives all, none or some of
                    access.time.acl = 101=read, 101=write     | access.time.acl names server 101 twice
                    access.more.object = 3                    | access.more.instance is missing
                    oscore.idle.client.id = 05                | oscore.idle is linked by no account
                    oscore.main.server.id = 01                | oscore.main.server.id is the same as client.id
                    oscore.main.client.id = 0102030405060708  | oscore.main.client.id has more than 7 octets
                    oscore.main.keys = generate               | oscore.main.keys = generate contradicts the secret
                    write./1/0/1 = 60                         | write./1/0/1 is said by bootstrap, server.ID
                    write./0/5/1 = true                       | write./0/5/1 is said by bootstrap, server.ID
                    write./3/0 = x                            | write./3/0 has to be write.PATH of a resource
                    write./3/0/15/1 = x                       | write./3/0/15/1 contradicts write./3/0/15
                    .write./3/0/15 = x                        | .write./3/0/15 is there as a secret and not as one
                    delete = everything                       | delete has to be servers, none, / or paths
                    delete = /1/0/1                           | delete has to be servers, none, / or paths
                    pack = perhaps                            | pack has to be true or false, not perhaps
                    clients =                                 | clients is missing
                    version = 2                               | version is of a newer form of plans; this bundle knows 1
                    bootstrap.security = nosec                | bootstrap.uri is missing
                    bootstrap.lifetime.seconds = 5            | bootstrap.lifetime.seconds means nothing here
                    """)
    void whatIsWrongIsNamedByItsKey(String line, String said) {
        var key = line.substring(0, line.indexOf('=')).strip();
        var text = new StringBuilder();
        GOOD.lines()
                .filter(each -> !each.substring(0, each.indexOf('=')).strip().equals(key))
                .forEach(each -> text.append(each).append('\n'));
        var problems = problems(text + line);
        assertTrue(problems.stream().anyMatch(each -> each.startsWith(said)), problems::toString);
        assertFalse(problems.toString().contains("a secret h"), "a secret never prints");
    }

    @Test
    void aKeyThatIsThereTwiceIsNamed() {
        assertEquals(List.of("server.102.instance is there twice"), problems(GOOD + "server.102.instance = 8\n"));
    }

    @Test
    void aPackWithoutAServerIsNamed() {
        assertEquals(
                List.of("pack can't be true without a server: name one by server.ID.uri"),
                problems("clients = a\npack = true\nwrite./3/0/15 = UTC\n"));
        assertEquals(List.of(), problems("clients = a\nwrite./3/0/15 = UTC\n"));
        assertEquals(1, problems("clients = a\n").size());
    }

    @Test
    void aFileThatIsNoTextOrCutInAnEscapeIsNamed() {
        assertEquals(
                "it is no UTF-8",
                problemsOf("clients = \u00e4\u00f6".getBytes(ISO_8859_1)).get(0));
        assertTrue(problems("clients = a\\u00").get(0).startsWith("it can't be read"));
        // Cut in half: what is left does not fit together.
        assertFalse(problems(GOOD.substring(0, GOOD.indexOf("oscore.main.client.id") + 5))
                .isEmpty());
    }

    @Test
    void keysAreReadFromFilesAndFilesThatAreNoKeysAreNamed() throws IOException {
        Files.writeString(folder.resolve("good.key"), "00112233\n");
        Files.writeString(folder.resolve("bad.key"), "no digits");
        var rest = "clients = a\nserver.1.uri = coaps://x\nserver.1.security = psk\nserver.1.key.file = ";
        assertEquals(List.of(), problems(rest + "good.key"));
        assertEquals(List.of(), problems(rest + "${endpoint}.key"), "it is not known before who asks");
        assertEquals(
                List.of("server.1.key.file has to be hexadecimal digits, or base64 behind base64:"),
                problems(rest + "bad.key"));
        assertTrue(problems(rest + "gone.key").get(0).startsWith("server.1.key.file can't be read"));

        Files.writeString(folder.resolve("bad.pem"), "-----BEGIN CERTIFICATE-----\nnothing\n");
        var x509 = problems("""
                clients = a
                server.1.uri = coaps://x
                server.1.security = x509
                server.1.identity.file = bad.pem
                server.1.server.key.file = bad.pem
                server.1.key.file = good.key
                """);
        assertEquals(3, x509.size(), x509::toString);
        assertTrue(x509.stream().allMatch(each -> each.contains("is no good")), x509::toString);
    }

    @Test
    void anEndpointLeadsToNoOtherFile() {
        assertEquals("%2E%2E%2F..%2Fetc%2Fpasswd".replace("%2E%2E", "%2E."), Material.fileName("../../etc/passwd"));
        assertEquals("urn:dev:1", Material.fileName("urn:dev:1"));
        assertEquals("%C3%A4%00", Material.fileName("\u00e4\u0000"));
    }

    private List<String> problems(String text) {
        return problemsOf(text.getBytes(UTF_8));
    }

    private List<String> problemsOf(byte[] bytes) {
        return PlanReader.read(bytes, "test.cfg", folder).problems();
    }
}
