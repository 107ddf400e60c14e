package org.lwm2m.itest.bad;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.testing.Proves;

/** What a server asks wrongly is refused by the gateway with the code for it, and the next request is served. */
public class BadRequestsIT {

    private static final List<Row> ROWS = List.of(
            Row.of("object that is not there", "GET /3303", "4.04"),
            Row.of("object 65534", "GET /65534/0/0", "4.04"),
            Row.of("instance that is not there", "GET /3/1", "4.04"),
            Row.of("resource that is not there", "GET /3/0/9999", "4.04"),
            Row.of("resource instance that is not there", "GET /3/0/11/99", "4.04"),
            Row.of("instance of a single resource", "GET /3/0/17/0", "4.05"),
            Row.of("five levels", "GET /3/0/11/0/0", "4.05"),
            Row.of("sixty levels", "GET " + "/3".repeat(60), "4.05"),
            Row.of("the root", "GET /", "4.05"),
            Row.of("id 65535", "GET /3/65535", "4.05"),
            Row.of("id 65536", "GET /65536", "4.05"),
            Row.of("id with a zero before", "GET /03/0", "4.05"),
            Row.of("an id of 40 digits", "GET /" + "1".repeat(40), "4.05"),
            Row.of("an id with a minus", "GET /3/-1", "4.05"),
            Row.of("an id with a blank", "GET /3/ 0", "4.05"),
            Row.of("an empty level", "GET /3//0", "4.05"),
            Row.of("a prefix that is not there", "GET /device/3", "4.04"),
            Row.of("Security behind a prefix", "GET /device/0", "4.01"),
            Row.of("words only", "GET /device", "4.04"),
            Row.of("POST of words", "POST /device", "4.04"),
            Row.of("Register at a client", "POST /rd?ep=x&lwm2m=1.1", 40, "</3/0>", "4.04"),
            Row.of("De-register at a client", "DELETE /rd/1", "4.04"),
            Row.of("Send at a client", "POST /dp", 11542, "", "4.04"),
            Row.of("Security", "GET /0/0", "4.01"),
            Row.of("the key of Security", "GET /0/0/5", "4.01"),
            Row.of("Write of Security", "PUT /0/0/0", 0, "coap://10.0.0.1", "4.01"),
            Row.of("Delete of Security", "DELETE /0/0", "4.01"),
            Row.of("Discover of Security", "GET /0", "4.01"),
            Row.of("OSCORE", "GET /21", "4.01"),
            Row.of("Read of what is executed", "GET /1/1/8", "4.05"),
            Row.of("Read with a query", "GET /3/0?x=1", "4.00"),
            Row.of("Execute of what is read", "POST /3/0/17", "4.05"),
            Row.of("Execute of what is not there", "POST /3/0/999", "4.04"),
            Row.of("Execute of an instance", "POST /3/0", "4.05"),
            Row.of("Execute of a resource instance", "POST /3/0/11/0", "4.05"),
            Row.of("Write of what is read", "PUT /3/0/17", 0, "x", "4.05"),
            Row.of("Write of what is executed", "PUT /1/1/8", 0, "x", "4.05"),
            Row.of("Write of an object", "PUT /3", 11542, "", "4.05"),
            Row.of("Write of the root", "PUT /", 11542, "", "4.05"),
            Row.of("Write without Content-Format or content", "PUT /1/1/1", "4.00"),
            new Row(
                    "Write without Content-Format",
                    Message.request("PUT /1/1/1").carrying(Bytes.utf8("60")),
                    "4.00"),
            Row.of("words for a number", "PUT /1/1/1", 0, "soon", "4.00"),
            Row.of("a broken number", "PUT /1/1/1", 0, "1.5", "4.00"),
            Row.of("an empty number", "PUT /1/1/1", 0, "", "4.00"),
            Row.of("a number beyond 64 bits", "PUT /1/1/1", 0, "9".repeat(30), "4.00"),
            Row.of("a number of 1,000 digits", "PUT /1/1/1", 0, "9".repeat(1000), "4.00"),
            Row.of("a negative lifetime", "PUT /1/1/1", 0, "-1", "4.00"),
            Row.of("neither true nor false", "PUT /1/1/6", 0, "2", "4.00"),
            Row.of("an unknown binding", "PUT /1/1/7", 0, "X", "4.00"),
            Row.of("another server's id", "PUT /1/1/0", 0, "7", "4.05"),
            Row.of("a format there is no codec for", "PUT /1/1/1", 65000, "60", "4.15"),
            Row.of("unknown format", "PUT /1/1/1", 65535, "60", "4.15"),
            Row.of("link format as content", "PUT /1/1/1", 40, "</1>", "4.15"),
            Row.of("a number as opaque", "PUT /1/1/1", 42, "60", "4.15"),
            Row.hex("text that is no UTF-8", "PUT /3/0/15", 0, "fffe", "4.00"),
            Row.hex("TLV of one octet", "PUT /1/1", 11542, "c8", "4.00"),
            Row.hex("TLV longer than its content", "PUT /1/1", 11542, "c80110", "4.00"),
            Row.hex("TLV of 16 MiB that is not there", "PUT /1/1", 11542, "d801ffffff00", "4.00"),
            Row.hex("TLV of a number of three octets", "PUT /1/1", 11542, "c30100003c", "4.00"),
            Row.hex("TLV of another resource", "PUT /1/1/1", 11542, "c1023c", "4.00"),
            Row.hex("TLV of several for one", "PUT /1/1/1", 11542, "860141003c41013c", "4.00"),
            Row.hex("TLV of another instance", "PUT /1/1/1", 11542, "0305" + "c1013c", "4.00"),
            Row.hex("TLV within TLV within TLV", "PUT /1/1", 11542, "0801" + "0801" + "0801" + "00", "4.00"),
            Row.hex("TLV garbage", "PUT /1/1", 11542, "ffffffffffffffff", "4.00"),
            Row.hex("TLV zeros", "PUT /1/1", 11542, "00".repeat(100), "4.00"),
            Row.hex("TLV of a resource twice", "POST /1/1", 11542, "c1013c" + "c1013d", "4.00"),
            Row.hex("a partial update with one bad value", "POST /1/1", 11542, "c1013c" + "c10609", "4.00"),
            Row.of("Create of what cannot be created", "POST /3", 11542, "", "4.05"),
            Row.of("Create without content", "POST /3", "4.00"),
            Row.of("Create of what nobody knows", "POST /3303", 11542, "", "4.04"),
            Row.of("Create without what is mandatory", "POST /1", 11542, "", "4.00"),
            Row.of("Delete of the Device", "DELETE /3/0", "4.05"),
            Row.of("Delete of an object", "DELETE /3", "4.05"),
            Row.of("Delete of a resource", "DELETE /3/0/17", "4.05"),
            Row.of("Delete of all", "DELETE /", "4.05"),
            Row.of("argument of words", "POST /1/1/8", 0, "now", "4.00"),
            Row.of("argument 10", "POST /1/1/8", 0, "10", "4.00"),
            Row.of("argument twice", "POST /1/1/8", 0, "0='U',0='U'", "4.00"),
            Row.of("argument without end", "POST /1/1/8", 0, "0='U", "4.00"),
            Row.of("argument with a control character", "POST /1/1/8", 0, "0='\n'", "4.00"),
            Row.of("arguments as TLV", "POST /1/1/8", 11542, "", "4.05"),
            Row.of("unknown attribute", "PUT /3/0?fast=1", "4.00"),
            Row.of("pmin in words", "PUT /3/0?pmin=soon", "4.00"),
            Row.of("negative pmin", "PUT /3/0?pmin=-1", "4.00"),
            Row.of("broken pmin", "PUT /3/0?pmin=1.5", "4.00"),
            Row.of("empty pmin", "PUT /3/0?pmin=", "4.00"),
            Row.of("pmin twice", "PUT /3/0?pmin=1&pmin=2", "4.00"),
            Row.of("attributes and content", "PUT /3/0?pmin=1", 11542, "", "4.00"),
            Row.of("gt of a text", "PUT /3/0/17?gt=1", "4.00"),
            Row.of("gt of an object", "PUT /3?gt=1", "4.00"),
            Row.of("lt above gt", "PUT /3/0/10?lt=9&gt=1", "4.00"),
            Row.of("dim", "PUT /3/0/11?dim=2", "4.00"),
            Row.of("attributes of what is not there", "PUT /3303?pmin=1", "4.04"),
            new Row("Accept of a format there is none of", accept("GET /3/0", 65000), "4.06"),
            new Row("Accept of text for an instance", accept("GET /3/0", 0), "4.06"),
            new Row("Discover of a resource instance", accept("GET /3/0/11/0", 40), "4.05"),
            new Row("Discover with a depth of 9", accept("GET /3?depth=9", 40), "4.00"),
            new Row("Discover of Security", accept("GET /0", 40), "4.01"),
            new Row("Observe of what is not there", Message.request("GET /3303").with(Message.OBSERVE, 0), "4.04"),
            new Row("Observe of Security", Message.request("GET /0/0").with(Message.OBSERVE, 0), "4.01"),
            new Row(
                    "Observe with bad attributes",
                    Message.request("GET /3?pmin=x").with(Message.OBSERVE, 0),
                    "4.00"),
            new Row("Observe of the root", Message.request("GET /").with(Message.OBSERVE, 0), "4.05"),
            Row.of("FETCH of a path", "FETCH /3/0", 65000, "", "4.05"),
            Row.of("Read-Composite in a format there is none of", "FETCH /", 65000, "", "4.15"),
            Row.of("Write-Composite in a format there is none of", "IPATCH /", 65000, "", "4.15"),
            Row.of("Write-Composite in TLV", "IPATCH /", 11542, "", "4.15"),
            Row.of("FETCH without format", "FETCH /", "4.00"),
            Row.of("PATCH", "PATCH /3/0", 0, "", "4.05"),
            new Row("a block without its beginning", block("PUT /1/1/1", 3, true, 64), "4.08"),
            new Row("a last block without its beginning", block("PUT /1/1/1", 1, false, 3), "4.08"),
            new Row("a block that is not full", block("PUT /1/1/1", 0, true, 10), "4.00"),
            new Row("a block of no size", Message.request("PUT /1/1/1").with(Message.BLOCK1, 7), "4.00"),
            new Row(
                    "a body announced beyond the bound",
                    block("PUT /3/0/15", 0, true, 64).with(Message.SIZE1, 1 << 24),
                    "4.13"),
            new Row(
                    "a later block of what is small",
                    Message.request("GET /3/0/17").with(Message.BLOCK2, 0x56),
                    "4.00"),
            new Row(
                    "a datagram beyond the bound",
                    Message.request("PUT /3/0/15").carrying(0, Bytes.wrap(new byte[3000])),
                    "4.13"));

