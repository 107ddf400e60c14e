package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.management.Limits;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.codec.senmlcbor.SenmlCborCodec;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.codec.tlv.TlvCodec;

/** A client of LwM2M 1.2 whose server speaks 1.0, and nothing that came later. */
class OldServerTest {

    private static final Path LIFETIME = Path.of(1, 0, 1);

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);

    OldServerTest() {
        rig.providers.codecs().add(new TlvCodec(), List.of(11542), 0);
        rig.providers.codecs().add(new TextCodec(), List.of(0), 0);
        rig.providers.codecs().add(new SenmlCborCodec(Map.of()), List.of(112), 0);
        server.answers(Response.of(Status.PRECONDITION_FAILED));
        server.answers(Response.of(Status.PRECONDITION_FAILED));
        var codecs = new ClientCodecs(rig.providers);
        var models = new Bootstrapping.Models();
        var device = new ManagedDevice(rig.loop, codecs, () -> Optional.of(models), Limits.USUAL);
        rig.start(
                Rig.account(0, 101, server.uri(), Map.of(1, new Value.Int(300), 7, new Value.Text("UQ"))),
                device,
                codecs);
        rig.advance(1);
    }

    private Response ask(Downlink request) {
        var answer = server.ask(request);
        rig.loop.run();
        return answer.join();
    }

    @Test
    void isRegisteredWithAs10WantsIt() {
        var register = server.last(Uplink.Register.class);
        assertEquals(3, server.count(Uplink.Register.class));
        assertEquals("1.0", register.version());
        assertEquals(Optional.of("UQ"), register.parameters().binding());
        assertFalse(register.parameters().queueMode(), "a flag of 1.1");
        assertEquals(
                "</>;ct=\"112 11542\",</1/0>",
                register.objects().orElseThrow().bytes().utf8());
        assertEquals(State.REGISTERED, rig.status().state());
    }

    @Test
    void readsWritesAndObservesInFormatsOf10() {
        assertEquals(
                ContentFormat.TLV,
                ask(new Downlink.Read(Path.of(1, 0), Optional.empty()))
                        .content()
                        .orElseThrow()
                        .format());
        assertEquals(
                new Content(ContentFormat.TEXT, Bytes.utf8("300")),
                ask(new Downlink.Read(LIFETIME, Optional.empty())).content().orElseThrow());
        ask(new Downlink.Observe(LIFETIME, Token.of(1), Optional.empty(), Attributes.NONE));
        assertEquals(
                Status.CHANGED,
                ask(new Downlink.Write(LIFETIME, new Content(ContentFormat.TEXT, Bytes.utf8("200")), Mode.REPLACE))
                        .status());
        rig.advance(1);
        assertEquals(
                Bytes.utf8("200"),
                server.last(Uplink.Notify.class)
                        .response()
                        .content()
                        .orElseThrow()
                        .bytes());
        assertEquals(1, server.count(Uplink.Update.class));
        assertEquals(
                Status.CHANGED, ask(new Downlink.Execute(Path.of(1, 0, 8), "")).status());
    }
}
