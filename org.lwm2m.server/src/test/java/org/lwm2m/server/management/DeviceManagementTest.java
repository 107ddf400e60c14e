package org.lwm2m.server.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.server.Stage;
import org.lwm2m.server.Thing;
import org.lwm2m.testing.Proves;

class DeviceManagementTest {

    private static final Path LIFETIME = Path.of(1, 0, 1);

    private final Stage stage = new Stage();
    private final Thing thing = Thing.registered(stage, "thing");

    @Test
    void aReadOfSeveralValuesIsAskedAndReadInTlv() {
        thing.answers(request -> tlv("c800036f6e65c10932"));
        var entries = stage.done(stage.client("thing").read(Path.of(3, 0)));
        assertEquals(
                List.of(
                        Entry.of(Path.of(3, 0, 0), new Value.Text("one")),
                        Entry.of(Path.of(3, 0, 9), new Value.Int(50))),
                entries);
        assertEquals(new Downlink.Read(Path.of(3, 0), Optional.of(ContentFormat.TLV)), thing.asked.get(0));
    }

    @Test
    void aReadOfOneValueIsAskedInTextAndReadByItsDefinition() {
        thing.holds(Map.of("/3/0/9", "50"));
        var entries = stage.done(stage.client("thing").read(Path.of(3, 0, 9)));
        assertEquals(List.of(Entry.of(Path.of(3, 0, 9), new Value.Int(50))), entries);
        assertEquals(
                Optional.of(ContentFormat.TEXT), thing.last(Downlink.Read.class).accept());
    }

    @Test
    void aMultipleResourceIsAskedInTlv() {
        thing.answers(request -> tlv("860b410000410105"));
        stage.done(stage.client("thing").read(Path.of(3, 0, 11)));
        assertEquals(
                Optional.of(ContentFormat.TLV), thing.last(Downlink.Read.class).accept());
    }

    @Test
    void theAnswersFormatCountsWhateverWasAskedFor() {
        thing.answers(request -> tlv("c10932"));
        var entries = stage.done(stage.client("thing").read(Path.of(3, 0, 9)));
        assertEquals(List.of(Entry.of(Path.of(3, 0, 9), new Value.Int(50))), entries);
    }

    @Test
    void aFormatThatIsRefusedIsNotTriedFirstAgain() {
        thing.answers(request -> ((Downlink.Read) request).accept().equals(Optional.of(ContentFormat.TEXT))
                ? Response.of(Status.UNSUPPORTED_FORMAT)
                : tlv("c10932"));
        stage.done(stage.client("thing").read(Path.of(3, 0, 9)));
        stage.done(stage.client("thing").read(Path.of(3, 0, 9)));
        assertEquals(
                List.of(ContentFormat.TEXT, ContentFormat.TLV, ContentFormat.TLV),
                thing.asked.stream()
                        .map(request -> ((Downlink.Read) request).accept().orElseThrow())
                        .toList());
    }

    @Test
    void whenEveryFormatIsRefusedTheCallerHearsTheLastCode() {
        thing.answers(request -> Response.of(Status.NOT_ACCEPTABLE));
        assertEquals(Status.NOT_ACCEPTABLE, stage.failure(stage.client("thing").read(Path.of(3, 0, 9))));
        assertEquals(2, thing.asked.size());
    }

    @Test
    void anAnswerInAFormatWithoutCodecIs415() {
        thing.answers(request -> Response.content(new Content(ContentFormat.SENML_CBOR, Bytes.hex("80"))));
        var read = stage.client("thing").read(Path.of(3, 0));
        stage.advance(Duration.ofSeconds(2));
        assertEquals(Status.UNSUPPORTED_FORMAT, stage.failure(read));
    }

    @Test
    void anObjectThatNobodyDefinedIsReadAllTheSame() {
        thing.answers(request -> tlv("e216443132"));
        var entries = stage.done(stage.client("thing").read(Path.of(9999, 0)));
        assertEquals(
                List.of(Path.of(9999, 0, 5700)),
                entries.stream().map(Entry::path).toList());
    }

