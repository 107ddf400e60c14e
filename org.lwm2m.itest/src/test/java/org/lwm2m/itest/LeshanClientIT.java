package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** A Leshan client is managed by our server. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LeshanClientIT {

    private static final String ENDPOINT = "leshan";
    private static final int NOTEBOOK = 32700;

    @Inject
    private Clients clients;

    private LeshanPeer leshan;
    private Client client;

    @Configuration
    public Option[] system() throws IOException {
        return TheSystem.options();
    }

    @Before
    public void registers() throws Exception {
        leshan = LeshanPeer.start("LeshanClientPeer", TheSystem.server(), ENDPOINT, "60");
        leshan.next("registered");
        client = clients.find(ENDPOINT).orElseThrow();
    }

    @After
    public void ends() {
        leshan.close();
    }

    @Test
    public void isReadInTlvAndInText() throws Exception {
        var page = read("/32700/0");
        assertEquals(new Value.Text("hello"), page.get("/32700/0/0"));
        assertEquals(new Value.Int(42), page.get("/32700/0/1"));
        assertEquals(new Value.Real(1.5), page.get("/32700/0/2"));
        assertEquals(new Value.Flag(true), page.get("/32700/0/3"));
        assertEquals(new Value.Opaque(Bytes.of((byte) 1, (byte) 2, (byte) 3)), page.get("/32700/0/4"));
        assertEquals(new Value.Text("Leshan"), read("/3/0").get("/3/0/0"));

        var text =
                Until.done(client.send(new Downlink.Read(Path.parse("/32700/0/1"), Optional.of(ContentFormat.TEXT))));
        assertEquals(ContentFormat.TEXT, text.content().orElseThrow().format());
        assertEquals("42", text.content().orElseThrow().bytes().utf8());
        var tlv = Until.done(client.send(new Downlink.Read(Path.parse("/32700/0"), Optional.of(ContentFormat.TLV))));
        assertEquals(ContentFormat.TLV, tlv.content().orElseThrow().format());
    }

    @Test
    public void isWrittenOneValueAndSeveral() throws Exception {
        Until.done(client.write(Path.parse("/32700/0/0"), new Value.Text("good morning")));
        assertEquals("/32700/0/0=good morning", leshan.next("written").get(1));
        Until.done(client.write(
                Path.parse("/32700/0"),
                List.of(
                        Entry.of(Path.parse("/32700/0/1"), new Value.Int(-7)),
                        Entry.of(Path.parse("/32700/0/2"), new Value.Real(2.25))),
                Downlink.Write.Mode.PARTIAL_UPDATE));
        var page = read("/32700/0");
        assertEquals(new Value.Text("good morning"), page.get("/32700/0/0"));
        assertEquals(new Value.Int(-7), page.get("/32700/0/1"));
        assertEquals(new Value.Real(2.25), page.get("/32700/0/2"));
    }

    @Test
    public void executesWithArguments() throws Exception {
        Until.done(client.execute(Path.parse("/32700/0/8"), "0='all'"));
        assertEquals(List.of("executed", "/32700/0/8", "0='all'"), leshan.next("executed"));
    }

    @Test
    public void createsAndDeletesAnInstance() throws Exception {
        var text = Entry.of(Path.of(NOTEBOOK, Path.ABSENT, 0), new Value.Text("second"));
        var created = Until.done(client.create(NOTEBOOK, List.of(text)));
        assertEquals("/32700/1", created.toString());
        assertEquals(List.of("created", "/32700/1"), leshan.next("created"));
        assertEquals(new Value.Text("second"), read("/32700/1").get("/32700/1/0"));
        Until.holds("/32700/1 in the registration", () -> lists("/32700/1"));

        Until.done(client.delete(created));
        assertEquals(List.of("deleted", "/32700/1"), leshan.next("deleted"));
        Until.holds("/32700/1 not in the registration", () -> !lists("/32700/1"));
        assertEquals(Status.NOT_FOUND, refusal("/32700/1"));
    }

    @Test
    public void reportsWhatIsObserved() throws Exception {
        var path = Path.parse("/32700/0/0");
        var seen = new LinkedBlockingQueue<List<Entry>>();
        try (var observation = Until.done(client.observe(List.of(path), Attributes.NONE, seen::add))) {
            assertEquals(List.of(path), observation.paths());
            assertEquals("hello", text(seen));
            leshan.tell("text new words");
            assertEquals("new words", text(seen));
        }
    }

    @Test
    public void keepsAttributesAndListsWhatItHas() throws Exception {
        var slow = Attributes.NONE.with(Attribute.PMIN, 5).with(Attribute.PMAX, 60);
        Until.done(client.writeAttributes(Path.parse("/32700/0/0"), slow, Set.of()));
        var links = Until.done(client.discover(Path.parse("/32700"))).stream()
                .map(link -> link.path().toString())
                .toList();
        assertTrue(links.toString(), links.containsAll(List.of("/32700", "/32700/0", "/32700/0/0")));
    }

    @Test
    public void updatesAndDeregisters() throws Exception {
        var before = client.registration();
        leshan.tell("update");
        leshan.next("updated");
        assertEquals(before.id(), client.registration().id());
        assertTrue(client.registration().updated().isAfter(before.updated()));
        leshan.tell("deregister");
        leshan.next("deregistered");
        assertTrue(clients.find(ENDPOINT).isEmpty());
    }

    @Test
    public void isAskedAfterItsUpdateInQueueMode() throws Exception {
        TheSystem.configure("org.lwm2m.server", "listen = " + TheSystem.server() + "\nawake.seconds = 1");
        try (var sleepy = LeshanPeer.start("LeshanClientPeer", TheSystem.server(), "sleepy", "60", "queue")) {
            sleepy.next("registered");
            var one = clients.find("sleepy").orElseThrow();
            assertTrue(one.registration().terms().queueMode());
            Until.holds("it sleeps", () -> !one.awake());
            var first = one.write(Path.parse("/32700/0/0"), new Value.Text("first"));
            var second = one.execute(Path.parse("/32700/0/8"), "0='second'");
            assertEquals(2, one.waiting().size());
            sleepy.tell("update");
            assertEquals("/32700/0/0=first", sleepy.next("written").get(1));
            assertEquals(List.of("executed", "/32700/0/8", "0='second'"), sleepy.next("executed"));
            Until.done(first);
            Until.done(second);
        }
    }

    private Map<String, Value> read(String path) throws Exception {
        return Until.done(client.read(Path.parse(path))).stream()
                .collect(Collectors.toMap(entry -> entry.path().toString(), Entry::value));
    }

    private Status refusal(String path) throws Exception {
        try {
            return Until.done(client.read(Path.parse(path))).isEmpty() ? Status.NONE : Status.CONTENT;
        } catch (LwM2mException e) {
            return e.status();
        }
    }

    private boolean lists(String path) {
        return client.registration().links().stream()
                .anyMatch(link -> link.path().toString().equals(path));
    }

    private static String text(LinkedBlockingQueue<List<Entry>> seen) throws InterruptedException {
        var report = seen.poll(Until.SOON.toSeconds(), TimeUnit.SECONDS);
        return ((Value.Text) report.get(0).value()).value();
    }
}
