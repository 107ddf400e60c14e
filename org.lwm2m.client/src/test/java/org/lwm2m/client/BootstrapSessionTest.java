package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.client.Bootstrapping.all;
import static org.lwm2m.client.Bootstrapping.security;
import static org.lwm2m.client.Bootstrapping.server;
import static org.lwm2m.client.Bootstrapping.text;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.testing.Proves;

/** What happens from the request to Finish, and what comes of it. */
class BootstrapSessionTest {

    private final Bootstrapping it = Bootstrapping.begun();

    @Test
    @Proves("BS-06")
    void asksWithItsNameAndItsFormatAndRegistersWithWhatItIsGiven() {
        assertEquals(State.WAITING, it.state(0));
        it.asked();
        var request = it.bootstrap.last(Uplink.BootstrapRequest.class);
        assertEquals(Optional.of("gateway"), request.endpoint());
        assertEquals(Optional.of(ContentFormat.TLV), request.preferred());
        assertEquals(State.BOOTSTRAPPING, it.state(0));
        it.writeAccount(0, it.first, 300);
        assertEquals(0, it.first.count(Uplink.Register.class));
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(State.REGISTERED, it.state(101));
        assertEquals(
                Optional.of(Duration.ofSeconds(300)),
                it.first.last(Uplink.Register.class).parameters().lifetime());
        assertEquals(java.util.List.of(101, 0), it.servers());
        assertEquals(1, it.bootstrap.count(Uplink.BootstrapRequest.class));
    }

    @ParameterizedTest
    @CsvSource({"V1_0,none", "V1_1,112", "V1_2,112"})
    @Proves("BS-06")
    void tellsTheFormatItLikesBestSince11(Version version, String format) {
        var other = new Bootstrapping();
        other.rig.providers.codecs().add(Bootstrapping.SENML, java.util.List.of(112), 0);
        other.start(version, Map.of());
        other.bootstrap.answers(
                org.lwm2m.api.message.Response.of(version == Version.V1_2 ? Status.NOT_IMPLEMENTED : Status.CHANGED));
        other.asked();
        var preferred = other.bootstrap.last(Uplink.BootstrapRequest.class).preferred();
        assertEquals(format, preferred.map(each -> "" + each.number()).orElse("none"));
    }

    @Test
    @Proves({"BS-10", "BS-11"})
    void takesWritesOfObjectsInstancesAndResourcesAgainAndAgain() {
        it.asked();
        assertEquals(
                Status.CHANGED,
                it.write("/0", all(security(0, it.first), security(2, it.second)))
                        .status());
        assertEquals(Status.CHANGED, it.write("/1/0", server(0, 101, 300)).status());
        assertEquals(Status.CHANGED, it.write("/1/0", server(0, 101, 400)).status());
        assertEquals(Status.CHANGED, it.write("/1/5", server(5, 102, 500)).status());
        // Resource 0 is read-only to servers, 99 is none that there is.
        assertEquals(Status.CHANGED, it.write("/1/5/0", "/1/5/0", 102).status());
        assertEquals(Status.CHANGED, it.write("/1/5/1", "/1/5/1", 600).status());
        assertEquals(
                Status.CHANGED,
                it.write("/1/0", all(server(0, 101, 400), new Object[] {"/1/0/99", 7}))
                        .status());
        assertEquals(Status.BAD_REQUEST, it.write("/1/0/1", "/1/0/1", -1).status());
        assertEquals(Status.BAD_REQUEST, it.writeRaw("/1/0", 11542, "no TLV").status());
        assertEquals(Status.UNSUPPORTED_FORMAT, it.writeRaw("/1/0", 60, "x").status());
        assertEquals(Status.UNSUPPORTED_FORMAT, it.writeRaw("/1/0", 112, "x").status());
        assertEquals(Status.BAD_REQUEST, it.write("/4711/0", "/4711/0/1", 1).status());
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(java.util.List.of(101, 102, 0), it.servers());
        assertEquals(
                lifetime(400), it.first.last(Uplink.Register.class).parameters().lifetime());
        assertEquals(
                lifetime(600),
                it.second.last(Uplink.Register.class).parameters().lifetime());
    }