    @Test
    @Proves("DM-34")
    void whatIsWrittenIsTurnedIntoTheTypeOfItsResource() {
        thing.answers(request -> Response.of(Status.CHANGED));
        var client = stage.client("thing");
        for (var value : List.of(new Value.Text("60"), new Value.Real(60), new Value.Int(60), new Value.Unsigned(60))) {
            stage.done(client.write(LIFETIME, value));
            assertEquals(Content.text("60"), thing.last(Downlink.Write.class).content());
        }
        stage.done(client.write(Path.of(3, 0, 13), new Value.Int(1_476_186_613L)));
        assertEquals(
                Content.text("1476186613"), thing.last(Downlink.Write.class).content());
        stage.done(client.write(Path.of(3, 0, 13), new Value.Text("2016-10-11T11:50:13Z")));
        assertEquals(
                Content.text("1476186613"), thing.last(Downlink.Write.class).content());
        stage.done(
                client.write(Path.of(1, 0), List.of(Entry.of(LIFETIME, new Value.Text("86400"))), Mode.PARTIAL_UPDATE));
        assertEquals(
                Bytes.hex("c40100015180"),
                thing.last(Downlink.Write.class).content().bytes());
        thing.asked.clear();
        assertEquals(Status.BAD_REQUEST, stage.failure(client.write(LIFETIME, new Value.Text("soon"))));
        assertEquals(Status.BAD_REQUEST, stage.failure(client.write(LIFETIME, new Value.Real(1.5))));
        assertEquals(List.of(), thing.asked);
    }

    @Test
    void aWriteOfSeveralValuesGoesInTlv() {
        thing.answers(request -> Response.of(Status.CHANGED));
        var entries = List.of(Entry.of(LIFETIME, new Value.Int(60)), Entry.of(Path.of(1, 0, 6), new Value.Flag(true)));
        stage.done(stage.client("thing").write(Path.of(1, 0), entries, Mode.PARTIAL_UPDATE));
        var content = new Content(ContentFormat.TLV, Bytes.hex("c1013cc10601"));
        assertEquals(new Downlink.Write(Path.of(1, 0), content, Mode.PARTIAL_UPDATE), thing.asked.get(0));
    }

    @Test
    void theLifetimeThatTheServerWritesCounts() {
        thing.answers(request -> Response.of(Status.CHANGED));
        stage.done(stage.client("thing").write(LIFETIME, new Value.Int(30)));
        assertEquals(
                Duration.ofSeconds(30),
                stage.registration("thing").orElseThrow().terms().lifetime());
        stage.advance(Duration.ofSeconds(30 + 93));
        assertEquals(Optional.empty(), stage.registration("thing"));
    }

    @Test
    void theAnswerToAWriteOfTheLifetimeIsOlderThanWhatTheClientSaidMeanwhile() {
        var answer = new CompletableFuture<Response>();
        thing.answersLater(request -> answer);
        var written = stage.client("thing").write(LIFETIME, new Value.Int(30));
        stage.settle();
        thing.update(Thing.lasting(45));
        answer.complete(Response.of(Status.CHANGED));
        stage.done(written);
        assertEquals(
                Duration.ofSeconds(45),
                stage.registration("thing").orElseThrow().terms().lifetime());
    }

    @Test
    @Proves("DM-19")
    void aCreateAnswersTheInstanceThatTheClientNamed() {
        thing.answers(request -> Response.created("3303/2"));
        var entries = List.of(Entry.of(Path.of(3303, Path.ABSENT, 5750), new Value.Text("x")));
        assertEquals(Path.of(3303, 2), stage.done(stage.client("thing").create(3303, entries)));
        assertEquals(Path.of(3303), thing.last(Downlink.Create.class).path());
        assertTrue(stage.registration("thing").orElseThrow().links().contains(Link.of(Path.of(3303, 2))));
    }

    @Test
    void aCreateThatTheClientCannotNumberGetsAFreeNumberFromUs() {
        thing.answers(request -> request instanceof Downlink.Create create
                        && (create.content().bytes().array()[0] & 0xc0) != 0
                ? Response.of(Status.UNSUPPORTED_FORMAT)
                : Response.of(Status.CREATED));
        var entries = List.of(Entry.of(Path.of(3, Path.ABSENT, 15), new Value.Text("x")));
        assertEquals(Path.of(3, 1), stage.done(stage.client("thing").create(3, entries)));
    }

