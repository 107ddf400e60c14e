package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.NumberedObject;
import org.lwm2m.api.server.Client;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.itest.engines.Tasks.Task;
import org.lwm2m.testing.Proves;

/** Every operation from the server's api to the client's objects. */
class OperationsTest {

    private static final Path TASKS = Path.of(Tasks.ID);
    private static final Path FIRST = TASKS.child(0);

    private final Tasks tasks = new Tasks();
    private final Together both = new Together(
                    new Definitions(Task.class),
                    List.of(
                            ContentFormat.LWM2M_CBOR,
                            ContentFormat.SENML_CBOR,
                            ContentFormat.ETCH_CBOR,
                            ContentFormat.TEXT,
                            ContentFormat.TLV))
            .register(Version.V1_2, tasks, new NumberedObject(3, ObjectVersion.parse("1.2"), new Plain()));

    /** A device with a manufacturer. */
    private static final class Plain implements ManagedObject {

        @Override
        public Set<Integer> instances() {
            return Set.of(0);
        }

        @Override
        public CompletionStage<List<Entry>> read(Path path) {
            return CompletableFuture.completedStage(List.of(Entry.of(Path.of(3, 0, 0), new Value.Text("maker"))));
        }
    }

    private Client client() {
        return both.client();
    }

    private Path create(String name) {
        return both.done(client().create(
                        Tasks.ID, List.of(text(TASKS.child(tasks.all.size()).child(0), name))));
    }

    private static Entry text(Path path, String text) {
        return Entry.of(path, new Value.Text(text));
    }

    @Test
    @Proves({"DM-19", "DM-32"})
    void createsAnInstanceWithANumberOrWithout() {
        var named =
                List.of(text(Path.of(Tasks.ID, 7, 0), "seven"), Entry.of(Path.of(Tasks.ID, 7, 1), new Value.Int(3)));
        assertEquals(TASKS.child(7), both.done(client().create(Tasks.ID, named)));
        var nameless = List.of(text(Path.of(Tasks.ID, Path.ABSENT, 0), "any"));
        assertEquals(TASKS.child(0), both.done(client().create(Tasks.ID, nameless)));
        assertEquals("seven any", tasks.all.get(7).name + " " + tasks.all.get(0).name);
        assertEquals(Status.BAD_REQUEST, both.failure(client().create(Tasks.ID, named)));
        assertEquals(2, tasks.all.size());
    }

    @Test
    @Proves({"DM-21", "DM-22"})
    void deletesAnInstanceAndAResourceInstance() {
        create("one");
        tasks.all.get(0).tags.putAll(Map.of(1, "a", 2, "b"));
        both.done(client().delete(FIRST.child(2).child(1)));
        assertEquals(Map.of(2, "b"), tasks.all.get(0).tags);
        assertEquals(
                Status.NOT_FOUND, both.failure(client().delete(FIRST.child(2).child(1))));
        both.done(client().delete(FIRST));
        assertEquals(Map.of(), tasks.all);
        assertEquals(Status.METHOD_NOT_ALLOWED, both.failure(client().delete(Path.of(3, 0))));
    }

    @Test
    @Proves("DM-12")
    void updatesPartOfAnInstanceAndOfAMultipleResource() {
        create("one");
        both.done(client().write(FIRST, List.of(Entry.of(FIRST.child(1), new Value.Int(4))), Mode.PARTIAL_UPDATE));
        both.done(client().write(FIRST, List.of(text(FIRST.child(0), "uno")), Mode.PARTIAL_UPDATE));
        assertEquals("uno 4", tasks.all.get(0).name + " " + tasks.all.get(0).priority);
        var tags = FIRST.child(2);
        both.done(
                client().write(tags, List.of(text(tags.child(0), "red"), text(tags.child(1), "green")), Mode.REPLACE));
        var more = List.of(text(tags.child(1), "yellow"), text(tags.child(3), "blue"));
        both.done(client().write(tags, more, Mode.PARTIAL_UPDATE));
        assertEquals(Map.of(0, "red", 1, "yellow", 3, "blue"), tasks.all.get(0).tags);
        both.done(client().write(tags, more, Mode.REPLACE));
        assertEquals(Map.of(1, "yellow", 3, "blue"), tasks.all.get(0).tags);
        assertEquals("uno 4", tasks.all.get(0).name + " " + tasks.all.get(0).priority);
    }

    @Test
    @Proves("DM-17")
    void executesWithArgumentsAndWithout() {
        create("one");
        both.done(client().execute(FIRST.child(4), ""));
        both.done(client().execute(FIRST.child(4), "0='T',5"));
        both.done(client().execute(FIRST.child(4), "7='https://www.oma.org'"));
        assertEquals(List.of("", "0='T',5", "7='https://www.oma.org'"), tasks.all.get(0).ran);
        assertEquals(Status.BAD_REQUEST, both.failure(client().execute(FIRST.child(4), "0,0")));
        assertEquals(3, tasks.all.get(0).ran.size());
    }

