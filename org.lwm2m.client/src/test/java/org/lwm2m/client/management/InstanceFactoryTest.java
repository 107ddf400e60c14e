package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.client.management.Bench.create;
import static org.lwm2m.client.management.Bench.delete;
import static org.lwm2m.client.management.Bench.execute;
import static org.lwm2m.client.management.Bench.observe;
import static org.lwm2m.client.management.Bench.read;
import static org.lwm2m.client.management.Bench.replace;
import static org.lwm2m.client.management.Bench.update;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Version;
import org.lwm2m.testing.Proves;

/** Annotated instances that servers make, change and end. */
class InstanceFactoryTest {

    private static final Duration MOMENT = Limits.USUAL.patience();

    private final Bench bench = new Bench();
    private final Rules rules = new Rules();

    private void factory() {
        bench.device.add("", rules);
        bench.loop.run();
    }

    @Test
    @Proves("DM-19")
    void aServerMakesAnInstanceAndHearsWhere() {
        factory();
        assertEquals("</33000>", bench.links(Version.V1_2));
        assertEquals("201 33000/7", bench.ask(create("/33000", "/33000/7/0=night\n/33000/7/1=5\n/33000/7/3=1")));
        assertEquals("201 33000/0", bench.ask(create("/33000", "/33000/#/0=day\n/33000/#/2/4=x")));
        assertEquals("205 /33000/7/0=night\n/33000/7/1=5\n/33000/7/3=7", bench.ask(read("/33000/7")));
        assertEquals("205 /33000/0/0=day\n/33000/0/2/4=x\n/33000/0/3=7", bench.ask(read("/33000/0")));
        assertEquals("</33000/0>,</33000/7>", bench.links(Version.V1_2));
        assertEquals(List.of("create 7", "create 0"), rules.asked);
    }

    @Test
    void aCreateThatCannotBeDoneWholeMakesNothing() {
        factory();
        assertEquals("409", bench.ask(create("/33000", "/33000/1/0=good\n/33000/2/0=bad")));
        assertEquals("500", bench.ask(create("/33000", "/33000/1/0=good\n/33000/2/0=x\n/33000/2/2/0=bad")));
        assertEquals("400", bench.ask(create("/33000", "/33000/1/0=good\n/33000/2/1=5")));
        assertEquals("400", bench.ask(create("/33000", "/33000/1/0=good\n/33000/2/0=x\n/33000/2/1=11")));
        assertEquals(Map.of(), rules.all);
        assertEquals("</33000>", bench.links(Version.V1_2));
        assertEquals("201", bench.ask(create("/33000", "/33000/1/0=good\n/33000/2/0=x")));
        assertEquals("400", bench.ask(create("/33000", "/33000/3/0=good\n/33000/2/0=x")));
        assertEquals(List.of(1, 2), List.copyOf(rules.all.keySet()));
    }

    @Test
    void aFactoryMayRefuse() {
        factory();
        bench.ask(create("/33000", "/33000/1/0=one"));
        rules.refuses = true;
        assertEquals("409", bench.ask(create("/33000", "/33000/2/0=two")));
        assertEquals("409", bench.ask(delete("/33000/1")));
        assertEquals("205 one", bench.ask(read("/33000/1/0")));
    }

    @Test
    void aServerEndsWhatAFactoryMadeAndNothingElse() {
        factory();
        bench.device.add(4, "", new Rules.OneRule("of its own"));
        bench.ask(create("/33000", "/33000/1/0=one"));
        bench.ask(observe("/33000/1/0", 1));
        assertEquals("202", bench.ask(delete("/33000/1")));
        assertEquals(List.of("!404"), bench.server.news());
        assertEquals("404", bench.ask(read("/33000/1")));
        assertEquals(Map.of(), rules.all);
        assertEquals("405", bench.ask(delete("/33000/4")));
        assertEquals("</33000/4>", bench.links(Version.V1_2));
        assertEquals("201 33000/1", bench.ask(create("/33000", "/33000/1/0=again")));
    }

    @Test
    void withoutAFactoryNothingIsMadeOrEnded() {
        bench.device.add(0, "", new Rules.OneRule("first"));
        assertEquals("405", bench.ask(create("/33000", "/33000/1/0=one")));
        assertEquals("405", bench.ask(delete("/33000/0")));
        factory();
        assertEquals("201 33000/1", bench.ask(create("/33000", "/33000/1/0=one")));
        bench.device.remove(rules);
        bench.loop.advance(MOMENT);
        assertEquals("</33000/0>", bench.links(Version.V1_2));
        assertEquals("405", bench.ask(create("/33000", "/33000/1/0=one")));
    }

