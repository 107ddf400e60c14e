package org.lwm2m.itest.bad;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.Test;
import org.lwm2m.api.Bytes;

/** A system that is killed knows its clients, what it observes of them and what it was told, when it is back. */
public class KilledIT {

    /** More than the store and the server together let wait, 20 and 100 ms. */
    private static final Duration WRITTEN = Duration.ofMillis(500);

    @Test
    public void aClientNeedNotRegisterAgainAndIsObservedStill() throws Exception {
        var first = Shipped.start("conf/org.lwm2m.store.file.cfg", "write.delay.millis = 20");
        try (var client = new Peer("127.0.0.1", first.port)) {
            first.run("lwm2m:clients", "gateway");
            first.run("lwm2m:write gateway /3/0/15 Asia/Tokyo", "written /3/0/15");
            first.run("lwm2m:observe --standing zones 'gate*' /3/0/15", "observed from now on");
            var location = register(client);
            first.tell("lwm2m:observe thing /3/0/13");
            var observe = client.next();
            client.send(value(Message.ACK, observe, observe.mid(), 1));
            var since = System.nanoTime();
            first.until("it is written", () -> System.nanoTime() - since > WRITTEN.toNanos());

            try (var second = first.killed()) {
                second.run("lwm2m:observe --standing", "zones");
                second.run("lwm2m:read gateway /3/0/15", "Asia/Tokyo");
                second.until("it is known again", () -> client.ask(Message.request("POST " + location))
                        .status()
                        .equals("2.04"));
                var notification = value(Message.CON, observe, observe.mid() + 1 & 0xffff, 2);
                client.send(notification);
                assertEquals(Message.ACK, answer(client, notification).type());
                var stranger = notification.as(Message.CON, observe.mid() + 2 & 0xffff, Bytes.hex("0badf00d"));
                client.send(stranger);
                assertEquals(Message.RST, answer(client, stranger).type());
                assertEquals(List.of(), second.traces());
            }
        }
    }

    private static String register(Peer client) throws IOException {
        var registered = client.ask(
                Message.request("POST /rd?ep=thing&lwm2m=1.1&lt=300").carrying(40, Bytes.utf8("</1/0>,</3/0>")));
        assertEquals("2.01", registered.status());
        return registered.path(Message.LOCATION);
    }

    /** The time of the device, as an answer that is a notification. */
    private static Message value(int type, Message observe, int mid, int order) {
        assertTrue(observe.toString(), observe.option(Message.OBSERVE).isPresent());
        return Message.bare(type, 0x45, mid, observe.token())
                .with(Message.OBSERVE, order)
                .carrying(0, Bytes.utf8("170000000" + order));
    }

    private static Message answer(Peer client, Message asked) {
        for (; ; ) {
            var next = client.next();
            if (next.mid() == asked.mid() && !next.isRequest()) {
                return next;
            }
        }
    }
}