    private static HandServer hand;
    private static Shipped system;

    @BeforeClass
    public static void starts() throws Exception {
        hand = new HandServer();
        system = Shipped.start("conf/org.lwm2m.client.account-z.cfg", hand.account(2));
        hand.takesRegister();
    }

    @AfterClass
    public static void ends() throws Exception {
        hand.close();
        system.close();
    }

    @Test
    @Proves("FMT-14")
    public void eachBadRequestGetsItsCode() {
        var since = system.log().size();
        var before = all();
        var wrong = new ArrayList<String>();
        for (var row : ROWS) {
            var answer = hand.peer().ask(row.request());
            if (!answer.status().equals(row.code())) {
                wrong.add(row.what() + ": expected " + row.code() + ", but came " + answer);
            }
            assertEquals(
                    "the next good request after " + row.what(),
                    "2.05",
                    hand.peer().ask(Message.request("GET /3/0/17")).status());
        }
        assertTrue(String.join("\n", wrong), wrong.isEmpty());
        assertEquals("what was refused changed nothing", before, all());
        assertEquals(List.of(), system.traces());
        // What is no CoAP, and twice what is too large; the rest is an answer to its sender and no news to anybody
        // else.
        assertTrue("" + system.problems(since), system.problems(since).size() <= 3);
    }

    private static String all() {
        return hand.peer().ask(Message.request("GET /1")).payload().hex();
    }

    private static Message accept(String line, int format) {
        return Message.request(line).with(Message.ACCEPT, format);
    }

    private static Message block(String line, int number, boolean more, int size) {
        return Message.request(line).carrying(0, Bytes.wrap(new byte[size])).block1(number, more, 2);
    }
}
