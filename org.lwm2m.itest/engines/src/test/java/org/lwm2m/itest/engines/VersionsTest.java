package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.NumberedObject;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.itest.engines.Tasks.Task;
import org.lwm2m.server.ServerSide;
import org.lwm2m.testing.LoopTransport;
import org.lwm2m.testing.Proves;

/** What one side knows and the other does not is no error. */
class VersionsTest {

    private static final List<ContentFormat> SPOKEN =
            List.of(ContentFormat.LWM2M_CBOR, ContentFormat.SENML_CBOR, ContentFormat.TLV, ContentFormat.JSON);
    private static final Path FIRST = Path.of(Tasks.ID, 0);

    /** Resource 50 is of a version that nobody has a definition of. */
    private static final class Future implements ManagedObject {

        private Value fresh = new Value.Text("fresh");

        @Override
        public Set<Integer> instances() {
            return Set.of(0);
        }

        @Override
        public CompletionStage<List<Entry>> read(Path path) {
            return CompletableFuture.completedStage(
                    List.of(Entry.of(FIRST.child(0), new Value.Text("name")), Entry.of(FIRST.child(50), fresh)));
        }

        @Override
        public CompletionStage<Void> write(Path path, List<Entry> entries, Mode mode) {
            entries.forEach(entry -> fresh = entry.value());
            return CompletableFuture.completedStage(null);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    @Proves("VER-04")
    void anObjectThatTheServerHasNoDefinitionOfIsReadAndWrittenAsItComes(Version version) {
        var both = new Together(new Definitions(), SPOKEN);
        var tasks = new Tasks();
        both.register(version, tasks);
        both.done(both.client().create(Tasks.ID, List.of(Entry.of(FIRST.child(0), new Value.Text("one")))));
        tasks.all.get(0).tags.put(5, "tag");
        var read = both.done(both.client().read(FIRST));
        assertEquals(List.of(FIRST.child(0), FIRST.child(2).child(5), FIRST.child(3)), paths(read));
        both.done(both.client()
                .write(
                        FIRST,
                        List.of(
                                Entry.of(FIRST.child(0), new Value.Text("uno")),
                                Entry.of(FIRST.child(99), new Value.Text("not known to the client"))),
                        Mode.PARTIAL_UPDATE));
        assertEquals("uno", tasks.all.get(0).name);
    }

    @Test
    @Proves("VER-04")
    void aNewerVersionOfAnObjectHasResourcesThatNoDefinitionHas() {
        var both = new Together(new Definitions(Task.class), SPOKEN)
                .register(Version.V1_2, new NumberedObject(Tasks.ID, ObjectVersion.parse("1.9"), new Future()));
        var fresh = FIRST.child(50);
        assertEquals(
                List.of(Entry.of(fresh, new Value.Text("fresh"))),
                both.done(both.client().read(fresh)));
        both.done(both.client().write(fresh, new Value.Text("new")));
        assertEquals(2, both.done(both.client().read(FIRST)).size());
        assertEquals(
                List.of(Entry.of(fresh, new Value.Text("new"))),
                both.done(both.client().read(fresh)));
    }

    @Test
    @Proves("VER-04")
    void unknownLinkParametersAndObjectsDoNotKeepAClientOut() {
        var both = new Together(new Definitions(), SPOKEN);
        var list = "</>;ct=112;hb;zz=\"q\",</42780/0>;ver=7.3;foo=1;bar,</42781>,</1/0>,</65000/1>";
        var register = new Uplink.Register(
                Optional.of("stranger"),
                "1.2",
                Parameters.of(Duration.ofSeconds(300), "U", false),
                Optional.of(new Content(ContentFormat.LINK, Bytes.utf8(list))));
        var transport = new LoopTransport(both.network);
        var answer = both.done(transport
                .connect(Peer.of(ServerSide.URI, "stranger", Credentials.NONE), new Silent())
                .thenCompose(way -> way.send(register)));
        assertEquals(Status.CREATED, answer.status());
        var links = both.server
                .clients()
                .find("stranger")
                .orElseThrow()
                .registration()
                .links();
        assertTrue(links.stream().anyMatch(link -> link.path().equals(Path.of(42780, 0))), links.toString());
    }

    private static final class Silent implements Handler {

        @Override
        public CompletionStage<Response> handle(Connection from, Request request) {
            return CompletableFuture.completedStage(Response.SILENCE);
        }
    }

    private static List<Path> paths(List<Entry> entries) {
        return entries.stream().map(Entry::path).toList();
    }
}
