package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.client.registration.Self.Manner;
import org.lwm2m.testing.Proves;
import org.lwm2m.tls.issue.TrialAuthority;

/** What a client says of itself beside its objects: its name, and its number. */
class SelfTest {

    private static final int NO_SEC = 3;

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);
    private final List<String> problems = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "psk, gateway, false",
        "psk, other, true",
        "x509, gateway, false",
        "x509, other, true",
        "x509, '', true",
        "rpk, gateway, true",
        "nosec, gateway, true",
        "oscore, gateway, false",
        "oscore, other, true"
    })
    @Proves("REG-02")
    void leavesItsNameOutWhereItsKeysTellIt(String kind, String name, boolean said) throws Exception {
        rig.manner = new Manner(Optional.empty(), false, false);
        assertEquals(said ? Optional.of("gateway") : Optional.empty(), endpoint(kind, name));
    }

    @ParameterizedTest
    @CsvSource({"psk", "x509", "oscore"})
    @Proves("REG-02")
    void saysItsNameUnlessItIsToldNotTo(String kind) throws Exception {
        assertEquals(Optional.of("gateway"), endpoint(kind, "gateway"));
    }

    @Test
    @Proves("REG-37")
    void tellsTheNumberThatItIsReachedAt() {
        rig.manner = new Manner(Optional.of("491700000"), true, false);
        rig.start(server);
        assertEquals(
                Optional.of("491700000"),
                server.last(Uplink.Register.class).parameters().sms());
        rig.client.update(101);
        rig.loop.run();
        // It has not changed.
        assertEquals(
                Optional.empty(), server.last(Uplink.Update.class).parameters().sms());
    }

    @Test
    @Proves("REG-37")
    void tellsANewNumberAtOnce() {
        rig.start(server);
        assertEquals(
                Optional.empty(),
                server.last(Uplink.Register.class).parameters().sms());
        rig.client.smsNumber(Optional.of("+49 170"));
        rig.loop.run();
        assertEquals(1, server.count(Uplink.Update.class));
        var update = server.last(Uplink.Update.class);
        assertEquals(Optional.of("49 170"), update.parameters().sms());
        assertEquals(Optional.empty(), update.parameters().lifetime());
        assertEquals(Optional.empty(), update.objects());
        rig.client.smsNumber(Optional.of("49 170"));
        rig.loop.run();
        assertEquals(1, server.count(Uplink.Update.class));
        rig.client.smsNumber(Optional.empty());
        rig.client.register(101);
        rig.loop.run();
        assertEquals(
                Optional.empty(),
                server.last(Uplink.Register.class).parameters().sms());
    }

    @Test
    void refusesANumberThatNoServerCouldBeTold() {
        rig.start(server);
        assertThrows(IllegalArgumentException.class, () -> rig.client.smsNumber(Optional.of("1".repeat(252))));
        assertThrows(IllegalArgumentException.class, () -> rig.client.smsNumber(Optional.of("49\n170")));
    }

    @Test
    void configurationSaysHow() {
        assertEquals(Manner.USUAL, SelfConfiguration.read(Map.of(), problems::add));
        var all = Map.<String, Object>of("sms.number", "+4917", "endpoint.sent", "false", "profile.dynamic", true);
        assertEquals(new Manner(Optional.of("4917"), false, true), SelfConfiguration.read(all, problems::add));
        assertEquals(List.of(), problems);
    }

    @ParameterizedTest
    @CsvSource({"sms.number, '4\t9'", "endpoint.sent, no", "profile.dynamic, ''"})
    void aValueThatMakesNoSenseIsNamedAndTheUsualCounts(String key, String value) {
        assertEquals(Manner.USUAL, SelfConfiguration.read(Map.of(key, value), problems::add));
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).startsWith("org.lwm2m.client: " + key + " has to be "), problems::toString);
    }

    /** What it says to a server that knows it by this name. */
    private Optional<String> endpoint(String kind, String name) throws GeneralSecurityException {
        for (var mode : List.of("0", "1", "2", "oscore")) {
            rig.providers
                    .modes()
                    .add((account, below) -> CompletableFuture.completedStage(Credentials.NONE), List.of(mode), 0);
        }
        var keys = new ArrayList<>(Rig.account(0, 101, server.uri(), Map.of(1, new Value.Int(300))));
        keys.removeIf(each -> each.path().equals(Path.of(0, 0, 2)));
        switch (kind) {
            case "psk" -> keys.addAll(shown(0, Bytes.utf8(name)));
            case "rpk" -> keys.addAll(shown(1, Bytes.utf8(name)));
            case "x509" -> keys.addAll(shown(2, certificate(name)));
            case "nosec" -> keys.addAll(shown(NO_SEC, Bytes.utf8(name)));
            default -> {
                keys.addAll(shown(NO_SEC, Bytes.EMPTY));
                keys.add(Entry.of(Path.of(0, 0, 17), new Value.ObjectLink(21, 0)));
                keys.add(Entry.of(Path.of(21, 0, 0), new Value.Opaque(Bytes.hex("00ff"))));
                keys.add(Entry.of(Path.of(21, 0, 1), new Value.Opaque(Bytes.utf8(name))));
                keys.add(Entry.of(Path.of(21, 0, 2), new Value.Opaque(Bytes.EMPTY)));
            }
        }
        rig.start(keys);
        return server.last(Uplink.Register.class).endpoint();
    }

    private static List<Entry> shown(int mode, Bytes identity) {
        return List.of(
                Entry.of(Path.of(0, 0, 2), new Value.Int(mode)),
                Entry.of(Path.of(0, 0, 3), new Value.Opaque(identity)),
                Entry.of(Path.of(0, 0, 5), new Value.Opaque(Bytes.hex("00ff"))));
    }

    /** None at all if it has no name. */
    private Bytes certificate(String name) throws GeneralSecurityException {
        return name.isEmpty()
                ? Bytes.utf8("rubbish")
                : Bytes.wrap(TrialAuthority.root("CN=" + name, rig.loop.now())
                        .certificate()
                        .getEncoded());
    }
}