    @Test
    void whatAFactoryBringsIsThereAtOnceAndReturnsWithIt() {
        var kept = new Rules(3, 5);
        bench.device.add("", kept);
        assertEquals("</33000/3>,</33000/5>", bench.links(Version.V1_2));
        bench.ask(observe("/33000/3/0", 1));

        var lists = new ArrayList<String>();
        bench.device.whenLinksChange(() -> lists.add(bench.links(Version.V1_2)));
        bench.device.remove(kept);
        var waiting = bench.send(bench.server, read("/33000/3/0"));
        assertEquals("waits", Bench.answer(waiting));
        bench.loop.advance(MOMENT.dividedBy(2));
        var back = new Rules(3, 5);
        bench.device.add("", back);
        bench.loop.run();
        assertEquals("205 rule 3", Bench.answer(waiting));
        assertEquals(List.of(), lists);

        var next = new Rules(3);
        bench.device.remove(back);
        bench.device.add("", next);
        bench.loop.advance(MOMENT);
        assertEquals(List.of("</33000/3>"), lists);
        assertEquals("202", bench.ask(delete("/33000/3")));
    }

    @Test
    void whatIsMadeTellsOfItsChanges() {
        factory();
        bench.ask(create("/33000", "/33000/1/0=one"));
        bench.ask(observe("/33000/1/0", 1));
        rules.at(1).name = "uno";
        bench.device.changed(rules.at(1), 0);
        bench.loop.run();
        assertEquals(List.of("uno"), bench.server.news());
    }

    @Test
    @Proves("DM-13")
    void aReplaceTakesAwayWhatItLeavesOut() {
        factory();
        bench.ask(create("/33000", "/33000/1/0=one\n/33000/1/1=5\n/33000/1/2/0=x"));
        assertEquals("204", bench.ask(update("/33000/1", "/33000/1/0=two")));
        assertEquals("205 /33000/1/0=two\n/33000/1/1=5\n/33000/1/2/0=x\n/33000/1/3=7", bench.ask(read("/33000/1")));
        assertEquals("204", bench.ask(replace("/33000/1", "/33000/1/0=three")));
        assertEquals("205 /33000/1/0=three\n/33000/1/3=7", bench.ask(read("/33000/1")));
        assertEquals("404", bench.ask(read("/33000/1/1")));
        assertEquals("204", bench.ask(replace("/33000/1/1", "6")));
        assertEquals(Optional.of(6), rules.at(1).limit);
    }

    @Test
    void aReplaceThatFailsTakesNothingAway() {
        factory();
        bench.ask(create("/33000", "/33000/1/0=one\n/33000/1/1=5\n/33000/1/2/0=x"));
        assertEquals("409", bench.ask(replace("/33000/1", "/33000/1/0=bad")));
        assertEquals("500", bench.ask(replace("/33000/1", "/33000/1/0=two\n/33000/1/2/0=bad")));
        assertEquals("205 /33000/1/0=one\n/33000/1/1=5\n/33000/1/2/0=x\n/33000/1/3=7", bench.ask(read("/33000/1")));
        rules.at(1).unset(1);
        assertEquals("500", bench.ask(update("/33000/1", "/33000/1/1=2\n/33000/1/2/0=bad")));
        assertEquals(Optional.empty(), rules.at(1).limit);
    }

    @Test
    void anInstanceTakesNoOptionalResourceThatItDoesNotHave() {
        factory();
        assertEquals("201 33000/1", bench.ask(create("/33000", "/33000/1/0=one\n/33000/1/5=why")));
        assertEquals("204", bench.ask(update("/33000/1", "/33000/1/0=two\n/33000/1/5=why")));
        assertEquals("two", rules.at(1).name);
        assertEquals("404", bench.ask(replace("/33000/1/5", "why")));
    }

    @Test
    void argumentsComeByTheirDigit() {
        factory();
        bench.ask(create("/33000", "/33000/1/0=one"));
        assertEquals("204", bench.ask(execute("/33000/1/4", "2='10.3',0")));
        assertEquals(Map.of(0, "", 2, "10.3"), rules.at(1).ran);
        assertEquals("400", bench.ask(execute("/33000/1/4", "2='10.3',2")));
    }
}