    @Test
    void aCreateWithoutLocationIsFoundInTheClientsList() {
        thing.answers(request -> request instanceof Downlink.Discover
                ? Response.content(Thing.links("</3>,</3/0>,</3/7>,</3/0/1>"))
                : Response.of(Status.CREATED));
        var entries = List.of(Entry.of(Path.of(3, Path.ABSENT, 0), new Value.Text("x")));
        assertEquals(Path.of(3, 7), stage.done(stage.client("thing").create(3, entries)));
        var named = List.of(Entry.of(Path.of(3, 9, 0), new Value.Text("x")));
        assertEquals(Path.of(3, 9), stage.done(stage.client("thing").create(3, named)));
    }

    @Test
    void aDeletedInstanceIsListedNoMore() {
        thing.answers(request -> Response.of(Status.DELETED));
        stage.done(stage.client("thing").delete(Path.of(3, 0)));
        assertEquals(
                List.of(Path.of(1, 0), Path.of(3)),
                stage.registration("thing").orElseThrow().links().stream()
                        .map(Link::path)
                        .toList());
    }

    @Test
    @Proves("DM-07")
    void discoverAnswersLinks() {
        thing.answers(request -> Response.content(Thing.links("</3/0>;pmin=10,</3/0/6>;dim=2")));
        assertEquals(
                List.of(new Link(Path.of(3, 0), Map.of("pmin", "10")), new Link(Path.of(3, 0, 6), Map.of("dim", "2"))),
                stage.done(stage.client("thing").discover(Path.of(3, 0))));
    }

    @Test
    @Proves("DM-17")
    void executeAndAttributesGoAsTheyAre() {
        thing.answers(request -> Response.of(Status.CHANGED));
        var client = stage.client("thing");
        stage.done(client.execute(Path.of(3, 0, 4), "0='now'"));
        assertEquals(new Downlink.Execute(Path.of(3, 0, 4), "0='now'"), thing.asked.get(0));
        var attributes = Attributes.NONE.with(Attribute.PMIN, 5);
        stage.done(client.writeAttributes(Path.of(3), attributes, Set.of(Attribute.PMAX)));
        assertEquals(new Downlink.WriteAttributes(Path.of(3), attributes, Set.of(Attribute.PMAX)), thing.asked.get(1));
        assertEquals(
                Status.BAD_REQUEST,
                stage.failure(client.writeAttributes(Path.of(3), Attributes.NONE.with(Attribute.HQMAX, 5), Set.of())));
    }

    @Test
    void anErrorIsTheCodeAndTheWordsOfTheClient() {
        thing.answers(request -> Response.failed(Status.METHOD_NOT_ALLOWED, "not this one"));
        var execute = stage.client("thing").execute(Path.of(3, 0, 0), "");
        var failure = assertThrows(LwM2mException.class, () -> stage.done(execute));
        assertEquals(Status.METHOD_NOT_ALLOWED, failure.status());
        assertTrue(failure.getMessage().contains("not this one"), failure.getMessage());
    }

    @Test
    void aRawRequestIsAnsweredAsItCame() {
        thing.answers(request -> Response.of(Status.METHOD_NOT_ALLOWED));
        var answer = stage.done(stage.client("thing").send(new Downlink.Delete(Path.of(3, 0))));
        assertEquals(Response.of(Status.METHOD_NOT_ALLOWED), answer);
        assertEquals(1, thing.asked.size());
    }

