package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.account.Account;
import org.lwm2m.testing.Proves;

/** Which changes a client tells its server at once, and what of them (Core 1.2, 6.2.2). */
class NewsTest {

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);

    private void start(String version) {
        rig.start(List.of());
        rig.client.add(
                Rig.account(0, 101, server.uri(), Map.of(1, new Value.Int(300), 7, new Value.Text("U"))),
                new Account.Settings(Version.of(version).orElseThrow(), Optional.empty(), Optional.empty()));
        rig.advance(1);
        assertEquals(0, server.count(Uplink.Update.class));
    }

    /** The only Update, which came within a second. */
    private Uplink.Update told() {
        rig.advance(1);
        assertEquals(1, server.count(Uplink.Update.class));
        assertEquals(1, server.count(Uplink.Register.class), "without a new registration");
        return server.last(Uplink.Update.class);
    }

    private static Parameters parameters(Optional<Duration> lifetime, Optional<String> binding, boolean queue) {
        return new Parameters(lifetime, binding, queue, Optional.empty(), List.of(), Map.of());
    }

    @Test
    @Proves("REG-11")
    void theLifetime() {
        start("1.2");
        rig.management.write(0, 1, new Value.Int(200));
        var told = told();
        assertEquals(parameters(Optional.of(Duration.ofSeconds(200)), Optional.empty(), false), told.parameters());
        assertTrue(told.objects().isEmpty());
    }

    @ParameterizedTest
    @Proves("REG-11")
    @CsvSource({"1.0, UQ, UQ, false", "1.0, US, US, false", "1.1, UQ, U, true", "1.2, UT, UT, false"})
    void theBinding(String version, String written, String binding, boolean queue) {
        start(version);
        rig.management.write(0, 7, new Value.Text(written));
        var told = told();
        assertEquals(parameters(Optional.empty(), Optional.of(binding), queue), told.parameters());
        assertTrue(told.objects().isEmpty());
    }

    @Test
    @Proves("REG-11")
    void theNumberForSms() {
        start("1.1");
        rig.client.smsNumber(Optional.of("491700000"));
        var told = told();
        assertEquals(Optional.of("491700000"), told.parameters().sms());
        assertEquals(Optional.empty(), told.parameters().lifetime());
        assertEquals(Optional.empty(), told.parameters().binding());
        assertTrue(told.objects().isEmpty());
    }

    @Test
    @Proves("REG-11")
    void theObjects() {
        start("1.2");
        rig.management.lists("/1/0", "/3/0", "/3303/7");
        var told = told();
        assertEquals(Parameters.NONE, told.parameters());
        assertEquals(
                "</1/0>,</3/0>,</3303/7>", told.objects().orElseThrow().bytes().utf8());
    }

    @Test
    void whatRegisterDoesNotTellIsNoNews() {
        start("1.2");
        rig.management.write(0, 6, new Value.Flag(false));
        rig.management.write(0, 3, new Value.Int(60));
        rig.management.write(0, 5, new Value.Int(60));
        rig.management.write(0, 1, new Value.Int(300));
        rig.advance(1);
        assertEquals(0, server.count(Uplink.Update.class));
    }
}
