package org.lwm2m.security.oscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.MessageProtection.Step;

/** One end is a process that is killed at any moment, and has what it must know in a file. */
class KilledTest {

    private static final int ROUNDS = 4;

    /** More than are put on record at once. */
    private static final int MANY = Numbers.BLOCK + 100;

    @TempDir
    private Path folder;

    private final Party server = Party.pair().get(1);
    private final Random random = new Random(11);
    private final List<Bytes> taken = new ArrayList<>();
    private long highest = -1;

    @Test
    void itsNumbersGoOnAndNothingThatItTookIsTakenAgain() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            try (var client = Killed.start(folder.resolve("store"))) {
                for (var old : taken) {
                    assertFalse(client.run("answer " + old.hex()).startsWith("up"), "round " + round);
                }
                var trips = ask(client);
                assertTrue(round == 0 || trips == 1, "in the same context, round " + round);
                asked(client, 1 + random.nextInt(4));
                // It is killed with some of these said, and perhaps more done.
                for (var i = 0; i < MANY; i++) {
                    client.tell("call b");
                }
                for (var i = MANY - random.nextInt(200); i > 0; i--) {
                    count(Bytes.hex(client.hear().substring(5)), i);
                }
            }
        }
        assertTrue(taken.size() >= ROUNDS, taken.size() + " requests");
        assertTrue(highest > ROUNDS * Numbers.BLOCK, "each time it takes another thousand at least");
    }

    /** Every few hundred octets: what is believed of the numbers is what was written last, or nothing is. */
    @Test
    void ofAFileThatLostItsEndNoOlderNumberIsBelieved() throws Exception {
        var file = folder.resolve("store");
        try (var client = Killed.start(file)) {
            ask(client);
            for (var i = 0; i < 2 * Numbers.BLOCK; i++) {
                client.run("call b");
            }
        }
        var whole = Files.readAllBytes(file);
        var mark = Files.readAllBytes(folder.resolve("store.mark"));
        var last = believed(whole, mark).entry().orElseThrow();
        assertTrue(last.next() > 2 * Numbers.BLOCK);
        var older = 0;
        for (var cut = 0; cut < whole.length; cut += 700) {
            var found = believed(Arrays.copyOf(whole, cut), mark);
            assertTrue(found.entry().filter(each -> !each.equals(last)).isEmpty(), "cut at " + cut);
            older += found.entry().isEmpty() && found.kept() ? 1 : 0;
        }
        assertTrue(older > 0, "only " + older + " cuts left something older");
    }

    /** What the record says, and whether there is anything on it at all. */
    private record Found(Optional<Ledger.Entry> entry, boolean kept) {}

    private Found believed(byte[] store, byte[] mark) throws IOException {
        var copies = Files.createTempDirectory(folder, "cut");
        var file = Files.write(copies.resolve("store"), store);
        Files.write(copies.resolve("store.mark"), mark);
        try (var opened = Killed.open(file.toString())) {
            return new Found(
                    new Ledger(opened.states()).derived(Party.KEYS),
                    opened.states().names("").findAny().isPresent());
        }
    }

    /** One request of the process, with all that it takes; how many messages that was. */
    private int ask(Killed client) throws IOException {
        var trips = 1;
        var step = client.run("call a");
        for (; step.startsWith("down"); trips++) {
            var message = Bytes.hex(step.substring(5));
            if (trips > 1 || option(message).context().isEmpty()) {
                count(message, trips);
            }
            step = client.run("next " + server.respond(message).hex());
        }
        assertEquals("up a", step);
        return trips - 1;
    }

    /** Requests to the process, each taken once. */
    private void asked(Killed client, int times) throws IOException {
        for (var i = 0; i < times; i++) {
            var exchange = server.call("c" + i);
            var step = exchange.first().orElseThrow();
            while (step instanceof Step.Down down) {
                var said = client.run("answer " + down.message().hex()).split(" ");
                if (said[0].equals("up")) {
                    taken.add(down.message());
                    assertEquals("c" + i, said[1]);
                }
                step = exchange.next(Bytes.hex(said[said.length - 1]));
            }
            assertTrue(step instanceof Step.Up, step.toString());
        }
    }

    private void count(Bytes message, int which) {
        var number = option(message).number().orElseThrow().value();
        assertTrue(number > highest, number + " after " + highest + ", message " + which);
        highest = number;
    }

    private static OscoreOption option(Bytes message) {
        return OscoreOption.read(
                CoapBytes.read(message).option(CoapBytes.OSCORE).orElseThrow());
    }
}
