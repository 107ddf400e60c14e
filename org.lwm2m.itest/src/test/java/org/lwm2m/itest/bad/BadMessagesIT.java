package org.lwm2m.itest.bad;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.lwm2m.api.Bytes;

/** What is no CoAP, or none that anybody asked for, at both ends: reset or passed over; then all goes on. */
public class BadMessagesIT {

    private static final String RESET = "RST";
    private static final String NOTHING = "";

    /** What is wrong, the octets of it, and what comes back: nothing, RST, or an answer with a code. */
    private static final List<List<String>> RUBBISH = List.of(
            List.of("nothing", "", NOTHING),
            List.of("one octet", "40", NOTHING),
            List.of("header cut off", "420112", NOTHING),
            List.of("version 0", "020112340102", NOTHING),
            List.of("version 2", "820112340102", NOTHING),
            List.of("version 3", "c20112340102", NOTHING),
            List.of("token of 9", "49011234010203040506070809", NOTHING),
            List.of("token of 15", "4f011234" + "01".repeat(15), NOTHING),
            List.of("token cut off", "4801123401", RESET),
            List.of("option delta 15", "420112340102f133", RESET),
            List.of("option length 15", "420112340102bf33", RESET),
            List.of("option longer than the datagram", "420112340102b933", RESET),
            List.of("extended delta cut off", "420112340102d1", RESET),
            List.of("extended length of 65535 and no value", "420112340102beffff", RESET),
            List.of("payload marker without payload", "420112340102b133ff", RESET),
            List.of("the same, not confirmable", "520112340102b133ff", NOTHING),
            List.of("empty with a token", "420012340102", RESET),
            List.of("empty with a payload", "40001234ff00", RESET),
            List.of("ping", "40001234", RESET),
            List.of("code 1.00", "40201234", RESET),
            List.of("code 3.31", "407f1234", RESET),
            List.of("code 6.00", "40c01234", RESET),
            List.of("code 7.01", "40e11234", RESET),
            List.of("code 7.01, not confirmable", "50e11234", NOTHING),
            List.of("method 0.31", "421f12340102b133", "4.05"),
            List.of("unknown critical option 9 after path", "4201123401" + "02b133" + "d10100", "4.02"),
            List.of("unknown critical option 65001", "420112340102b133" + "e1fcd100", "4.02"),
            List.of("unknown critical option, not confirmable", "520112340102b133" + "e1fcd100", NOTHING),
            List.of("Proxy-Uri", "420112340102d816636f61703a2f2f78", "5.05"),
            List.of("Uri-Path that is no UTF-8", "420112340102b2fffe", "4.04"),
            List.of("Observe of 4 octets, as if it were not there", "42011234010264ffffffff5178", "4.04"),
            List.of("ACK of nothing", "60001234", NOTHING),
            List.of("RST of nothing", "70001234", NOTHING),
            List.of("ACK with a request in it", "620112340102b133", NOTHING),
            List.of("RST with a request in it", "720112340102b133", NOTHING),
            List.of("answer nobody asked for, in an ACK", "624512340102ff30", NOTHING),
            List.of("answer nobody asked for", "424512340102ff30", RESET),
            List.of("the same, not confirmable", "524512340102ff30", RESET),
            List.of("notification nobody observes", "42451234aabb6101ff30", RESET),
            List.of("notification nobody observes, not confirmable", "52451234aabb6101ff30", RESET),
            List.of("notification with an unknown critical option", "42451234aabb6101d1f300", RESET));

    private static HandServer hand;
    private static Shipped system;

    @BeforeClass
    public static void starts() throws Exception {
        hand = new HandServer();
        system = Shipped.start("conf/org.lwm2m.client.account-hand.cfg", hand.account(2));
        hand.takesRegister();
    }

    @AfterClass
    public static void ends() throws Exception {
        hand.close();
        system.close();
    }

    @Test
    public void rubbishAtTheServerIsResetOrPassedOver() throws Exception {
        try (var peer = new Peer("127.0.0.1", system.port)) {
            rubbish(peer, "GET /3", "4.04");
        }
    }

    @Test
    public void rubbishAtTheClientIsResetOrPassedOver() throws Exception {
        rubbish(hand.peer(), "GET /3/0/17", "2.05");
    }

    private static void rubbish(Peer peer, String goodRequest, String goodAnswer) throws Exception {
        var since = system.log().size();
        var wrong = new ArrayList<String>();
        var mid = 0x8000;
        for (var row : RUBBISH) {
            var datagram = Bytes.hex(row.get(1)).array();
            if (datagram.length >= 4) {
                mid++;
                datagram[2] = (byte) (mid >> 8);
                datagram[3] = (byte) mid;
            }
            peer.send(datagram);
            var came = row.get(2).contains(".") ? Optional.of(peer.next()) : peer.beforePong();
            var back =
                    came.map(m -> m.type() == Message.RST ? RESET : m.status()).orElse(NOTHING);
            if (!back.equals(row.get(2)) || came.isPresent() && came.get().mid() != mid) {
                wrong.add(row.get(0) + ": expected '" + row.get(2) + "', but came " + came);
            }
            var good = peer.ask(Message.request(goodRequest)).status();
            assertEquals("the next good request after " + row.get(0), goodAnswer, good);
        }
        assertTrue(String.join("\n", wrong), wrong.isEmpty());
        assertEquals(List.of(), system.traces());
        assertTrue("" + system.problems(since), system.problems(since).size() <= 2);
    }
}