    @Test
    @Proves("BS-17")
    void deletesNeitherTheBootstrapAccountNorTheDevice() {
        it.asked();
        it.writeAccount(0, it.first, 300);
        for (var path : java.util.List.of("/", "/0", "/1", "/0", "/1/0", "/21", "/3", "/0/7")) {
            assertEquals(Status.DELETED, it.delete(path).status(), path);
        }
        assertEquals(Status.BAD_REQUEST, it.delete("/0/1").status());
        assertEquals(Status.BAD_REQUEST, it.delete("/3/0").status());
        assertEquals(Status.BAD_REQUEST, it.delete("/1/0/1").status());
        assertTrue(it.discover("/0").contains("</0/1>"));
        it.writeAccount(2, it.first, 300);
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(java.util.List.of(101, 0), it.servers());
        assertEquals(it.uri(), it.status(0).uri());
    }

    @Test
    @Proves({"BS-13", "ATT-12"})
    void discoversTheWholeOfIt() {
        it.asked();
        it.writeAccount(3, it.first, 300);
        var all = it.discover("/");
        assertTrue(all.startsWith("</>;lwm2m=1.2,"), all);
        assertTrue(all.contains("</0/1>,"), all);
        assertTrue(all.contains("</0/3>;ssid=101;uri=\"" + it.first.uri() + "\""), all);
        assertTrue(all.contains("</1/3>;ssid=101"), all);
        assertEquals("</>;lwm2m=1.2,</1/3>;ssid=101", it.discover("/1"));
        assertEquals(
                Status.NOT_FOUND,
                it.ask(new BootstrapDownlink.Discover(Path.of(9))).status());
        assertEquals(
                Status.BAD_REQUEST,
                it.ask(new BootstrapDownlink.Discover(Path.of(1, 3))).status());
    }

    @Test
    @Proves("BS-15")
    void readsAccountsOfServersAndAccessControlOnly() {
        it.asked();
        it.writeAccount(0, it.first, 300);
        it.write("/2/0", "/2/0/0", 3, "/2/0/1", 0, "/2/0/2/0", 31, "/2/0/3", 65535);
        assertEquals(Optional.of(new Value.Int(300)), Bootstrapping.value(it.read("/1"), "/1/0/1"));
        assertEquals(Optional.of(new Value.Int(300)), Bootstrapping.value(it.read("/1/0"), "/1/0/1"));
        assertEquals(Optional.of(new Value.Int(31)), Bootstrapping.value(it.read("/2"), "/2/0/2/0"));
        for (var path : Stream.of("/0", "/0/0", "/3/0", "/", "/21", "/1/0/1").toList()) {
            var answer = it.ask(new BootstrapDownlink.Read(Path.parse(path), Optional.empty()));
            assertEquals(Status.METHOD_NOT_ALLOWED, answer.status(), path);
        }
        var gone = it.ask(new BootstrapDownlink.Read(Path.of(1, 9), Optional.empty()));
        assertEquals(Status.NOT_FOUND, gone.status());
        var other = it.ask(new BootstrapDownlink.Read(Path.of(1), Optional.of(ContentFormat.SENML_JSON)));
        assertEquals(Status.NOT_ACCEPTABLE, other.status());
    }

