package org.lwm2m.security.oscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;

/**
 * Two ends over a wire that loses, repeats and reorders, each restarted now and then with or without what it knew. Whatever
 * happens, no message counts twice and no nonce is used twice, which {@link Party} watches; and then things go well again.
 */
class BadWireTest {

    private static final int STORIES = 150;
    private static final int STEPS = 200;

    /** On its way: a request to a party, or a response to whoever waits in an exchange. */
    private record Packet(Party to, Bytes message, Asked asked) {}

    /** Who forgot everything forgot its exchanges as well; who was replaced has some that still run. */
    private record Asked(Party by, int life, Exchange exchange) {}

    private final Set<Bytes> taken = new HashSet<>();
    private final List<Packet> wire = new ArrayList<>();
    private int answered;

    @Test
    void noMessageCountsTwiceAndAllIsWellInTheEnd() {
        for (var seed = 0; seed < STORIES; seed++) {
            wire.clear();
            taken.clear();
            var random = new Random(seed);
            var pair = Party.pair(Party.KEYS, new OscoreConfiguration.Checked(true, seed % 2 == 0, 100));
            for (var step = 0; step < STEPS; step++) {
                step(random, pair.get(random.nextInt(2)), pair);
            }
            assertEquals("end", pair.get(0).ask(pair.get(1), "end").text(), "seed " + seed);
            assertEquals("end", pair.get(1).ask(pair.get(0), "end").text(), "seed " + seed);
            assertTrue(pair.get(0).ask(pair.get(1), "calm").trips() == 1, "seed " + seed);
        }
        assertTrue(answered > STORIES * STEPS / 25, answered + " answers");
    }

    private void step(Random random, Party party, List<Party> pair) {
        var chance = random.nextInt(100);
        if (chance < 30) {
            var other = party == pair.get(0) ? pair.get(1) : pair.get(0);
            var exchange = party.call("r" + random.nextInt(1000));
            var asked = new Asked(party, party.lives(), exchange);
            send(random, new Packet(other, ((Step.Down) exchange.first().orElseThrow()).message(), asked));
        } else if (chance < 94) {
            if (!wire.isEmpty()) {
                deliver(random, wire.remove(random.nextInt(Math.min(wire.size(), 4))), pair);
            }
        } else if (chance < 96) {
            party.crash();
        } else if (chance < 98) {
            party.restart();
        } else if (chance < 99) {
            party.forget();
        }
    }

    private void send(Random random, Packet packet) {
        var copies = random.nextInt(10) < 2 ? 0 : random.nextInt(10) < 3 ? 2 : 1;
        for (var each = 0; each < copies; each++) {
            wire.add(packet);
        }
    }

    private void deliver(Random random, Packet packet, List<Party> pair) {
        if (packet.to != null) {
            var taking = packet.to.answer(packet.message);
            var first = taking.first().orElseThrow();
            if (first instanceof Step.Up) {
                assertTrue(taken.add(packet.message), "a message counted twice");
                first = taking.next(Party.content("done"));
            }
            send(random, new Packet(null, ((Step.Down) first).message(), packet.asked));
            return;
        }
        var asked = packet.asked;
        if (asked.life != asked.by.lives()) {
            return;
        }
        try {
            var step = asked.exchange.next(packet.message);
            if (step instanceof Step.Down down) {
                var to = asked.by == pair.get(0) ? pair.get(1) : pair.get(0);
                send(random, new Packet(to, down.message(), asked));
            } else if (step instanceof Step.Up) {
                answered++;
            }
        } catch (LwM2mException putAway) {
            assertEquals(Status.UNAVAILABLE, putAway.status());
        }
    }
}
