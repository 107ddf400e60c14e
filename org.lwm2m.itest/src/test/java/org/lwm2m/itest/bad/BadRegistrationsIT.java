package org.lwm2m.itest.bad;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.testing.Proves;

/** Who registers, updates or de-registers wrongly is refused with the code for it, and the next is served. */
public class BadRegistrationsIT {

    private static final String GOOD = "</1/0>,</3/0>";
    private static final List<Row> REGISTERS = List.of(
            register("no parameter", "", "4.00"),
            register("no ep", "?lwm2m=1.1&lt=60", "4.00"),
            register("empty ep", "?ep=&lwm2m=1.1", "4.00"),
            register("ep without a value", "?ep&lwm2m=1.1", "4.00"),
            register("ep twice", "?ep=a&ep=b&lwm2m=1.1", "4.00"),
            register("ep twice, the same", "?ep=a&ep=a&lwm2m=1.1", "4.00"),
            register("ep with a control character", "?ep=a%00b&lwm2m=1.1", "4.00"),
            register("ep with a line break", "?ep=a%0ab&lwm2m=1.1", "4.00"),
            register("ep that is no UTF-8 when decoded", "?ep=a%ff%feb&lwm2m=1.1", "4.00"),
            register("ep with half a percent code, which some send", "?ep=a%4&lwm2m=1.1", "2.01"),
            register("ep with a percent sign that is one", "?ep=a%zzb&lwm2m=1.1", "2.01"),
            register("ep of 252 characters", "?ep=" + "a".repeat(252) + "&lwm2m=1.1", "2.01"),
            register("ep longer than an option may be", "?ep=" + "a".repeat(260) + "&lwm2m=1.1", "4.02"),
            register("ep of 2,000 characters", "?ep=" + "a".repeat(1800) + "&lwm2m=1.1", "4.02"),
            register("no lwm2m", "?ep=bad", "4.00"),
            register("empty lwm2m", "?ep=bad&lwm2m=", "4.00"),
            register("lwm2m twice, contradictory", "?ep=bad&lwm2m=1.0&lwm2m=1.1", "4.00"),
            register("version of tomorrow", "?ep=bad&lwm2m=1.3", "4.12"),
            register("version 2.0", "?ep=bad&lwm2m=2.0", "4.12"),
            register("version in words", "?ep=bad&lwm2m=one", "4.12"),
            register("lt in words", "?ep=bad&lwm2m=1.1&lt=soon", "4.00"),
            register("negative lt", "?ep=bad&lwm2m=1.1&lt=-1", "4.00"),
            register("broken lt", "?ep=bad&lwm2m=1.1&lt=1.5", "4.00"),
            register("lt beyond 32 bits", "?ep=bad&lwm2m=1.1&lt=4294967296", "4.00"),
            register("lt beyond 64 bits", "?ep=bad&lwm2m=1.1&lt=99999999999999999999", "4.00"),
            register("lt twice", "?ep=bad&lwm2m=1.1&lt=60&lt=61", "4.00"),
            register("empty lt", "?ep=bad&lwm2m=1.1&lt=", "4.00"),
            register("binding of small letters", "?ep=bad&lwm2m=1.1&b=u", "4.00"),
            register("unknown binding", "?ep=bad&lwm2m=1.1&b=X", "4.00"),
            register("binding of 27 letters", "?ep=bad&lwm2m=1.1&b=" + "U".repeat(27), "4.00"),
            register("b twice", "?ep=bad&lwm2m=1.1&b=U&b=T", "4.00"),
            register("Q with a value", "?ep=bad&lwm2m=1.1&Q=1", "4.00"),
            register("a parameter without a name", "?ep=bad&lwm2m=1.1&=1", "4.00"),
            register("an empty parameter", "?ep=bad&lwm2m=1.1&", "4.00"),
            Row.of("no object list", "POST /rd?ep=bad&lwm2m=1.0", "4.00"),
            Row.of("no object list in 1.1, and no profile", "POST /rd?ep=bad&lwm2m=1.1", "4.09"),
            list("empty object list", 40, "", "4.09"),
            list("words", 40, "hello", "4.00"),
            list("link without end", 40, "</1/0>,</3/0", "4.00"),
            list("links without comma", 40, "</1/0></3/0>", "4.00"),
            list("quotes without end", 40, "</1/0>;ver=\"1.0", "4.00"),
            list("skipped level, left out", 40, "</1//0>,</3/0>", "2.01"),
            list("object 65536, left out", 40, "</65536/0>,</3/0>", "2.01"),
            list("negative instance, left out", 40, "</1/-1>,</3/0>", "2.01"),
            list("bad version of an object, taken for none", 40, "</1>;ver=x,</1/0>", "2.01"),
            list("TLV", 11542, GOOD, "4.15"),
            list("JSON", 50, "[]", "4.15"),
            list("unknown format", 65000, GOOD, "4.15"),
            Row.hex("no UTF-8", "POST /rd?ep=bad&lwm2m=1.1", 40, "3c2f312f30ff3e", "4.00"),
            Row.of("GET of /rd", "GET /rd", "4.05"),
            Row.of("PUT of /rd", "PUT /rd?ep=bad&lwm2m=1.1", "4.05"),
            Row.of("DELETE of /rd", "DELETE /rd", "4.05"),
            Row.of("FETCH of /rd", "FETCH /rd", "4.05"),
            Row.of("PATCH of /rd", "PATCH /rd", "4.05"),
            Row.of("Update of nothing", "POST /rd/nothing", "4.04"),
            Row.of("Update of more than nothing", "POST /rd/a/b/c", "4.04"),
            Row.of("Update of nothing, with a bad lt", "POST /rd/nothing?lt=x", "4.00"),
            Row.of("De-register of nothing", "DELETE /rd/nothing", "4.04"),
            Row.of("De-register with parameters", "DELETE /rd/nothing?lt=1", "4.00"),
            Row.of("PUT of a location", "PUT /rd/nothing", "4.05"),
            Row.of("GET of a location", "GET /rd/nothing", "4.05"),
            Row.of("Send without content", "POST /dp", "4.00"),
            Row.of("Send of nobody", "POST /dp", 65000, "[]", "4.04"),
            Row.of("GET of /dp", "GET /dp", "4.05"),
            Row.of("Bootstrap-Request", "POST /bs?ep=bad", "4.04"),
            Row.of("Bootstrap-Pack-Request", "GET /bspack?ep=bad", "4.04"),
            Row.of("Read at a server", "GET /3/0/0", "4.04"),
            Row.of("the well-known core", "GET /.well-known/core", "4.04"),
            Row.of("FETCH of nothing", "FETCH /nothing", 60, "", "4.04"),
            Row.of("iPATCH of nothing", "IPATCH /nothing", 60, "", "4.04"),
            Row.of("a path of 60 segments", "GET " + "/a".repeat(60), "4.04"));