    @Test
    @Proves({"DM-24", "DM-25"})
    void compositesGoInTheFormatsThatThereAre() {
        var client = stage.client("thing");
        var read = client.readComposite(List.of(Path.of(3, 0, 0), LIFETIME));
        stage.advance(Duration.ofSeconds(2));
        assertEquals(Status.UNSUPPORTED_FORMAT, stage.failure(read));

        stage.add(new FakeCodec(), 110);
        thing.answers(request -> request instanceof Downlink.ReadComposite
                ? Response.content(new Content(ContentFormat.SENML_JSON, Bytes.utf8("/3/0/0=ours\n/1/0/1=60")))
                : Response.of(Status.CHANGED));
        assertEquals(
                List.of(Entry.of(Path.of(3, 0, 0), new Value.Text("ours")), Entry.of(LIFETIME, new Value.Int(60))),
                stage.done(client.readComposite(List.of(Path.of(3, 0, 0), LIFETIME))));
        var asked = thing.last(Downlink.ReadComposite.class);
        assertEquals(new Content(ContentFormat.SENML_JSON, Bytes.utf8("/3/0/0\n/1/0/1")), asked.paths());
        assertEquals(Optional.of(ContentFormat.SENML_JSON), asked.accept());
        stage.done(client.writeComposite(List.of(Entry.of(Path.of(3, 0, 14), new Value.Text("+01:00")))));
        assertEquals(
                Bytes.utf8("/3/0/14=+01:00"),
                thing.last(Downlink.WriteComposite.class).content().bytes());
    }

    @Test
    void theFormatFollowsVersionAndWhatTheClientAnnounces() {
        for (var format : List.of(110, 112, 11543, 11544, 60)) {
            stage.add(new FakeCodec(), format);
        }
        assertEquals(List.of(11542, 0), accepted("a", "1.0", "</3/0>"));
        assertEquals(List.of(11543, 11543), accepted("b", "1.0", "</>;ct=11543,</3/0>"));
        assertEquals(List.of(112, 112), accepted("c", "1.1", "</3/0>"));
        assertEquals(List.of(110, 110), accepted("d", "1.1", "</>;ct=110,</3/0>"));
        assertEquals(List.of(112, 60), accepted("e", "1.1", "</>;ct=60,</3/0>"));
        assertEquals(List.of(11544, 11544), accepted("f", "1.2", "</3/0>"));
        assertEquals(List.of(112, 112), accepted("g", "1.2", "</>;ct=\"110 112\",</3/0>"));
    }

    @Test
    @Proves("REG-08")
    void anAlternateRootIsBeforeEveryPathButNotInLwM2mCbor() {
        stage.add(new FakeCodec(), 112, 11544);
        var rooted = Thing.registered(stage, "rooted", "1.2", "</lwm2m>;rt=\"oma.lwm2m\",</lwm2m/3/0>");
        assertEquals(
                List.of(Path.ROOT, Path.of(3, 0)),
                stage.registration("rooted").orElseThrow().links().stream()
                        .map(Link::path)
                        .toList());
        rooted.answers(request -> request instanceof Downlink.Read
                ? Response.content(new Content(ContentFormat.SENML_CBOR, Bytes.utf8("/lwm2m/3/0/0=ours")))
                : Response.of(Status.CHANGED));
        var entries = stage.done(stage.client("rooted").read(Path.of(3, 0, 0)));
        assertEquals(List.of(Entry.of(Path.of(3, 0, 0), new Value.Text("ours"))), entries);
        assertEquals(
                Path.parse("/lwm2m/3/0/0"), rooted.last(Downlink.Read.class).path());
        stage.done(stage.client("rooted").write(Path.of(3, 0, 14), new Value.Text("+01:00")));
        var write = rooted.last(Downlink.Write.class);
        assertEquals(Path.parse("/lwm2m/3/0/14"), write.path());
        assertEquals(new Content(ContentFormat.LWM2M_CBOR, Bytes.utf8("/3/0/14=+01:00")), write.content());
        rooted.answers(request -> request instanceof Downlink.Write each
                        && each.content().format().equals(ContentFormat.LWM2M_CBOR)
                ? Response.of(Status.UNSUPPORTED_FORMAT)
                : Response.of(Status.CHANGED));
        stage.done(stage.client("rooted").write(Path.of(3, 0, 14), new Value.Text("+01:00")));
        assertEquals(
                new Content(ContentFormat.SENML_CBOR, Bytes.utf8("/lwm2m/3/0/14=+01:00")),
                rooted.last(Downlink.Write.class).content());
    }

