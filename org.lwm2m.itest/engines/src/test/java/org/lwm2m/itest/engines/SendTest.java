package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.api.ContentFormat.LWM2M_CBOR;
import static org.lwm2m.api.ContentFormat.SENML_CBOR;
import static org.lwm2m.api.ContentFormat.SENML_JSON;
import static org.lwm2m.api.ContentFormat.TEXT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.itest.engines.Tasks.Task;
import org.lwm2m.testing.Everything;
import org.lwm2m.testing.Holder;
import org.lwm2m.testing.Proves;

/** Send, from the gateway's code to the server's listeners. */
class SendTest {

    private static final Path NAME = Path.of(42771, 0, 0);
    private static final Path NUMBER = Path.of(42771, 0, 1);
    private static final List<ContentFormat> ALL = List.of(LWM2M_CBOR, SENML_CBOR, SENML_JSON, TEXT);
    private static final int SERVER = 101;

    private final Holder holder = new Holder();
    private final Tasks tasks = new Tasks();

    private Together together(Version version, List<ContentFormat> spoken) {
        return new Together(new Definitions(Everything.class, Task.class), spoken).register(version, holder, tasks);
    }

    private static List<Entry> values(int number) {
        return List.of(Entry.of(NAME, new Value.Text("n" + number)), Entry.of(NUMBER, new Value.Int(number)));
    }

    /** The same, and lets pass what the server waits for a codec that it does not have. */
    private static CompletableFuture<Void> sendPatiently(Together both, List<Entry> values) {
        var sent = send(both, values);
        both.clock.advance(Duration.ofSeconds(10));
        return sent;
    }

    private static CompletableFuture<Void> send(Together both, List<Entry> values) {
        return both.device.client().send(SERVER, values).toCompletableFuture();
    }

    private static List<List<Entry>> received(Together both) {
        both.settle();
        return both.reports.stream()
                .filter(report -> report.observation().isEmpty())
                .map(Together.Report::entries)
                .toList();
    }

    /** The server has one format; the client finds out which by trying, and remembers. */
    @ParameterizedTest
    @CsvSource({"1.1, 112", "1.1, 110", "1.2, 11544", "1.2, 112", "1.2, 110"})
    @Proves("SEND-01")
    void goesInAFormatThatBothSidesHave(String version, int format) {
        var both = together(Version.of(version).orElseThrow(), List.of(new ContentFormat(format), TEXT));
        both.done(sendPatiently(both, values(1)));
        both.done(send(both, values(2)));
        assertEquals(List.of(values(1), values(2)), received(both));
    }

    @Test
    void failsIfTheServerTakesNoneOfTheFormats() {
        var both = together(Version.V1_2, List.of(TEXT));
        assertEquals(Status.UNSUPPORTED_FORMAT, both.failure(sendPatiently(both, values(1))));
        assertEquals(List.of(), received(both));
    }

    @Test
    @Proves("SEND-03")
    void isMutedWhileTheServerObjectSaysSoOrSaysNothing() {
        var both = together(Version.V1_2, ALL);
        var mute = Path.of(1, 0, 23);
        both.done(both.client().write(mute, new Value.Flag(true)));
        assertEquals(Status.METHOD_NOT_ALLOWED, both.failure(send(both, values(1))));
        assertEquals(
                Status.METHOD_NOT_ALLOWED, both.failure(both.device.client().tell(SERVER, values(1))));
        assertEquals(Status.UNAVAILABLE, both.failure(both.device.client().send(List.of(NAME))));
        both.done(both.client().write(mute, new Value.Flag(false)));
        both.done(send(both, values(2)));

        // Core 1.2, E.2: absent is true. A Replace that leaves it out takes it away.
        var rest = List.of(
                Entry.of(Path.of(1, 0, 1), new Value.Int(300)),
                Entry.of(Path.of(1, 0, 6), new Value.Flag(true)),
                Entry.of(Path.of(1, 0, 7), new Value.Text("U")));
        both.done(both.client().write(Path.of(1, 0), rest, org.lwm2m.api.message.Downlink.Write.Mode.REPLACE));
        assertEquals(Status.METHOD_NOT_ALLOWED, both.failure(send(both, values(3))));
        assertEquals(List.of(values(2)), received(both));
    }

    @ParameterizedTest
    @CsvSource({
        // secret, executable, not there, no resource, no such resource
        "/0/0/0, UNAUTHORIZED",
        "/42772/0/4, METHOD_NOT_ALLOWED",
        "/42772/9/0, NOT_FOUND",
        "/9/0/0, NOT_FOUND",
        "/42771/0, BAD_REQUEST",
        "/42771/0/99, METHOD_NOT_ALLOWED",
        "/1/0/8, METHOD_NOT_ALLOWED"
    })
    @Proves("SEND-04")
    void sendsOnlyWhatCanBeReadAndIsRegistered(String path, Status status) {
        var both = together(Version.V1_2, ALL);
        tasks.all.clear();
        both.done(both.client().create(Tasks.ID, List.of(Entry.of(Path.of(Tasks.ID, 0, 0), new Value.Text("t")))));
        both.clock.advance(Duration.ofSeconds(1));
        var bad = new ArrayList<>(values(1));
        bad.add(Entry.of(Path.parse(path), new Value.Text("x")));
        assertEquals(status, both.failure(send(both, bad)));
        assertEquals(List.of(), received(both));
    }

