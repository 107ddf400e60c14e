package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.client.management.Bench.attach;
import static org.lwm2m.client.management.Bench.create;
import static org.lwm2m.client.management.Bench.delete;
import static org.lwm2m.client.management.Bench.discover;
import static org.lwm2m.client.management.Bench.observe;
import static org.lwm2m.client.management.Bench.read;
import static org.lwm2m.client.management.Bench.replace;
import static org.lwm2m.client.management.Bench.update;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Version;
import org.lwm2m.client.keeping.States;
import org.lwm2m.client.keeping.StoreKeeper;

/** What servers said and wrote, after a client was killed and began again. */
class PersistenceTest {

    private final States states = new States();
    private Optional<States> store = Optional.of(states);
    private final Queue<Runnable> disk = new ArrayDeque<>();
    private boolean slow;
    private Bench bench = begin();

    private Bench begin() {
        return new Bench(loop -> new StoreKeeper(
                "gateway",
                () -> store.map(each -> each),
                loop,
                task -> {
                    disk.add(task);
                    if (!slow) {
                        written();
                    }
                },
                false));
    }

    private void written() {
        while (!disk.isEmpty()) {
            disk.remove().run();
        }
    }

    /** What was not written by then is lost. */
    private void killed() {
        disk.clear();
        bench = begin();
    }

    @Test
    void attributesAreAttachedStill() {
        bench.kitchen(0);
        assertEquals("204", bench.ask(attach("/3303", "pmin=10")));
        assertEquals("204", bench.ask(attach("/3303/0/5700", "gt=6.5&con=1")));
        assertEquals("204", bench.ask(new TestServer(2), attach("/3303/0/5700", "lt=-1")));
        killed();
        var kitchen = bench.kitchen(0);
        assertEquals("205 </3303/0/5700>;pmin=10;gt=6.5;con=1", bench.ask(discover("/3303/0/5700")));
        assertEquals("205 </3303/0/5700>;lt=-1", bench.ask(new TestServer(2), discover("/3303/0/5700")));
        bench.ask(observe("/3303/0/5700", 7));
        kitchen.value = 6;
        bench.device.changed(kitchen, 5700);
        bench.pass(9);
        assertEquals(List.of(), bench.server.news(), "pmin is in force");
        bench.pass(2);
        assertEquals(1, bench.server.news().size());
        bench.device.forget(1);
        killed();
        bench.kitchen(0);
        assertEquals("205 </3303/0/5700>", bench.ask(discover("/3303/0/5700")));
    }

    @Test
    void anAnswerWaitsForTheDisk() {
        bench.kitchen(0);
        slow = true;
        var write = bench.send(bench.server, replace("/3303/0/5750", "7"));
        var attach = bench.send(bench.server, attach("/3303", "pmin=10"));
        var other = bench.send(bench.server, replace("/3303/0/5701", "Far"));
        assertEquals("waits", Bench.answer(write));
        assertEquals("waits", Bench.answer(attach));
        written();
        bench.loop.run();
        assertEquals("204", Bench.answer(write));
        assertEquals("204", Bench.answer(attach));
        assertEquals("204", Bench.answer(other), "what is not kept need not wait");
        killed();
        assertEquals(7, bench.kitchen(0).level);
    }

    @Test
    void ofSeveralWritesThatWaitTheLastIsKeptAndAllAreAnswered() {
        bench.kitchen(0);
        slow = true;
        var one = bench.send(bench.server, attach("/3303", "pmin=1"));
        var two = bench.send(bench.server, attach("/3303", "pmin=2"));
        var three = bench.send(bench.server, attach("/3303", "pmin=3"));
        assertEquals(1, disk.size(), "one write at a time");
        disk.remove().run();
        bench.loop.run();
        assertEquals("204", Bench.answer(one));
        assertEquals("waits", Bench.answer(two));
        assertEquals(1, disk.size(), "and one for all that waited");
        written();
        bench.loop.run();
        assertEquals("204", Bench.answer(two));
        assertEquals("204", Bench.answer(three));
        killed();
        bench.kitchen(0);
        assertEquals("205 </3303>;ver=1.1;pmin=3", bench.ask(discover("/3303", 0)));
    }

    @Test
    void whatCanNotBeKeptIsRefusedAndChangesNothing() {
        var kitchen = bench.kitchen(0);
        bench.device.add("", new Rules());
        bench.ask(replace("/3303/0/5750", "3"));
        states.full = true;
        assertEquals("503", bench.ask(replace("/3303/0/5750", "7")));
        assertEquals(3, kitchen.level);
        assertEquals("503", bench.ask(attach("/3303", "pmin=10")));
        assertEquals("205 </3303>;ver=1.1", bench.ask(discover("/3303", 0)));
        assertEquals("503", bench.ask(create("/33000", "/33000/7/0=night")));
        assertEquals("404", bench.ask(read("/33000/7")));
        assertEquals("204", bench.ask(replace("/3303/0/5701", "Far")), "what is not kept is no concern of the disk");
        states.full = false;
        killed();
        assertEquals(3, bench.kitchen(0).level);
    }

    @Test
    void whatAServerWroteToAPersistentResourceIsWrittenAgain() {
        bench.kitchen(0);
        bench.ask(replace("/3303/0", "/3303/0/5750=7\n/3303/0/5701=Far\n/3303/0/5800/3=4"));
        bench.ask(update("/3303/0/5800", "/3303/0/5800/5=6"));
        bench.ask(new TestServer(2), delete("/3303/0/5800/3"));
        killed();
        var kitchen = bench.kitchen(0);
        assertEquals(7, kitchen.level);
        assertEquals(Map.of(5, 6L), kitchen.history);
        assertEquals("Cel", kitchen.units, "is not marked");
        assertEquals(1, bench.kitchen(1).level, "is another instance");
    }