    @Test
    void aThingBehindAGatewayHasPathsOfItsOwn() {
        thing.holds(Map.of("/d01/3303/0/5700", "21"));
        var behind = stage.client("thing").device("d01");
        assertEquals(
                List.of(Path.of(3303, 0, 5700)),
                stage.done(behind.read(Path.of(3303, 0, 5700))).stream()
                        .map(Entry::path)
                        .toList());
        assertEquals(
                List.of(Path.parse("/d01/3303/0/5700")),
                stage.done(stage.client("thing").read(Path.parse("/d01/3303/0/5700"))).stream()
                        .map(Entry::path)
                        .toList());
    }

    @Test
    void whoDoesNotAnswerInTimeIs504AndOnlyThen() {
        thing.answersLater(request -> new CompletableFuture<>());
        var brief = stage.client("thing").within(Duration.ofSeconds(5)).read(Path.of(3, 0, 0));
        var usual = stage.client("thing").read(Path.of(3, 0, 0));
        stage.advance(Duration.ofSeconds(4));
        assertFalse(brief.toCompletableFuture().isDone());
        stage.advance(Duration.ofSeconds(1));
        assertEquals(Status.TIMEOUT, stage.failure(brief));
        assertFalse(usual.toCompletableFuture().isDone());
        stage.advance(Duration.ofSeconds(88));
        assertEquals(Status.TIMEOUT, stage.failure(usual));
    }

    @Test
    @Proves("DM-31")
    void aRequestMayBeWaitedForBoundedAndCancelled() throws Exception {
        var answer = new CompletableFuture<Response>();
        thing.answersLater(request -> answer);
        var client = stage.client("thing");
        var timers = stage.time.waiting();
        var dropped = client.read(Path.of(3, 0, 0)).toCompletableFuture();
        assertEquals(timers + 1, stage.time.waiting());
        dropped.cancel(true);
        assertEquals(timers, stage.time.waiting());
        var late = client.within(Duration.ofSeconds(1)).read(Path.of(3, 0, 0));
        stage.advance(Duration.ofSeconds(1));
        assertEquals(Status.TIMEOUT, stage.failure(late));
        var kept = client.read(Path.of(3, 0, 0)).toCompletableFuture();
        answer.complete(Response.of(Status.NOT_FOUND));
        stage.settle();
        var failure = assertThrows(java.util.concurrent.ExecutionException.class, kept::get);
        assertEquals(Status.NOT_FOUND, ((LwM2mException) failure.getCause()).status());
        assertTrue(dropped.isCancelled());
    }

    @Test
    void aClientThatIsNotRegisteredIs404() {
        var client = stage.client("thing");
        thing.answersLater(request -> new CompletableFuture<>());
        var waits = client.read(Path.of(3, 0, 0));
        thing.ask(new org.lwm2m.api.message.Uplink.Deregister(thing.location));
        assertEquals(Status.NOT_FOUND, stage.failure(waits));
        assertEquals(Status.NOT_FOUND, stage.failure(client.read(Path.of(3, 0, 0))));
        assertThrows(LwM2mException.class, client::registration);
    }

    @Test
    void oneClientCannotHoldMoreRequestsThanAllowed() {
        thing.answersLater(request -> new CompletableFuture<>());
        var waiting = new ArrayList<CompletionStage<?>>();
        for (var i = 0; i < 512; i++) {
            waiting.add(stage.client("thing").read(Path.of(3, 0, 0)));
        }
        assertEquals(
                Status.TOO_MANY_REQUESTS, stage.failure(stage.client("thing").read(Path.of(3, 0, 0))));
        waiting.get(0).toCompletableFuture().cancel(true);
        var next = stage.client("thing").read(Path.of(3, 0, 0));
        stage.settle();
        assertFalse(next.toCompletableFuture().isDone());
    }

    private List<Integer> accepted(String endpoint, String version, String links) {
        var each = Thing.registered(stage, endpoint, version, links).answers(request -> Response.of(Status.NOT_FOUND));
        stage.failure(stage.client(endpoint).read(Path.of(3, 0)));
        stage.failure(stage.client(endpoint).read(Path.of(3, 0, 0)));
        return each.asked.stream()
                .map(request -> ((Downlink.Read) request).accept().orElseThrow().number())
                .toList();
    }

    private static Response tlv(String hex) {
        return Response.content(new Content(ContentFormat.TLV, Bytes.hex(hex)));
    }
}
