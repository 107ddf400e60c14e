package org.lwm2m.itest.bad;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.Test;
import org.lwm2m.api.Bytes;

/** A server that resets a notification is told no more of that observation (the OMA case 302, on a socket). */
public class ResetIT {

    /** The instance of /1 that is this server's. */
    private static final String OWN = "/1/1";

    private static final Duration LONGER_THAN_PMAX = Duration.ofMillis(2_500);

    @Test
    public void aResetEndsTheObservationAndNoOther() throws Exception {
        try (var hand = new HandServer();
                var system = Shipped.start("conf/org.lwm2m.client.account-z.cfg", hand.account(2))) {
            hand.takesRegister();
            var peer = hand.peer();
            assertEquals(
                    "2.04",
                    peer.ask(Message.request("PUT " + OWN + "/1?pmax=1")).status());
            var ended = observes(peer, OWN + "/1");
            var notified = notification(peer, ended);
            peer.send(Message.bare(Message.RST, Message.EMPTY, notified.mid(), Bytes.EMPTY));
            assertEquals(Optional.empty(), notificationIn(peer, LONGER_THAN_PMAX));
            var another = observes(peer, OWN + "/1");
            notification(peer, another);
            assertTrue(system.problems(0).isEmpty());
        }
    }

    private static Message observes(Peer peer, String path) {
        var request = peer.fresh(Message.request("GET " + path).with(Message.OBSERVE, Bytes.EMPTY));
        peer.send(request);
        assertEquals("2.05", peer.answer(request).status());
        return request;
    }

    private static Message notification(Peer peer, Message observed) {
        var next = notificationIn(peer, Shipped.SOON).orElseThrow(() -> new AssertionError("nothing is notified"));
        assertEquals(observed.token(), next.token());
        return next;
    }

    private static Optional<Message> notificationIn(Peer peer, Duration patience) {
        for (var next = peer.next(patience); next.isPresent(); next = peer.next(patience)) {
            if (!next.get().isRequest() && next.get().code() != Message.EMPTY) {
                return next;
            }
        }
        return Optional.empty();
    }
}
