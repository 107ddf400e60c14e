package org.lwm2m.security.oscore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Secret;
import org.lwm2m.testing.Proves;

/** The test vectors of RFC 8613, appendix C, from both sides. */
@Proves("OSC-01")
class Rfc8613Test {

    private static final HexFormat HEX = HexFormat.of();

    private final List<String[]> lines = lines();
    private final Map<String, Credentials.Oscore> clients =
            of("context").collect(Collectors.toMap(each -> each[0], Rfc8613Test::client));

    @TestFactory
    Stream<DynamicTest> derivesTheKeysOfBothSides() {
        return tests("context", line -> () -> {
            var client = new Context(clients.get(line[0]), Bytes.hex(line[5]));
            var server = new Context(mirrored(clients.get(line[0])), Bytes.hex(line[5]));
            assertEquals(line[6], hex(client.senderKey()));
            assertEquals(line[7], hex(client.recipientKey()));
            assertEquals(line[6], hex(server.recipientKey()));
            assertEquals(line[7], hex(server.senderKey()));
            var zero = new PartialIv(0);
            assertEquals(line[9], hex(client.nonce(client.sender(), zero)));
            assertEquals(line[10], hex(client.nonce(client.recipient(), zero)));
            assertEquals(line[9], hex(server.nonce(server.recipient(), zero)));
            assertEquals(line[10], hex(server.nonce(server.sender(), zero)));
        });
    }

    @TestFactory
    Stream<DynamicTest> derivesTheCommonIv() {
        // A nonce of an empty id and the number 0 is the Common IV but for its length of 0.
        return tests("context", line -> () -> {
            var context = new Context(clients.get(line[0]), Bytes.hex(line[5]));
            assertEquals(line[8], hex(context.nonce(new byte[0], new PartialIv(0))));
        });
    }

    @TestFactory
    Stream<DynamicTest> protectsAndOpensRequests() {
        return tests("request", line -> () -> {
            var client = client(line[1], Long.parseLong(line[2]));
            var sent = client.request(message(line[3]));
            assertEquals(line[4], hex(client.context().associated(sent.id())));
            assertEquals(line[5], hex(sent.nonce()));
            assertEquals(body(line[6]), hex(sent.message().write()));

            var outer = message(line[6]);
            var option = OscoreOption.read(outer.option(CoapBytes.OSCORE).orElseThrow());
            var id = new RequestId(option.kid().orElseThrow(), option.number().orElseThrow());
            var opened = server(line[1], 0).open(id, outer).orElseThrow();
            assertEquals(body(line[3]), hex(opened.write()));
        });
    }

    @TestFactory
    Stream<DynamicTest> protectsAndOpensResponses() {
        return tests("response", line -> () -> {
            var sent = client(line[1], Long.parseLong(line[2])).request(message("44015d1f00003974"));
            var plain = message(line[4]);
            var response = line[3].equals("-")
                    ? server(line[1], 0).onlyResponse(sent.id(), plain)
                    : server(line[1], Long.parseLong(line[3])).response(sent.id(), plain);
            assertEquals(body(line[5]), hex(response.write()));

            var context = client(line[1], 0).context();
            var outer = message(line[5]);
            var number = OscoreOption.read(outer.option(CoapBytes.OSCORE).orElseThrow())
                    .number();
            var nonce =
                    number.map(each -> context.nonce(context.recipient(), each)).orElse(sent.nonce());
            var inner = context.open(nonce, sent.id(), outer.payload()).orElseThrow();
            assertArrayEquals(
                    plain.write(), Cover.response(outer, inner, number).write());
        });
    }

    private Stream<DynamicTest> tests(String kind, Function<String[], org.junit.jupiter.api.function.Executable> test) {
        var all = of(kind).toList();
        assertEquals(kind.equals("response") ? 2 : 3, all.size());
        return all.stream().map(line -> DynamicTest.dynamicTest(line[0], test.apply(line)));
    }

    private Session client(String name, long next) {
        return session(clients.get(name), next);
    }

    private Session server(String name, long next) {
        return session(mirrored(clients.get(name)), next);
    }

    private static Session session(Credentials.Oscore agreed, long next) {
        var announced = Optional.of(agreed.context()).filter(each -> each.size() > 0);
        return new Session(
                new Context(agreed, agreed.context()),
                new Numbers(next, below -> {}),
                announced,
                Optional.of(new ReplayWindow()),
                new SecureRandom());
    }

    private static Credentials.Oscore client(String[] line) {
        return new Credentials.Oscore(
                new Secret(Bytes.hex(line[1])),
                Bytes.hex(line[2]),
                Bytes.hex(line[3]),
                Bytes.hex(line[4]),
                Bytes.hex(line[5]),
                10,
                5,
                Credentials.NONE);
    }

    static Credentials.Oscore mirrored(Credentials.Oscore other) {
        return new Credentials.Oscore(
                other.secret(),
                other.salt(),
                other.recipient(),
                other.sender(),
                other.context(),
                other.aead(),
                other.hmac(),
                other.below());
    }

    /** A datagram without type, message id and token. */
    private static CoapBytes message(String datagram) {
        return CoapBytes.read(HEX.parseHex(body(datagram)));
    }

    private static String body(String datagram) {
        var token = 2 * (HEX.parseHex(datagram)[0] & 0x0f);
        return datagram.substring(2, 4) + datagram.substring(8 + token);
    }

    private static String hex(byte[] octets) {
        return HEX.formatHex(octets);
    }

    private Stream<String[]> of(String kind) {
        return lines.stream().filter(each -> each[0].startsWith(kind + " ")).map(each -> {
            var line = each.clone();
            line[0] = line[0].substring(kind.length() + 1);
            return line;
        });
    }

    private static List<String[]> lines() {
        try (var in = Rfc8613Test.class.getResourceAsStream("rfc8613.txt")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(each -> !each.startsWith("#"))
                    .map(each -> Arrays.stream(each.split("\\|", -1))
                            .map(String::strip)
                            .toArray(String[]::new))
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
