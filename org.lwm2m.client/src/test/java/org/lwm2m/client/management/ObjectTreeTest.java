package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.client.management.Bench.attach;
import static org.lwm2m.client.management.Bench.discover;
import static org.lwm2m.client.management.Bench.observe;
import static org.lwm2m.client.management.Bench.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.testing.Proves;

/** Objects that come and go, and those that do not answer. */
class ObjectTreeTest {

    private final Bench bench = new Bench();
    private final List<String> lists = new ArrayList<>();

    @BeforeEach
    void listen() {
        bench.device.whenLinksChange(() -> lists.add(bench.links(Version.V1_2)));
    }

    @Test
    void listsEveryInstanceAndEmptyObjectsButNeverSecretOnes() {
        bench.box(0, 3);
        for (var object : List.of(0, 1, 21, 23)) {
            bench.device.add(object, ObjectVersion.V1_0, "", new Box(0));
        }
        bench.device.add(5, ObjectVersion.parse("1.1"), "", new Box());
        bench.device.add(3303, ObjectVersion.V1_0, "d01", new Box(0));
        assertEquals("</1>;ver=1.0,</1/0>,</5>,</44/0>,</44/3>", bench.links(Version.V1_2));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 3, 1.0, false", "1.0, 3, 1.1, true", "1.1, 3, 1.1, false", "1.2, 3, 1.2, false", "1.2, 3, 1.1, true",
        "1.1, 4, 1.2, false", "1.2, 4, 1.3, false", "1.2, 2, 1.1, false", "1.1, 2, 1.0, false", "1.2, 5, 1.1, false",
        "1.2, 3303, 1.0, false", "1.2, 3303, 1.1, true", "1.2, 24, 1.0, false", "1.0, 7, 1.0, false"
    })
    @Proves("VER-05")
    void saysTheVersionOfAnObjectUnlessTheEnablerImpliesIt(String enabler, int object, String version, boolean said) {
        bench.device.add(object, ObjectVersion.parse(version), "", new Box(0));
        var instance = "</" + object + "/0>";
        assertEquals(
                said ? "</" + object + ">;ver=" + version + "," + instance : instance,
                bench.links(Version.of(enabler).orElseThrow()));
    }

    @Test
    void objectsComeAndGoWhileItRuns() {
        var box = bench.box(0);
        var kitchen = bench.kitchen(2);
        assertEquals("205 1", bench.ask(read("/44/0/0")));
        bench.device.remove(box);
        bench.device.removeInstance(kitchen);
        bench.pass(3);
        assertEquals("404", bench.ask(read("/44/0/0")));
        assertEquals("404", bench.ask(read("/3303")));
        assertEquals(List.of("</44/0>", "</44/0>,</3303>;ver=1.1,</3303/2>", "</3303>;ver=1.1,</3303/2>", ""), lists);
    }

    @Test
    void anObjectThatComesBackAtOnceIsNoChangeToAServer() {
        var kitchen = bench.kitchen(0);
        bench.ask(observe("/3303/0/5701", 1));
        bench.ask(attach("/3303/0", "pmin=1"));
        lists.clear();
        bench.device.removeInstance(kitchen);
        var waiting = List.of(
                bench.send(bench.server, read("/3303/0/5701")),
                bench.send(bench.server, discover("/3303", 1)),
                bench.send(bench.server, read("/3303/1")));
        bench.pass(1);
        assertEquals("waits waits 404", answers(waiting));
        var again = new Kitchen();
        again.units = "K";
        bench.device.add(0, "", again);
        bench.pass(1);
        assertEquals("205 K", Bench.answer(waiting.get(0)));
        assertEquals("205 </3303>;ver=1.1,</3303/0>;pmin=1", Bench.answer(waiting.get(1)));
        bench.pass(5);
        assertEquals(List.of("K"), bench.server.news());
        assertEquals(List.of(), lists);
    }

    private static String answers(List<CompletionStage<Response>> stages) {
        return String.join(" ", stages.stream().map(Bench::answer).toList());
    }

    @Test
    void anInstanceThatStaysAwayIsGoneWithItsAttributesAndObservations() {
        var one = bench.kitchen(0);
        bench.kitchen(1);
        bench.ask(observe("/3303/0/5701", 1));
        bench.ask(attach("/3303/0", "pmin=5"));
        lists.clear();
        bench.device.removeInstance(one);
        var waiting = bench.send(bench.server, read("/3303/0/5701"));
        assertEquals("205 Cel", bench.ask(read("/3303/1/5701")));
        bench.pass(3);
        assertEquals("404", Bench.answer(waiting));
        assertEquals(List.of("!404"), bench.server.news());
        assertEquals(List.of("</3303>;ver=1.1,</3303/1>"), lists);
        bench.kitchen(0);
        assertEquals("205 </3303/0>", bench.ask(discover("/3303/0", 0)));
        assertEquals(0, bench.loop.timers());
    }

    @Test
    void theSecondProviderOfAnObjectTakesOverWhenTheFirstGoes() {
        var first = bench.box(0);
        bench.add(new Box(0, 1));
        assertEquals("404", bench.ask(read("/44/1")));
        bench.device.remove(first);
        bench.loop.run();
        assertEquals("205 1", bench.ask(read("/44/1/0")));
        var one = bench.kitchen(0);
        bench.kitchen(0).units = "K";
        assertEquals("205 Cel", bench.ask(read("/3303/0/5701")));
        bench.device.removeInstance(one);
        assertEquals("205 K", bench.ask(read("/3303/0/5701")));
        bench.pass(9);
        assertEquals(0, bench.loop.timers());
    }

    @Test
    void anObjectSaysThatItsInstancesChanged() {
        var box = bench.box(0);
        bench.ask(observe("/44/0/0", 1));
        bench.ask(observe("/44", 2));
        lists.clear();
        box.ids.add(4);
        box.values.put(Path.of(44, 4, 0), new Value.Int(8));
        box.ids.remove(0);
        box.values.keySet().removeIf(path -> path.instance() == 0);
        bench.device.instancesChanged(box);
        bench.loop.run();
        assertEquals(List.of("</44/4>"), lists);
        assertEquals(
                List.of("!404", "/44/4/0=8"),
                bench.server.news().stream().sorted().toList());
    }

    @Test
    void anEndDeviceIsReadBehindItsPrefix() {
        var lamp = new Box(0);
        bench.definitions.add(Box.definition(true));
        bench.device.add(44, ObjectVersion.V1_0, "d01", lamp);
        assertEquals("205 1", bench.ask(read("/d01/44/0/0")));
        assertEquals("205 /d01/44/0/1/0=red\n/d01/44/0/1/1=green", bench.ask(read("/d01/44/0/1")));
        assertEquals("404", bench.ask(read("/44/0/0")));
        assertEquals("204", bench.ask(Bench.replace("/d01/44/0/0", "5")));
        assertEquals("Int[value=5]", lamp.at("/44/0/0"));
        assertEquals("201 d01/44/1", bench.ask(Bench.create("/d01/44", "/d01/44/#/0=4")));
        bench.ask(observe("/d01/44/0/0", 1));
        lamp.values.put(Path.of(44, 0, 0), new Value.Int(6));
        bench.device.changed(lamp, Path.of(44, 0, 0));
        bench.loop.run();
        assertEquals(List.of("6"), bench.server.news());
    }

    @Test
    void oneCallAtATimeGoesToAnObjectAndOthersDoNotWaitForIt() {
        var box = bench.box(0, 1);
        bench.kitchen(0);
        box.slow = true;
        var first = bench.send(bench.server, read("/44/0/0"));
        var second = bench.send(bench.server, read("/44/1/0"));
        assertEquals(List.of("read /44/0/0"), box.calls);
        assertEquals("205 Cel", bench.ask(read("/3303/0/5701")));
        box.release();
        bench.loop.run();
        assertEquals("205 1 waits", answers(List.of(first, second)));
        assertEquals(List.of("read /44/0/0", "read /44/1/0"), box.calls);
        box.release();
        bench.loop.run();
        assertEquals("205 1", Bench.answer(second));
        assertEquals(0, bench.loop.timers());
    }

    @Test
    void anObjectThatNeverAnswersIsGivenUpAfterAWhile() {
        var limits = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(20), 2, 10, 10, 1, 1);
        var other = new Bench(limits, ContentFormat.TEXT);
        var box = other.box(0);
        box.slow = true;
        var stages = List.of(
                other.send(other.server, read("/44/0/0")),
                other.send(other.server, read("/44/0/0")),
                other.send(other.server, read("/44/0/0")),
                other.send(other.server, read("/44/0/0")));
        assertEquals("waits waits waits 503", answers(stages));
        other.pass(20);
        assertEquals("500 500 500 503", answers(stages));
        var late = other.send(other.server, read("/44/0/0"));
        box.release();
        box.slow = false;
        other.loop.run();
        assertEquals("205 1", Bench.answer(late));
        assertEquals(0, other.loop.timers());
    }

    @Test
    void anObservedObjectThatFailsIsToldWhenItWorksAgain() {
        var limits = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(20), 2, 10, 10, 1, 1);
        var other = new Bench(limits, ContentFormat.TEXT);
        var box = other.box(0);
        other.ask(observe("/44/0/0", 1));
        box.values.put(Path.of(44, 0, 0), new Value.Int(2));
        box.slow = true;
        other.device.changed(box, Path.of(44, 0, 0));
        other.pass(60);
        assertEquals(List.of(), other.server.news());
        box.slow = false;
        box.release();
        other.pass(60);
        assertEquals(List.of("2"), other.server.news());
    }
}
