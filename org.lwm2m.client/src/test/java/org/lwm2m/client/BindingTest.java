package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.account.Account;
import org.lwm2m.testing.LoopTransport;
import org.lwm2m.testing.Proves;

/** Over which transport a client calls its server, and what it tells of its bindings (Core 1.2, 6.2.1.2). */
class BindingTest {

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);
    private final LoopTransport tcp = new LoopTransport(rig.network);

    BindingTest() {
        server.listen("coap+tcp");
        rig.add(tcp, "coap+tcp");
    }

    private void start(String scheme, String binding, String preferred, String device) {
        var resources = new HashMap<Integer, Value>(Map.of(1, new Value.Int(300)));
        if (binding != null) {
            resources.put(7, new Value.Text(binding));
        }
        if (preferred != null) {
            resources.put(22, new Value.Text(preferred));
        }
        rig.management.bindings = Optional.ofNullable(device);
        rig.start(Rig.account(0, 101, server.uri().replace("coap", scheme), resources));
        rig.advance(1);
    }

    private String spoken() {
        return server.client().getScheme();
    }

    @ParameterizedTest
    @Proves("REG-26")
    @CsvSource(
            nullValues = "-",
            value = {
                // scheme of the account, /1/x/7, /1/x/22, /3/0/16, what is spoken
                "coap, U, -, U, coap",
                "coap, UT, -, UT, coap",
                "coap+tcp, UT, -, UT, coap+tcp",
                "coap+tcp, T, -, -, coap+tcp",
                "coap+tcp, -, -, UT, coap+tcp",
                "coap, UT, T, UT, coap+tcp",
                "coap, U, T, UT, coap+tcp",
                "coap+tcp, UT, U, UT, coap",
                "coap, UT, T, U, coap",
                "coap, UTM, M, UT, coap",
                "coap+tcp, U, -, UT, coap",
                "coap+tcp, T, -, U, coap+tcp",
            })
    void preferenceAndCommonLettersDecide(
            String scheme, String binding, String preferred, String device, String expected) {
        start(scheme, binding, preferred, device);
        assertEquals(expected, spoken());
        assertEquals(State.REGISTERED, rig.status().state());
        assertEquals(Binding.ofScheme(expected), rig.status().binding());
    }

    /** Of two servers only the second speaks TCP here: it is at the place that /0/x/25 names. */
    @Test
    @Proves("OBJ-00")
    void overAnotherBindingTheServerIsWhereItsSecondaryUriSays() {
        var elsewhere = rig.server(102);
        elsewhere.listen("coap+tcp");
        var account = new ArrayList<>(Rig.account(
                0, 101, server.uri(), Map.of(1, new Value.Int(300), 7, new Value.Text("UT"), 22, new Value.Text("T"))));
        account.add(
                Entry.of(Path.of(0, 0, 25, 0), new Value.Text(elsewhere.uri().replace("coap", "coap+tcp"))));
        rig.start(account);
        rig.advance(1);
        assertEquals(1, elsewhere.count(Uplink.Register.class));
        assertEquals(0, server.count(Uplink.Register.class));
    }

    @Test
    @Proves("REG-26")
    void aTransportThatIsNotThereLeavesTheOtherThatBothHave() {
        rig.remove(tcp);
        start("coap+tcp", "UT", "T", "UT");
        assertEquals("coap", spoken());
    }

    @Test
    @Proves("REG-26")
    void anAccountOverTcpAloneWaitsForThatAndTriesNothingElse() {
        rig.remove(tcp);
        start("coap+tcp", "T", null, "U");
        assertEquals(State.NO_PROVIDER, rig.status().state());
    }

    @Test
    @Proves("REG-26")
    void anotherPreferenceCountsForTheNextConnectionAndNotForThisOne() {
        start("coap", "UT", null, "UT");
        rig.management.write(0, 22, new Value.Text("T"));
        rig.advance(200);
        assertEquals("coap", spoken());
        assertEquals(1, server.count(Uplink.Register.class));
        rig.swapTransport(java.time.Duration.ZERO);
        assertEquals("coap+tcp", spoken());
        assertEquals(1, server.count(Uplink.Register.class), "the registration stays");
    }

    @Test
    @Proves("REG-27")
    void theArgumentOfTheTriggerSwitchesTheTransportAtOnce() {
        start("coap", "UT", null, "UT");
        var before = server.count(Uplink.Update.class);
        rig.management.execute(0, 8, "0='T'");
        rig.advance(1);
        assertEquals("coap+tcp", spoken());
        assertEquals(before + 1, server.count(Uplink.Update.class));
        assertEquals(1, server.count(Uplink.Register.class));
        rig.advance(250);
        assertEquals("coap+tcp", spoken(), "also the Updates that follow");

        rig.management.execute(0, 8, "0='U'");
        rig.advance(1);
        assertEquals("coap", spoken());
    }

    @Test
    @Proves("REG-27")
    void aTransportThatIsTriedInVainIsLetBe() {
        start("coap", "UT", null, "UT");
        tcp.close();
        rig.management.execute(0, 8, "0='T'");
        rig.advance(1);
        assertEquals(State.WAITING, rig.status().state());
        rig.advance(60);
        assertEquals(State.REGISTERED, rig.status().state());
        assertEquals("coap", spoken());
        assertEquals(1, server.count(Uplink.Register.class));
    }

    @ParameterizedTest
    @Proves("REG-27")
    @CsvSource({"UT, UT, M", "U, UT, T", "UT, U, T", "UT, UT, X"})
    void aTransportThatOneOfBothDoesNotHaveIsRefused(String binding, String device, String letter) {
        start("coap", binding, null, device);
        var refusal = assertThrows(Exception.class, () -> rig.management.execute(0, 8, "0='" + letter + "'"));
        assertEquals(Status.BAD_REQUEST, ((LwM2mException) LwM2mException.cause(refusal)).status());
        rig.advance(1);
        assertEquals("coap", spoken());
    }

    @Test
    @Proves("REG-27")
    void theTransportThatIsSpokenAlreadyJustUpdates() {
        start("coap", "UT", null, "UT");
        var from = server.client();
        rig.management.execute(0, 8, "0='U'");
        rig.loop.run();
        assertEquals(1, server.count(Uplink.Update.class));
        assertEquals(from, server.client());
    }

    @ParameterizedTest
    @Proves("REG-25")
    @CsvSource(
            nullValues = "-",
            value = {
                // version, /1/x/7, /3/0/16, b, Q
                "1.0, UQ, UT, UQ, false",
                "1.0, U, -, U, false",
                "1.1, UQ, -, U, true",
                "1.1, UQ, UT, UT, true",
                "1.2, UTMHNSQ, UTMHNS, UTMHNS, true",
                "1.2, U, UQ, U, false",
                "1.2, T, T, TU, false",
            })
    void tellsItsBindingsAsTheVersionWantsIt(
            String version, String binding, String device, String told, boolean queue) {
        rig.management.bindings = Optional.ofNullable(device);
        rig.start(List.of());
        rig.client.add(
                Rig.account(0, 101, server.uri(), Map.of(7, new Value.Text(binding))),
                new Account.Settings(Version.of(version).orElseThrow(), Optional.empty(), Optional.empty()));
        rig.advance(1);
        var parameters = server.last(Uplink.Register.class).parameters();
        assertEquals(Optional.of(told), parameters.binding());
        assertEquals(queue, parameters.queueMode());
    }

    @Test
    @Proves("REG-11")
    void anotherLetterOfTheDeviceIsToldAtOnce() {
        start("coap", "UT", null, "U");
        rig.management.bindings = Optional.of("UT");
        rig.management.lists("/1/0", "/3/0");
        rig.advance(1);
        var told = server.last(Uplink.Update.class).parameters();
        assertEquals(Optional.of("UT"), told.binding());
        assertEquals(Optional.empty(), told.lifetime());
    }

    @Test
    void aServerThatForgotTheClientMeanwhileHearsARegisterOverTheNewTransport() {
        start("coap", "UT", null, "UT");
        server.answers(Response.of(Status.NOT_FOUND));
        rig.management.execute(0, 8, "0='T'");
        rig.advance(1);
        assertEquals(2, server.count(Uplink.Register.class));
        assertTrue(rig.status().problem().isEmpty());
    }
}
