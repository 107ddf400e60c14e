package org.lwm2m.itest.bad;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.testing.Proves;

/** Who is not whom he speaks for reaches nothing, at either end; and who says a thing twice is heard once. */
public class StrangersIT {

    private static final Bytes LIST = Bytes.utf8("</1/0>,</3/0>");
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private static HandServer hand;
    private static Shipped system;

    @BeforeClass
    public static void starts() throws Exception {
        hand = new HandServer();
        system = Shipped.start("conf/org.lwm2m.client.account-z.cfg", hand.account(2));
        hand.takesRegister();
        system.run("lwm2m:clients", "gateway");
    }

    @AfterClass
    public static void ends() throws Exception {
        hand.close();
        system.close();
    }

    @After
    public void theLogIsShort() {
        assertEquals(List.of(), system.traces());
        assertTrue("" + system.problems(0), system.problems(0).size() <= 1);
    }

    @Test
    @Proves("SEC-19")
    public void anotherAddressNeitherUpdatesNorEndsARegistrationButMayRegisterItAnew() throws Exception {
        try (var owner = new Peer("127.0.0.1", system.port);
                var thief = new Peer("127.0.0.2", system.port)) {
            var location = register(owner, "mine");
            assertEquals(
                    "4.04",
                    thief.ask(Message.request("POST " + location + "?lt=1")).status());
            assertEquals(
                    "4.04", thief.ask(Message.request("DELETE " + location)).status());
            assertEquals("2.04", owner.ask(Message.request("POST " + location)).status());

            var second = register(thief, "mine");
            assertFalse(second.equals(location));
            assertEquals("4.04", owner.ask(Message.request("POST " + location)).status());
            assertEquals("2.02", thief.ask(Message.request("DELETE " + second)).status());
        }
    }

    @Test
    @Proves("SEC-22")
    public void anAnswerFromAnotherAddressDoesNotCount() throws Exception {
        try (var client = new Peer("127.0.0.1", system.port);
                var here = new Peer("127.0.0.1", system.port);
                var there = new Peer("127.0.0.2", system.port)) {
            var location = register(client, "asked");
            system.tell("lwm2m:read asked /3/0/0");
            var asked = client.next();
            for (var stranger : List.of(here, there)) {
                for (var type : List.of(Message.ACK, Message.CON, Message.NON)) {
                    stranger.send(content(type, asked, "forged"));
                }
                stranger.send(Message.bare(Message.RST, Message.EMPTY, asked.mid(), Bytes.EMPTY));
                stranger.beforePong();
            }
            client.send(content(Message.ACK, asked, "genuine"));
            assertTrue(system.run("lwm2m:clients", "genuine").contains("/3/0/0"));
            assertEquals(
                    "2.02", client.ask(Message.request("DELETE " + location)).status());
        }
    }

    @Test
    public void anAnswerWithAnotherTokenOrNumberDoesNotCount() throws Exception {
        try (var client = new Peer("127.0.0.1", system.port)) {
            var location = register(client, "exact");
            system.tell("lwm2m:read exact /3/0/0");
            var asked = client.next();
            client.send(content(Message.ACK, asked.as(0, asked.mid(), Bytes.hex("0badf00d")), "forged"));
            client.send(content(Message.NON, asked.as(0, 77, Bytes.hex("0badf00d")), "forged"));
            client.send(content(Message.CON, asked, "true"));
            assertTrue(system.run("lwm2m:clients", "true").contains("/3/0/0"));
            client.ask(Message.request("DELETE " + location));
        }
    }

    @Test
    public void aStrangerAtTheClientsPortIsNotHeard() throws Exception {
        var gateway = hand.gateway();
        try (var here = new Peer("127.0.0.1", gateway.getPort());
                var there = new Peer("127.0.0.2", gateway.getPort())) {
            for (var stranger : List.of(here, there)) {
                stranger.send(stranger.fresh(Message.request("GET /3/0")));
                stranger.send(stranger.fresh(Message.request("POST /3/0/4")));
                stranger.send(Bytes.hex("ffffffff").array());
                stranger.send(Message.bare(Message.CON, Message.EMPTY, 7, Bytes.EMPTY));
            }
            assertEquals(Optional.empty(), here.next(A_MOMENT));
            assertEquals(Optional.empty(), there.next(A_MOMENT));
        }
        assertEquals("2.05", hand.peer().ask(Message.request("GET /3/0/17")).status());
    }

    @Test
    public void aRequestThatComesAgainIsAnsweredAgainButDoneOnce() throws Exception {
        try (var client = new Peer("127.0.0.1", system.port)) {
            var register = client.fresh(
                    Message.request("POST /rd?ep=twice&lwm2m=1.1&lt=60").carrying(40, LIST));
            client.send(register);
            var first = client.answer(register);
            client.send(register);
            var again = client.answer(register);
            assertEquals(Bytes.wrap(first.encode()), Bytes.wrap(again.encode()));
            client.ask(Message.request("DELETE " + first.path(Message.LOCATION)));
            client.send(register);
            assertEquals(first.path(Message.LOCATION), client.answer(register).path(Message.LOCATION));
            assertEquals(
                    "4.04",
                    client.ask(Message.request("POST " + first.path(Message.LOCATION)))
                            .status());
        }
    }

    @Test
    public void anExecuteThatComesAgainRunsOnce() {
        var peer = hand.peer();
        var execute = peer.fresh(Message.request("POST /1/1/8"));
        var updates = 0;
        peer.send(execute);
        peer.send(execute);
        peer.send(execute);
        for (var next = peer.next(A_MOMENT); next.isPresent(); next = peer.next(A_MOMENT)) {
            var message = next.get();
            if (message.isRequest()) {
                assertEquals("/rd/1", message.path(Message.PATH));
                updates++;
                peer.send(Message.bare(Message.ACK, 0x44, message.mid(), message.token()));
            } else {
                assertEquals("2.04", message.status());
                assertEquals(execute.mid(), message.mid());
            }
        }
        assertEquals("Updates", 1, updates);
    }

    @Test
    public void blocksThatComeOutOfTurnOrWithoutEndAreRefused() {
        var peer = hand.peer();
        assertEquals("2.31", block(0).status());
        assertEquals("2.31", block(1).status());
        assertEquals("a gap", "4.08", block(3).status());
        assertEquals("the transfer is forgotten", "4.08", block(2).status());
        var blocks = 0;
        var answer = block(0);
        for (; answer.status().equals("2.31"); answer = block(blocks)) {
            blocks++;
        }
        assertEquals("without end", "4.13", answer.status());
        assertTrue(blocks + " KiB", blocks <= 1024);
        assertEquals("2.05", peer.ask(Message.request("GET /3/0/17")).status());
    }

    private static Message block(int number) {
        return hand.peer()
                .ask(Message.request("PUT /3/0/15")
                        .carrying(0, Bytes.wrap(new byte[1024]))
                        .block1(number, true, 6));
    }

    private static String register(Peer peer, String endpoint) {
        var created = peer.ask(
                Message.request("POST /rd?ep=" + endpoint + "&lwm2m=1.1&lt=60").carrying(40, LIST));
        assertEquals("2.01", created.status());
        return created.path(Message.LOCATION);
    }

    private static Message content(int type, Message asked, String text) {
        return Message.bare(type, 0x45, asked.mid(), asked.token()).carrying(0, Bytes.utf8(text));
    }
}