    @Test
    @Proves("BS-19")
    void saysWhatIsInconsistentAndWaitsForItsCorrection() {
        it.asked();
        assertInconsistent("/0 has no account");
        it.write("/1/0/5", "/1/0/5", 10);
        assertInconsistent("/0 has no account");
        it.write("/0/0", security(0, it.first));
        assertInconsistent("exactly one instance of /1");
        it.write("/1/0", server(0, 102, 300));
        assertInconsistent("exactly one instance of /1");
        it.write("/1/0", "/1/0/0", 101, "/1/0/6", false, "/1/0/7", "U");
        assertInconsistent("/1/0/1 is missing");
        it.write("/1/0", server(0, 101, 300));
        it.write("/1/1", server(1, 101, 300));
        assertInconsistent("exactly one instance of /1");
        it.write("/1/1", server(1, 102, 300));
        assertInconsistent("/1/1 belongs to no");
        it.delete("/1/1");
        it.write("/0/5", "/0/5/0", "coap://127.0.0.1", "/0/5/1", true, "/0/5/2", 3);
        assertInconsistent("second bootstrap account");
        it.delete("/0/5");
        var noMode = it.write("/0/1", "/0/1/0", "coap://127.0.0.1", "/0/1/1", true, "/0/1/2", 9);
        assertEquals(Status.BAD_REQUEST, noMode.status());
        it.write("/0/1", "/0/1/0", "coap://127.0.0.1", "/0/1/1", true, "/0/1/2", 0);
        assertInconsistent("/0/1: nothing here knows its security mode");
        it.write("/0/1", "/0/1/0", "coaps://127.0.0.1", "/0/1/1", true, "/0/1/2", 3);
        assertInconsistent("nothing here carries coaps");
        it.write("/0/1", "/0/1/0", "nowhere", "/0/1/1", true, "/0/1/2", 3);
        assertInconsistent("has to be the URI");
        it.write("/0/1", "/0/1/0", "coap://a", "/0/1/1", true, "/0/1/2", 3, "/0/1/17", new Value.ObjectLink(21, 3));
        assertInconsistent("links /21/3");
        it.write("/0/1", "/0/1/0", "coap://a", "/0/1/1", true, "/0/1/2", 3);
        it.write("/2/0", "/2/0/0", 3, "/2/0/1", 0, "/2/0/2/107", 31, "/2/0/3", 65535);
        assertInconsistent("[107]");
        it.write("/2/0", "/2/0/0", 3, "/2/0/1", 0, "/2/0/2/101", 15, "/2/0/3", 101);
        assertEquals(0, it.first.heard.size());
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(State.REGISTERED, it.state(101));
    }

    private void assertInconsistent(String words) {
        var answer = it.finish();
        assertEquals(Status.NOT_ACCEPTABLE, answer.status(), text(answer));
        assertTrue(text(answer).contains(words), text(answer));
        assertEquals(java.util.List.of(0), it.servers());
    }

    @Test
    @Proves("BS-20")
    void aSessionWithoutFinishLeavesAllAsItWas() {
        it.asked();
        for (var round = 0; round < 3; round++) {
            it.rig.advance(245);
            assertEquals(
                    Status.CHANGED,
                    it.write("/0/1/0", "/0/1/0", "coap://127.0.0.1:1").status());
        }
        it.writeAccount(2, it.first, 300);
        it.rig.advance(248);
        assertEquals(State.WAITING, it.state(0));
        assertTrue(it.status(0).problem().orElseThrow().contains("247 s"));
        assertFalse(it.finish().status().success());
        assertEquals(it.uri(), it.status(0).uri());
        assertEquals(java.util.List.of(0), it.servers());
        it.rig.advance(61);
        assertEquals(2, it.bootstrap.count(Uplink.BootstrapRequest.class));
        assertEquals("</>;lwm2m=1.2,</0/1>", it.discover("/0"));
    }

    @Test
    @Proves("BS-21")
    void registersWithTheNewUpdatesTheChangedAndLeavesTheOthers() {
        it.asked();
        it.writeAccount(0, it.first, 300);
        it.writeAccount(2, it.second, 300);
        it.finish();
        it.rig.advance(1);
        it.rig.client.bootstrap();
        it.rig.loop.run();
        it.write("/1/0", server(0, 101, 500));
        it.finish();
        it.rig.advance(1);
        assertEquals(1, it.first.count(Uplink.Register.class));
        assertEquals(
                lifetime(500), it.first.last(Uplink.Update.class).parameters().lifetime());
        assertEquals(0, it.second.count(Uplink.Update.class));

        it.rig.client.bootstrap();
        it.rig.loop.run();
        it.delete("/0/2");
        it.finish();
        it.rig.advance(1);
        assertEquals(1, it.second.count(Uplink.Deregister.class));
        assertEquals(java.util.List.of(101, 0), it.servers());
        assertEquals(1, it.first.count(Uplink.Register.class));

        var third = it.rig.server(103);
        it.rig.client.bootstrap();
        it.rig.loop.run();
        it.write("/0/0/0", "/0/0/0", third.uri());
        it.finish();
        it.rig.advance(1);
        assertEquals(1, it.first.count(Uplink.Deregister.class));
        assertEquals(1, third.count(Uplink.Register.class));
        assertEquals(
                lifetime(500), third.last(Uplink.Register.class).parameters().lifetime());
    }