    @Test
    void anObjectThatIsReplacedGetsItToo() {
        var kitchen = bench.kitchen(0);
        bench.ask(replace("/3303/0/5750", "7"));
        bench.device.removeInstance(kitchen);
        assertEquals(7, bench.kitchen(0).level);
    }

    @Test
    void whatAnObjectDoesNotTakeAnyMoreLeavesTheRestAlone() {
        bench.kitchen(0);
        bench.ask(replace("/3303/0", "/3303/0/5750=7\n/3303/0/5800/3=4"));
        killed();
        var kitchen = new Kitchen();
        kitchen.broken = true;
        bench.device.add(0, "", kitchen);
        assertEquals(1, kitchen.level);
        assertEquals(Map.of(3, 4L), kitchen.history);
    }

    @Test
    void instancesThatServersMadeAreMadeAgainAndThoseTheyDeletedAreNot() {
        bench.device.add("", new Rules(3));
        bench.ask(create("/33000", "/33000/7/0=night\n/33000/7/1=5\n/33000/7/2/4=x"));
        bench.ask(create("/33000", "/33000/8/0=day"));
        bench.ask(replace("/33000/7/0", "dusk"));
        bench.ask(update("/33000/3", "/33000/3/1=9"));
        bench.ask(delete("/33000/8"));
        killed();
        var rules = new Rules(3);
        bench.device.add("", rules);
        assertEquals(Set.of(3, 7), rules.all.keySet());
        assertEquals("205 /33000/7/0=dusk\n/33000/7/1=5\n/33000/7/2/4=x\n/33000/7/3=7", bench.ask(read("/33000/7")));
        assertEquals("205 /33000/3/0=rule 3\n/33000/3/1=9\n/33000/3/3=7", bench.ask(read("/33000/3")));
        bench.ask(replace("/33000/7", "/33000/7/0=dawn"));
        killed();
        bench.device.add("", new Rules(3));
        assertEquals("205 /33000/7/0=dawn\n/33000/7/3=7", bench.ask(read("/33000/7")), "what was taken away stays so");
    }

    @Test
    void aStoreThatComesLateIsAskedThenAndToldWhatIsNewer() {
        bench.kitchen(0);
        bench.device.add("", new Rules());
        bench.ask(attach("/3303", "pmin=10"));
        bench.ask(attach("/3303/0", "pmax=60"));
        bench.ask(replace("/3303/0", "/3303/0/5750=7\n/3303/0/5800/3=4"));
        bench.ask(create("/33000", "/33000/7/0=night"));
        store = Optional.empty();
        killed();
        var kitchen = bench.kitchen(0);
        var rules = new Rules();
        bench.device.add("", rules);
        assertEquals(1, kitchen.level);
        assertEquals("204", bench.ask(replace("/3303/0/5750", "8")));
        assertEquals("204", bench.ask(attach("/3303", "pmin=20")));
        store = Optional.of(states);
        bench.device.recall();
        for (var round = 0; round < 2; round++) {
            assertEquals("205 /3303/0/5750=8", "205 /3303/0/5750=" + kitchen.level);
            assertEquals(Map.of(3, 4L), kitchen.history);
            assertEquals(Set.of(7), rules.all.keySet());
            assertEquals("205 </3303>;ver=1.1;pmin=20", bench.ask(discover("/3303", 0)));
            assertTrue(bench.ask(discover("/3303/0")).contains("pmax=60"));
            bench.loop.run();
            killed();
            kitchen = bench.kitchen(0);
            rules = new Rules();
            bench.device.add("", rules);
        }
    }

    @Test
    void whatChangesWhileTheStoreIsReplacedIsKeptAfterwards() {
        bench.kitchen(0);
        var rules = new Rules();
        bench.device.add("", rules);
        bench.ask(create("/33000", "/33000/7/0=night"));
        store = Optional.empty();
        assertEquals("204", bench.ask(replace("/3303/0/5750", "7")));
        assertEquals("202", bench.ask(delete("/33000/7")));
        store = Optional.of(states);
        bench.device.recall();
        bench.loop.run();
        assertEquals(Map.of(), rules.all);
        killed();
        assertEquals(7, bench.kitchen(0).level);
        bench.device.add("", rules);
        assertEquals(Map.of(), rules.all);
    }

    @Test
    void damagedAndNewerStatesAreLeftOutAndTheRestBegins() {
        bench.kitchen(0);
        bench.ask(replace("/3303/0/5750", "7"));
        bench.ask(attach("/3303", "pmin=10"));
        var good = Map.copyOf(states.all);
        assertEquals(2, good.size());
        for (var name : good.keySet()) {
            var whole = good.get(name);
            for (var size = 0L; size <= whole.size(); size++) {
                var octets = size < whole.size() ? whole.slice(0, size).array() : whole.array();
                if (size == whole.size()) {
                    octets[0] = 9;
                }
                states.all.putAll(good);
                states.all.put(name, Bytes.wrap(octets));
                killed();
                var level = bench.kitchen(0).level;
                var attached = bench.ask(discover("/3303", 0)).contains("pmin=10");
                assertEquals(!name.contains("objects"), level == 7, name + " cut at " + size);
                assertEquals(!name.contains("attributes"), attached, name + " cut at " + size);
            }
        }
    }

    @Test
    void aClientOfAProgramKeepsNothing() {
        bench = new Bench();
        bench.kitchen(0);
        bench.ask(replace("/3303/0/5750", "7"));
        bench.ask(attach("/3303", "pmin=10"));
        assertFalse(bench.links(Version.V1_2).isEmpty());
        assertEquals(Map.of(), states.all);
    }
}