    @Test
    void ofPathsOnlyWhatCanBeReadIsSent() {
        var both = together(Version.V1_2, ALL);
        holder.integer(5);
        var paths = List.of(NUMBER, Path.of(0, 0), Path.of(9), Path.of(1, 0, 8));
        both.done(both.device.client().send(paths));
        assertEquals(List.of(List.of(Entry.of(NUMBER, new Value.Int(5)))), received(both));
        assertEquals(Status.NOT_FOUND, both.failure(both.device.client().send(List.of(Path.of(9)))));
    }

    /** The server hears of the instance first, since it would refuse what it does not know. */
    @Test
    void aNewInstanceIsRegisteredBeforeItsValuesGo() {
        var both = together(Version.V1_2, ALL);
        var second = new Holder();
        both.device.show(second, 1);
        var sent = send(both, List.of(Entry.of(Path.of(42771, 1, 1), new Value.Int(7))));
        both.settle();
        assertFalse(sent.isDone());
        both.clock.advance(Duration.ofSeconds(1));
        both.done(sent);
        assertTrue(both.client().registration().links().toString().contains("/42771/1"));
        assertEquals(1, received(both).size());
    }

    @ParameterizedTest
    @CsvSource({"1.1", "1.2"})
    @Proves("SEND-05")
    void samplesKeepTheirTimesInOneSend(String version) {
        var both = together(Version.of(version).orElseThrow(), ALL);
        var start = Instant.parse("2025-12-31T23:00:00Z");
        var samples = IntStream.range(0, 50)
                .mapToObj(id -> Entry.of(NUMBER, new Value.Int(id), start.plusSeconds(id * 7L)))
                .toList();
        both.done(send(both, samples));
        assertEquals(List.of(samples), received(both));
    }

    @Test
    void timesAreNotLostForWantOfAFormatThatHasThem() {
        var both = together(Version.V1_2, List.of(LWM2M_CBOR));
        var sample = List.of(Entry.of(NUMBER, new Value.Int(1), both.clock.now()));
        assertEquals(Status.UNSUPPORTED_FORMAT, both.failure(sendPatiently(both, sample)));
        both.done(send(both, values(1)));
        assertEquals(List.of(values(1)), received(both));
    }

    @Test
    @Proves("SEND-06")
    void mayBeToldWithoutWaiting() {
        var both = together(Version.V1_2, ALL);
        both.network.loseAnswers(1);
        both.done(both.device.client().tell(SERVER, values(1)));
        assertEquals(List.of(values(1)), received(both));
        both.device.takeTransport();
        assertEquals(Status.UNAVAILABLE, both.failure(both.device.client().tell(SERVER, values(2))));
    }

    @Test
    void waitsInOrderWhileThereIsNoWay() {
        var both = together(Version.V1_2, ALL);
        both.device.takeTransport();
        var sent = IntStream.range(0, 20).mapToObj(id -> send(both, values(id))).toList();
        both.clock.advance(Duration.ofSeconds(30));
        assertTrue(sent.stream().noneMatch(CompletableFuture::isDone));
        both.device.bringTransport();
        both.clock.advance(Duration.ofSeconds(5));
        sent.forEach(both::done);
        assertEquals(IntStream.range(0, 20).mapToObj(SendTest::values).toList(), received(both));
    }

    @Test
    void waitsForACodecThatIsBeingReplaced() {
        var own = Formats.all();
        own.keySet().retainAll(List.of(SENML_CBOR, TEXT));
        var both = new Together(new Definitions(Everything.class), own, ALL).register(Version.V1_2, holder);
        both.done(send(both, values(1)));
        both.device.remove(own.get(SENML_CBOR));
        var sent = send(both, values(2));
        both.clock.advance(Duration.ofMillis(500));
        assertFalse(sent.isDone());
        both.device.add(Formats.all().get(SENML_CBOR), SENML_CBOR);
        both.done(sent);
        assertEquals(List.of(values(1), values(2)), received(both));

        both.device.remove(own.get(SENML_CBOR));
    }

    @Test
    void isGivenUpAfterTenMinutesAndBounded() {
        var both = together(Version.V1_2, ALL);
        both.device.takeTransport();
        var many = new ArrayList<Entry>();
        IntStream.range(0, 9_999).forEach(id -> many.add(Entry.of(NUMBER, new Value.Int(id), Instant.EPOCH)));
        var first = send(both, many);
        both.settle();
        assertEquals(Status.UNAVAILABLE, both.failure(send(both, values(1))));
        both.clock.advance(Duration.ofSeconds(599));
        assertFalse(first.isDone());
        both.clock.advance(Duration.ofSeconds(2));
        assertEquals(Status.UNAVAILABLE, both.failure(first));
    }

    @Test
    void whoIsNotRegisteredIsToldSoAtOnce() {
        var both = new Together(new Definitions(Everything.class), ALL);
        assertEquals(Status.NOT_FOUND, both.failure(send(both, values(1))));
        both.register(Version.V1_0, Map.of(), holder);
        assertEquals(Status.NOT_IMPLEMENTED, both.failure(send(both, values(1))));
        assertEquals(Optional.empty(), received(both).stream().findFirst());
    }
}