    @Test
    @Proves({"DM-07", "DM-23"})
    void attributesAreWrittenAtEachLevelAndDiscovered() {
        create("one");
        tasks.all.get(0).tags.put(0, "a");
        tasks.all.get(0).priority = 1L;
        both.done(client().writeAttributes(TASKS, seconds(Attribute.PMAX, 100), Set.of()));
        both.done(client().writeAttributes(FIRST, seconds(Attribute.PMIN, 10), Set.of()));
        both.done(client().writeAttributes(FIRST.child(1), seconds(Attribute.ST, 2), Set.of()));
        both.done(client().writeAttributes(FIRST.child(2).child(0), seconds(Attribute.PMIN, 5), Set.of()));
        assertEquals("</42772/0/1>;pmin=10;pmax=100;st=2", links(both.done(client().discover(FIRST.child(1)))));
        assertEquals(
                "</42772>;ver=1.1;pmax=100,</42772/0>;pmin=10,</42772/0/0>,</42772/0/1>;st=2,"
                        + "</42772/0/2>;dim=1,</42772/0/3>,</42772/0/4>",
                links(both.done(client().discover(TASKS))));
        assertEquals(
                "</42772/0/2>;dim=1;pmin=10;pmax=100,</42772/0/2/0>;pmin=5",
                links(both.done(client().discover(FIRST.child(2)))));
        both.done(client().writeAttributes(FIRST, Attributes.NONE, Set.of(Attribute.PMIN)));
        assertEquals("</42772/0/1>;pmax=100;st=2", links(both.done(client().discover(FIRST.child(1)))));
        assertEquals(
                Status.BAD_REQUEST,
                both.failure(client().writeAttributes(FIRST.child(0), seconds(Attribute.ST, 2), Set.of())));
    }

    @Test
    @Proves({"DM-09", "ATT-12"})
    void discoversAsDeepAsTheServerSays() {
        create("one");
        tasks.all.get(0).tags.put(0, "a");
        assertEquals("</42772>;ver=1.1", discover(TASKS, 0));
        assertEquals("</42772>;ver=1.1,</42772/0>", discover(TASKS, 1));
        assertEquals(
                "</42772>;ver=1.1,</42772/0>,</42772/0/0>,</42772/0/2>;dim=1,</42772/0/2/0>,</42772/0/3>,</42772/0/4>",
                discover(TASKS, 3));
        assertEquals("</42772/0/2>;dim=1", discover(FIRST.child(2), 0));
    }

    private String discover(Path path, int depth) {
        return both.done(client().send(new Downlink.Discover(path, Optional.of(depth))))
                .content()
                .orElseThrow()
                .bytes()
                .utf8();
    }

    @Test
    @Proves({"DM-24", "DM-25", "DM-26"})
    void compositesReadWriteAndRemoveHereAndThere() {
        create("one");
        create("two");
        tasks.all.get(0).tags.putAll(Map.of(1, "a", 2, "b"));
        var names = List.of(FIRST.child(0), TASKS.child(1).child(0), TASKS.child(9), Path.of(0, 0), FIRST.child(4));
        assertEquals(
                List.of(text(FIRST.child(0), "one"), text(TASKS.child(1).child(0), "two")),
                both.done(client().readComposite(names)));
        both.done(client().writeComposite(List.of(
                text(FIRST.child(0), "uno"),
                Entry.of(FIRST.child(2).child(1), Value.NONE),
                text(TASKS.child(1).child(2).child(5), "new"))));
        assertEquals(
                "uno {2=b} {5=new}", tasks.all.get(0).name + " " + tasks.all.get(0).tags + " " + tasks.all.get(1).tags);
        var bad = List.of(text(FIRST.child(0), "eins"), text(TASKS.child(1).child(3), "read only"));
        assertEquals(Status.METHOD_NOT_ALLOWED, both.failure(client().writeComposite(bad)));
        assertEquals("uno", tasks.all.get(0).name);
        var everything = both.done(client().readComposite(List.of(Path.ROOT)));
        assertEquals(
                Set.of(1, 3, Tasks.ID),
                everything.stream().map(entry -> entry.path().object()).collect(Collectors.toSet()));
    }

    @Test
    @Proves("DM-29")
    void aListOfInstancesThatChangedIsToldByAnUpdate() {
        both.clock.advance(Duration.ofSeconds(20));
        var before = client().registration().updated();
        create("one");
        both.clock.advance(Duration.ofSeconds(1));
        var created = client().registration().updated();
        assertTrue(created.isAfter(before));
        assertTrue(client().registration().links().contains(Link.of(FIRST)));
        both.done(client().write(FIRST.child(0), new Value.Text("uno")));
        both.clock.advance(Duration.ofSeconds(20));
        assertEquals(created, client().registration().updated());
        both.done(client().delete(FIRST));
        both.clock.advance(Duration.ofSeconds(1));
        assertTrue(client().registration().updated().isAfter(created));
    }

    @Test
    @Proves("REG-18")
    void anUpdateIsSentWhenTheServerWantsOne() {
        both.clock.advance(Duration.ofSeconds(20));
        var before = client().registration().updated();
        both.done(client().execute(Path.of(1, 0, 8), ""));
        both.settle();
        assertEquals(both.clock.now(), client().registration().updated());
        assertTrue(before.isBefore(client().registration().updated()));
    }

    @Test
    @Proves("REG-19")
    void aClientThatIsDisabledComesBackWhenItsTimeIsOver() {
        both.done(client().write(Path.of(1, 0, 5), new Value.Int(60)));
        both.done(client().execute(Path.of(1, 0, 4), ""));
        both.clock.advance(Duration.ofSeconds(59));
        assertEquals(0, both.server.clients().count());
        both.clock.advance(Duration.ofSeconds(2));
        assertEquals(1, both.server.clients().count());
    }

    @Test
    @Proves("REG-19")
    void aClientThatIsDisabledStaysAwayADayIfNothingElseIsSaid() {
        both.done(client().execute(Path.of(1, 0, 4), ""));
        both.clock.advance(Duration.ofSeconds(86_399));
        assertEquals(0, both.server.clients().count());
        both.clock.advance(Duration.ofSeconds(2));
        assertEquals(1, both.server.clients().count());
    }

    private static Attributes seconds(Attribute attribute, int value) {
        return Attributes.NONE.with(attribute, BigDecimal.valueOf(value));
    }

    private static String links(List<Link> links) {
        return new LinkFormat().encode(links);
    }
}
