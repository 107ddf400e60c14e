package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.client.management.Bench.create;
import static org.lwm2m.client.management.Bench.read;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.testing.Proves;

/** Composite operations: nothing half done, nothing without bound. */
class CompositeTest {

    private final Bench bench = new Bench(
            Limits.USUAL,
            ContentFormat.TEXT,
            ContentFormat.TLV,
            ContentFormat.SENML_CBOR,
            ContentFormat.ETCH_CBOR,
            ContentFormat.ETCH_JSON);
    private final Box box = bench.box(0);
    private final Kitchen kitchen = bench.kitchen(0);

    @Test
    @Proves("DM-25")
    void whatWasWrittenIsLedBackIfALaterPartFails() {
        var broken = bench.kitchen(1);
        broken.broken = true;
        var before = bench.ask(read("/44/0"));
        assertEquals(
                "409",
                bench.ask(patch("/44/0/0=3\n/44/0/1/7=blue\n/44/0/1/0=none\n/3303/0/5701=K\n/3303/0/5800/5=1"
                        + "\n/3303/1/5750=5")));
        assertEquals(before, bench.ask(read("/44/0")));
        assertEquals("Cel", kitchen.units);
        assertEquals(Map.of(0, 20L, 1, 21L), kitchen.history);
        assertEquals(1, broken.level);
    }

    @Test
    void whatWasNotThereBeforeIsTakenAwayAgain() {
        var rules = new Rules();
        bench.device.add("", rules);
        bench.ask(create("/33000", "/33000/0/0=one\n/33000/1/0=two"));
        assertEquals("409", bench.ask(patch("/33000/0/1=5\n/33000/0/2/0=tag\n/33000/1/0=bad")));
        assertEquals("205 /33000/0/0=one\n/33000/0/3=7", bench.ask(read("/33000/0")));
        assertEquals(Optional.empty(), rules.at(0).limit);
    }

    @Test
    @Proves("DM-26")
    void nothingAsAValueTakesAResourceInstanceAway() {
        for (var format : new ContentFormat[] {ContentFormat.ETCH_CBOR, ContentFormat.ETCH_JSON}) {
            box.values.putAll(new Box(0).values);
            kitchen.history = new java.util.TreeMap<>(Map.of(0, 20L, 1, 21L));
            var content = Bytes.utf8("/44/0/1/0=none\n/3303/0/5800/1=none");
            assertEquals("204", bench.ask(new Downlink.WriteComposite(new Content(format, content))));
            assertEquals("205 /44/0/1/1=green", bench.ask(read("/44/0/1")));
            assertEquals(Map.of(0, 20L), kitchen.history);
        }
        assertEquals("404", bench.ask(patch("/44/0/0=5\n/44/0/1/9=none")));
        assertEquals("400", bench.ask(patch("/44/0/1/1=none\n/44/0/0=none")));
        assertEquals("405", bench.ask(patch("/44/0/1/1=none\n/44/0/2=none")));
        assertEquals("205 /44/0/0=1\n/44/0/1/1=green\n/44/0/2=fixed", bench.ask(read("/44/0")));
    }

    @Test
    void aCompositeWritesNoResourceThatIsNotToBeHad() {
        bench.device.add("", new Rules(0));
        assertEquals("404", bench.ask(patch("/33000/0/0=two\n/33000/0/5=why")));
        assertEquals("205 /33000/0/0=rule 0", bench.ask(read("/33000/0/0")));
    }

    @Test
    @Proves("DM-24")
    void thousandsOfPathsAreRefusedAndManyOfTheSameAreReadOnce() {
        assertEquals("413", bench.ask(paths(range(1001))));
        var twice = range(500) + "\n" + range(500);
        assertEquals("205 /44/0/0=1\n/44/0/1/0=red\n/44/0/1/1=green\n/44/0/2=fixed", bench.ask(paths(twice)));
        assertEquals(1, box.calls.stream().filter("read /44/0/0"::equals).count());
        assertEquals("205 /3303/0/5701=Cel", bench.ask(paths("/3303/0/5701\n/44/0/5\n/44/0/3\n/44/7\n/9\n/0/0")));
        var all = bench.ask(paths("/"));
        assertEquals(all, bench.ask(paths("/\n/3303/0/5700\n/44")));
        assertEquals(true, all.contains("/44/0/0=1") && all.contains("/3303/0/5700=22.5") && !all.contains("/44/0/5"));
    }

    private static String range(int count) {
        return IntStream.range(0, count).mapToObj(id -> "/44/0/" + id).collect(Collectors.joining("\n"));
    }

    private static Downlink paths(String paths) {
        return new Downlink.ReadComposite(new Content(ContentFormat.ETCH_CBOR, Bytes.utf8(paths)), Optional.empty());
    }

    private static Downlink patch(String content) {
        return new Downlink.WriteComposite(new Content(ContentFormat.ETCH_CBOR, Bytes.utf8(content)));
    }
}