    @Test
    @Proves("BS-32")
    void aNewBootstrapAccountCountsBeforeFinishIsAnswered() {
        var other = it.rig.server(9);
        it.asked();
        it.writeAccount(0, it.first, 300);
        it.write("/0/1", "/0/1/0", other.uri(), "/0/1/1", true, "/0/1/2", 0);
        assertEquals(Status.NOT_ACCEPTABLE, it.finish().status());
        assertEquals(it.uri(), it.status(0).uri());
        it.write("/0/1", "/0/1/0", other.uri(), "/0/1/1", true, "/0/1/2", 3);
        var answer = it.bootstrap.ask(new BootstrapDownlink.Finish());
        answer.thenRun(() -> assertEquals(other.uri(), it.status(0).uri().toString()));
        it.rig.loop.run();
        assertEquals(Status.CHANGED, answer.join().status());
        it.rig.client.bootstrap();
        it.rig.loop.run();
        assertEquals(1, other.count(Uplink.BootstrapRequest.class));
    }

    @Test
    void aFinishThatIsAskedAgainIsAnsweredAgain() {
        it.asked();
        it.writeAccount(0, it.first, 300);
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(5);
        assertEquals(Status.CHANGED, it.finish().status());
        assertEquals(Status.NONE, it.write("/1/0/1", "/1/0/1", 5).status());
        assertEquals(1, it.first.count(Uplink.Register.class));
        it.rig.advance(95);
        assertFalse(it.finish().status().success());
    }

    @Test
    @Proves("BS-40")
    void keysThatAModeDoesNotUseDoNotMatter() {
        it.asked();
        it.write("/0/0", all(security(0, it.first), new Object[] {
            "/0/0/3",
            new Value.Opaque(Bytes.utf8("a")),
            "/0/0/4",
            new Value.Opaque(Bytes.utf8("b")),
            "/0/0/5",
            new Value.Opaque(Bytes.utf8("c"))
        }));
        it.write("/1/0", server(0, 101, 300));
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(State.REGISTERED, it.state(101));
    }

    @Test
    @Proves("BS-41")
    void eachWriteIsReadByItsOwnFormat() {
        var json = new org.lwm2m.codec.senmljson.SenmlJsonCodec(Map.of());
        var cbor = new org.lwm2m.codec.lwm2mcbor.LwM2mCborCodec(Map.of());
        it.asked();
        it.rig.providers.codecs().add(json, java.util.List.of(110), 0);
        it.rig.providers.codecs().add(Bootstrapping.SENML, java.util.List.of(112), 0);
        it.rig.providers.codecs().add(cbor, java.util.List.of(11544), 0);
        var written = java.util.List.of(
                it.write(json, 110, "/0/0", security(0, it.first)),
                it.write(Bootstrapping.SENML, 112, "/1/0", server(0, 101, 300)),
                it.write(cbor, 11544, "/0/2", security(2, it.second)),
                it.write("/1/2", server(2, 102, 400)),
                it.write(cbor, 11544, "/1", server(0, 101, 500)));
        written.forEach(each -> assertEquals(Status.CHANGED, each.status(), text(each)));
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(java.util.List.of(101, 102, 0), it.servers());
        assertEquals(
                lifetime(500), it.first.last(Uplink.Register.class).parameters().lifetime());
    }

    @ParameterizedTest
    @CsvSource({"0", "65535", "-1", "65536"})
    @Proves("MOD-10")
    void whatIsNoShortServerIdNamesNoServer(int id) {
        it.asked();
        it.write("/0/0", "/0/0/0", it.first.uri(), "/0/0/1", false, "/0/0/2", 3, "/0/0/10", id);
        var server = it.write("/1/0", server(0, id, 300));
        assertEquals(Status.BAD_REQUEST, server.status());
        assertEquals(Status.NOT_ACCEPTABLE, it.finish().status());
        assertEquals(java.util.List.of(0), it.servers());
    }

    private static Optional<Duration> lifetime(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
