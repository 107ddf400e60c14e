package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.management.AlternatePath;
import org.lwm2m.client.management.Limits;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.codec.lwm2mcbor.LwM2mCborCodec;
import org.lwm2m.codec.senmlcbor.SenmlCborCodec;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.testing.Proves;

/** A client whose objects are not at the root (Core 1.2, 6.2.1.5), as its server sees it on the wire. */
class AlternatePathTest {

    private static final Codec SENML = new SenmlCborCodec(Map.of());
    private static final Codec CBOR = new LwM2mCborCodec(Map.of());
    private static final ContentFormat FORMAT = ContentFormat.SENML_CBOR;
    private static final Token TOKEN = Token.of(new byte[] {1});

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);

    AlternatePathTest() {
        rig.providers.codecs().add(SENML, List.of(112), 0);
        rig.providers.codecs().add(CBOR, List.of(11544), 0);
        rig.providers.codecs().add(new TextCodec(), List.of(0), 0);
        var codecs = new ClientCodecs(rig.providers);
        var models = new Bootstrapping.Models();
        var device = new ManagedDevice(
                rig.loop, codecs, () -> Optional.of(models), Limits.USUAL, Keeper.NONE, new AlternatePath("a/lwm2m"));
        rig.start(
                Rig.account(0, 101, server.uri(), Map.of(1, new Value.Int(300), 23, new Value.Flag(false))),
                device,
                codecs);
        rig.advance(1);
    }

    private Response ask(Downlink request) {
        var answer = server.ask(request);
        rig.loop.run();
        return answer.join();
    }

    private static List<Entry> names(Content content) {
        return SENML.decode(Path.ROOT, content.bytes(), ResourceTypes.UNKNOWN);
    }

    private static Path path(String text) {
        return Path.parse(text);
    }

    @Test
    @Proves("REG-08")
    void registerTellsItAndListsAllBehindIt() {
        var list = server.last(Uplink.Register.class).objects().orElseThrow();
        assertEquals(
                "</a/lwm2m>;rt=\"oma.lwm2m\";ct=\"112 11544\",</a/lwm2m/1/0>",
                list.bytes().utf8());
    }

    @Test
    @Proves("REG-08")
    void pathsOfRequestsAndNamesOfAnswersHaveIt() {
        var read = ask(new Downlink.Read(path("/a/lwm2m/1/0/1"), Optional.of(FORMAT)));
        assertEquals(
                List.of(Entry.of(path("/a/lwm2m/1/0/1"), new Value.Int(300))),
                names(read.content().orElseThrow()));
        var text = ask(new Downlink.Read(path("/a/lwm2m/1/0/1"), Optional.of(ContentFormat.TEXT)));
        assertEquals("300", text.content().orElseThrow().bytes().utf8());
        var discovered = ask(new Downlink.Discover(path("/a/lwm2m/1/0/1"), Optional.empty()));
        assertEquals(
                "</a/lwm2m/1/0/1>", discovered.content().orElseThrow().bytes().utf8());
    }

    @Test
    @Proves("REG-08")
    void whatIsWrittenMayHaveIt() {
        var entries = List.of(Entry.of(path("/a/lwm2m/1/0/2"), new Value.Int(7)));
        var content = new Content(FORMAT, SENML.encode(path("/a/lwm2m/1/0"), entries));
        assertEquals(
                Status.CHANGED,
                ask(new Downlink.Write(path("/a/lwm2m/1/0"), content, Mode.PARTIAL_UPDATE))
                        .status());
        var composite = new Content(
                FORMAT, SENML.encode(Path.ROOT, List.of(Entry.of(path("/a/lwm2m/1/0/3"), new Value.Int(70)))));
        assertEquals(Status.CHANGED, ask(new Downlink.WriteComposite(composite)).status());
        var wanted = new Content(FORMAT, SENML.encodePaths(List.of(path("/a/lwm2m/1/0/2"), path("/a/lwm2m/1/0/3"))));
        var read = ask(new Downlink.ReadComposite(wanted, Optional.of(FORMAT)));
        assertEquals(
                List.of(
                        Entry.of(path("/a/lwm2m/1/0/2"), new Value.Int(7)),
                        Entry.of(path("/a/lwm2m/1/0/3"), new Value.Int(70))),
                names(read.content().orElseThrow()));
    }

    @Test
    @Proves("REG-08")
    void notificationsAndSendHaveIt() {
        var lifetime = path("/a/lwm2m/1/0/1");
        ask(new Downlink.Observe(lifetime, TOKEN, Optional.of(FORMAT), Attributes.NONE));
        ask(new Downlink.Write(lifetime, new Content(ContentFormat.TEXT, Bytes.utf8("400")), Mode.REPLACE));
        rig.advance(1);
        assertEquals(
                List.of(Entry.of(lifetime, new Value.Int(400))),
                names(server.last(Uplink.Notify.class).response().content().orElseThrow()));
        assertEquals(Status.CONTENT, ask(new Downlink.Cancel(lifetime, TOKEN)).status());

        rig.providers.codecs().remove(CBOR);
        rig.client.send(List.of(Path.of(1, 0, 1)));
        rig.advance(1);
        assertEquals(
                List.of(Entry.of(lifetime, new Value.Int(400))),
                names(server.last(Uplink.Send.class).content()));
    }

    @Test
    @Proves("REG-08")
    void keysOfLwM2mCborDoNotHaveIt() {
        var lifetime = Path.of(1, 0, 1);
        var read = ask(new Downlink.Read(path("/a/lwm2m/1/0/1"), Optional.of(ContentFormat.LWM2M_CBOR)));
        assertEquals(
                CBOR.encode(lifetime, List.of(Entry.of(lifetime, new Value.Int(300)))),
                read.content().orElseThrow().bytes());
        var bytes = CBOR.encode(lifetime, List.of(Entry.of(lifetime, new Value.Int(200))));
        var written = ask(
                new Downlink.Write(path("/a/lwm2m/1/0/1"), new Content(ContentFormat.LWM2M_CBOR, bytes), Mode.REPLACE));
        assertEquals(Status.CHANGED, written.status());
        rig.advance(1);
        assertEquals(
                Optional.of(Duration.ofSeconds(200)),
                server.last(Uplink.Update.class).parameters().lifetime());
    }

    @Test
    @Proves("REG-08")
    void theRootItselfHasNothing() {
        for (var bare : List.of("/1/0/1", "/lwm2m/1/0/1", "/a/lwm2m2/1/0/1")) {
            assertEquals(
                    Status.NOT_FOUND,
                    ask(new Downlink.Read(path(bare), Optional.empty())).status(),
                    bare);
        }
        assertEquals(
                Status.NOT_FOUND,
                ask(new Downlink.Observe(path("/1/0"), TOKEN, Optional.empty(), Attributes.NONE))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "a/3", "a//b", "/a", "a/", "rd", "a b", "bs/x"})
    void whatWouldMeanSomethingElseIsNoAlternatePath(String path) {
        assertThrows(IllegalArgumentException.class, () -> new AlternatePath(path));
        assertTrue(AlternatePath.NONE.isRoot());
    }
}