    private static Shipped system;
    private int since;

    @BeforeClass
    public static void starts() throws Exception {
        system = Shipped.start();
    }

    @AfterClass
    public static void ends() throws Exception {
        system.close();
    }

    @Before
    public void looksAtTheLog() throws Exception {
        system.run("lwm2m:read gateway /1/0/1", "/1/0/1");
        since = system.log().size();
    }

    @After
    public void theLogIsShortAndTheGatewayStillManaged() throws Exception {
        system.run("lwm2m:read gateway /1/0/1", "/1/0/1");
        assertEquals(List.of(), system.traces());
        assertTrue("" + system.problems(since), system.problems(since).size() <= 1);
    }

    @Test
    @Proves("FMT-14")
    public void eachBadRegisterGetsItsCode() throws Exception {
        var wrong = new ArrayList<String>();
        try (var peer = new Peer("127.0.0.1", system.port)) {
            for (var row : REGISTERS) {
                var answer = peer.ask(row.request());
                if (!answer.status().equals(row.code())) {
                    wrong.add(row.what() + ": expected " + row.code() + ", but came " + answer);
                }
                if (answer.status().equals("2.01")) {
                    peer.ask(Message.request("DELETE " + answer.path(Message.LOCATION)));
                }
                registers(peer, "good");
            }
        }
        assertTrue(String.join("\n", wrong), wrong.isEmpty());
    }

    @Test
    public void anObjectListBeyondItsBoundIsRefused() throws Exception {
        var long1 = IntStream.range(0, 60_000).mapToObj(i -> "</3/" + i + ">").collect(Collectors.joining(","));
        try (var peer = new Peer("127.0.0.1", system.port)) {
            assertEquals(
                    "4.13",
                    inBlocks(peer, "POST /rd?ep=bad&lwm2m=1.1", Bytes.utf8(long1))
                            .status());
            registers(peer, "good");
        }
    }

    static Message inBlocks(Peer peer, String line, Bytes body) {
        var size = 1024;
        for (var n = 0; ; n++) {
            var last = (n + 1) * size >= body.size();
            var piece = body.slice((long) n * size, Math.min(size, body.size() - (long) n * size));
            var answer = peer.ask(Message.request(line).carrying(40, piece).block1(n, !last, 6));
            if (last || !answer.status().equals("2.31")) {
                return answer;
            }
        }
    }

    /** Registers, updates and de-registers, as good clients do. */
    static void registers(Peer peer, String endpoint) {
        var created = peer.ask(
                Message.request("POST /rd?ep=" + endpoint + "&lwm2m=1.1&lt=60").carrying(40, Bytes.utf8(GOOD)));
        assertEquals("2.01", created.status());
        var location = created.path(Message.LOCATION);
        assertEquals("2.04", peer.ask(Message.request("POST " + location)).status());
        assertEquals("2.02", peer.ask(Message.request("DELETE " + location)).status());
    }

    private static Row register(String what, String query, String code) {
        return Row.of(what, "POST /rd" + query, 40, GOOD, code);
    }

    private static Row list(String what, int format, String objects, String code) {
        return Row.of(what, "POST /rd?ep=bad&lwm2m=1.1", format, objects, code);
    }
}
