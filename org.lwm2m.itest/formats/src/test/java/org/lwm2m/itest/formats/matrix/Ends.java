package org.lwm2m.itest.formats.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.itest.formats.OurFormat;
import org.lwm2m.itest.leshan.Notation;

/** The two ends of one row, and what its client has to hold after what was done so far. */
final class Ends implements AutoCloseable {

    private final Side side;
    final ServerEnd server;
    final ClientEnd client;
    private final Optional<OurFormat> format;
    private final IntSupplier notifications;
    private final TreeMap<Path, Value> expected = new TreeMap<>();

    /**
     * @param held what the client holds to begin with
     * @param notifications how many have crossed the wire so far, whoever counts them
     */
    Ends(
            Side side,
            ServerEnd server,
            ClientEnd client,
            Optional<OurFormat> format,
            List<Entry> held,
            IntSupplier notifications) {
        this.side = side;
        this.server = server;
        this.client = client;
        this.format = format;
        this.notifications = notifications;
        expect(held);
    }

    /** Whose the client is. */
    Side side() {
        return side;
    }

    OurFormat format() {
        return format.orElseThrow();
    }

    /** From now on these are there, too, or in the place of what was. */
    void expect(List<Entry> entries) {
        entries.forEach(each -> expected.put(each.path(), each.value()));
    }

    void expectNothing(String path) {
        expected.keySet().removeIf(Path.parse(path)::contains);
    }

    List<Entry> expected(String... paths) {
        return expected.entrySet().stream()
                .filter(each ->
                        Arrays.stream(paths).anyMatch(path -> Path.parse(path).contains(each.getKey())))
                .map(each -> Entry.of(each.getKey(), each.getValue()))
                .toList();
    }

    /** The client holds what it should, there and around. */
    void holds(String... paths) {
        for (var path : paths) {
            assertSame(expected(path), sorted(client.held(path)), "the client holds at " + path);
        }
    }

    /** A good answer, in the format of the row. */
    List<Entry> content(Answer answer, String what) {
        assertEquals("2.05", answer.code(), () -> what + ": " + answer.said());
        assertEquals(Optional.of(format().number()), answer.format(), what);
        return sorted(answer.entries());
    }

    void reads(String... paths) {
        for (var path : paths) {
            var seen = content(server.read(path, format), "Read " + path);
            assertSame(sorted(client.held(path)), seen, "Read " + path + ", as the client has it");
            assertSame(expected(path), seen, "Read " + path);
        }
    }

    void readsTogether(String... paths) {
        var seen = content(server.readComposite(format(), paths), "Read-Composite");
        assertSame(expected(paths), seen, "Read-Composite");
    }

    /** Writes at or under a path, after which the instance holds that and what it had before. */
    void writes(Mode mode, String path, Entry... entries) {
        changed(server.write(mode, path, format(), List.of(entries)), "Write " + path);
        client.came().ifPresent(came -> assertEquals(format().number(), came, "Write " + path));
        if (mode == Mode.REPLACE) {
            expected.keySet().removeIf(each -> Path.parse(path).contains(each) && writable(each));
        }
        expect(List.of(entries));
        holds(Path.parse(path).upTo(2).toString());
    }

    void writesTogether(Entry... entries) {
        changed(server.writeComposite(format(), List.of(entries)), "Write-Composite");
        client.came().ifPresent(came -> assertEquals(format().number(), came, "Write-Composite"));
        expect(List.of(entries));
        Arrays.stream(entries).map(each -> "" + each.path().upTo(2)).distinct().forEach(this::holds);
    }

    /** Of what is written as a whole here: a Short Server ID can only be read. */
    private static boolean writable(Path path) {
        return !path.equals(Path.of(1, 0, 0));
    }

    static void changed(Answer answer, String what) {
        assertEquals("2.04", answer.code(), () -> what + ": " + answer.said());
    }

    /** Values of the client change by themselves. */
    void change(Entry... entries) {
        expect(List.of(entries));
        client.change(entries);
    }

    /** The first values of an observation. */
    void observes(String path) {
        assertSame(expected(path), content(server.observe(format(), path), "Observe " + path), "Observe " + path);
    }

    void observesTogether(String... paths) {
        var seen = content(server.observeComposite(format(), paths), "Observe-Composite");
        assertSame(expected(paths), seen, "Observe-Composite");
    }

    /** The next notification says what is now at these paths. */
    void isNotified(String... paths) {
        assertSame(expected(paths), content(server.notified(), "notification"), "notified");
    }

    static void assertSame(List<Entry> expected, List<Entry> seen, String what) {
        assertEquals(
                expected.stream().map(Notation::of).toList(),
                seen.stream().map(Notation::of).toList(),
                what);
    }

    /** Sooner or later, a change is reported no more. Each is followed by a Read, whose answer would come after it. */
    void fallsSilent(Path path) {
        for (var attempt = 0; attempt < 200; attempt++) {
            if (silent(path, 1000 + 2 * attempt) && silent(path, 1001 + 2 * attempt)) {
                return;
            }
        }
        fail("notifications of " + path + " go on");
    }

    private boolean silent(Path path, int value) {
        var before = notifications.getAsInt();
        change(Entry.of(path, new Value.Int(value)));
        var fence = server.read("/3/0/11/0", Optional.of(format()));
        assertEquals("2.05", fence.code(), fence::said);
        return notifications.getAsInt() == before;
    }

    /** A composite says its values in the order of its paths. */
    static List<Entry> sorted(List<Entry> entries) {
        return entries.stream().sorted(Comparator.comparing(Entry::path)).toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
