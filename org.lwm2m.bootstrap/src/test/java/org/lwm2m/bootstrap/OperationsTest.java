package org.lwm2m.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.message.Response;
import org.lwm2m.testing.Proves;

class OperationsTest {

    private static final Entry LIFETIME = Entry.of(Path.of(1, 0, 1), new Value.Int(60));

    private final Stage stage = new Stage();
    private final Device device = new Device(stage);

    @Test
    @Proves("BS-09")
    void anObjectAnInstanceAndAResourceAreWritten() {
        stage.plan(
                "urn:dev:1",
                new Step.Write(Path.of(0), Samples.all(Samples.security(0, 101), Samples.security(2, 102))),
                new Step.Write(Path.of(1, 0), Samples.server(0, 101)),
                new Step.Write(Path.of(1, 0, 1), List.of(LIFETIME)));
        for (var format : List.of(11542, 112, 110, 11544)) {
            device.asked.clear();
            device.data.keySet().removeIf(path -> path.object() == 1);
            device.bootstrap(Optional.of("urn:dev:1"), Optional.of(format));
            assertEquals(
                    List.of("write /0 " + format, "write /1/0 " + format, "write /1/0/1 " + format, "finish"),
                    device.asked);
            assertEquals(new Value.Int(102), device.data.get(Path.of(0, 2, 10)), "format " + format);
            assertEquals(new Value.Int(60), device.data.get(Path.of(1, 0, 1)), "format " + format);
        }
    }

    @Test
    @Proves("BS-16")
    void everythingAnObjectAndAnInstanceAreDeleted() {
        stage.plan(
                "urn:dev:1", new Step.Delete(Path.of(1, 3)), new Step.Delete(Path.of(0)), new Step.Delete(Path.ROOT));
        device.data.put(Path.of(1, 3, 0), new Value.Int(1));
        device.next.add(Response.of(Status.DELETED));
        device.next.add(Response.of(Status.NOT_FOUND));

        device.bootstrap("urn:dev:1");

        assertEquals(List.of("delete /1/3", "delete /0", "delete /", "finish"), device.asked);
        assertFalse(device.data.containsKey(Path.of(1, 3, 0)));
        assertTrue(stage.report().success(), "nothing there to delete is no failure");
    }

    @Test
    @Proves("BS-12")
    void discoverTellsVersionServersAndUris() {
        device.data.put(Path.of(0, 0, 0), new Value.Text("coaps://server.example.com"));
        device.data.put(Path.of(0, 0, 10), new Value.Int(101));
        device.data.put(Path.of(1, 0, 0), new Value.Int(101));
        var found = new ArrayList<Link>();
        var version = new ArrayList<Version>();
        plan(session -> session.discover(Path.ROOT).thenCompose(all -> {
            found.addAll(all);
            version.add(session.version().orElseThrow());
            return session.discover(Path.of(1)).thenApply(servers -> {
                found.addAll(servers);
                return List.of();
            });
        }));

        device.bootstrap("urn:dev:1");

        assertEquals(List.of("discover /", "discover /1", "finish"), device.asked);
        assertEquals(List.of(Version.V1_1), version);
        var server = found.get(0);
        assertEquals(Path.of(0, 0), server.path());
        assertEquals("101", server.parameters().get("ssid"));
        assertEquals("coaps://server.example.com", server.parameters().get("uri"));
        assertEquals(Path.of(0, 1), found.get(1).path());
        assertFalse(found.get(1).parameters().containsKey("ssid"));
        assertEquals(Path.of(1, 0), found.get(found.size() - 1).path());
    }

    @Test
    @Proves("BS-12")
    void discoverIsReadInEachFormThatClientsHave() {
        assertEquals(
                "[Optional[1.1], /0/0 {ssid=1}, /0/1 {}, /1/0 {ssid=1}, /3/0 {}, /5 {ver=1.1}]",
                discovered("</>;lwm2m=\"1.1\",</0/0>;ssid=1,</0/1>,</1/0>;ssid=1,</3/0>,</5>;ver=1.1"));
        assertEquals(
                "[Optional[1.0], /0/0 {ssid=1}, /0/1 {}, /3/0 {}]",
                discovered("lwm2m=\"1.0\",</0/0>;ssid=1,</0/1>,</3/0>"));
        assertEquals("[Optional[1.0], /0/1 {}]", discovered("lwm2m=1.0,</0/1>"));
        assertEquals(
                "[Optional[1.2], /0/0 {ssid=101, uri=coaps://a;b,c}]",
                discovered("</>;lwm2m=1.2,</0/0>;ssid=101;uri=\"coaps://a;b,c\""));
        assertEquals("[Optional.empty, /0/1 {}]", discovered("</0/1>"));
    }

    @Test
    void aDiscoverThatMakesNoSenseEndsTheSessionWithItsReason() {
        device.links = Optional.of("</0/0");
        plan(session -> session.discover(Path.ROOT).thenApply(links -> List.of()));

        device.bootstrap("urn:dev:1");

        assertTrue(stage.report().failure().orElseThrow().contains("links at character"), stage.report()::toString);
        assertEquals(List.of("discover /"), device.asked);
    }

    @Test
    @Proves("BS-14")
    void serversAndAccessControlAreRead() {
        device.data.put(Path.of(1, 0, 0), new Value.Int(101));
        device.data.put(Path.of(1, 0, 1), new Value.Int(300));
        device.data.put(Path.of(2, 4, 0), new Value.Int(3));
        var read = new ArrayList<Entry>();
        plan(session -> session.read(Path.of(1))
                .thenCompose(all -> session.read(Path.of(1, 0)).thenCompose(one -> session.read(Path.of(2))
                        .thenCompose(access -> session.read(Path.of(2, 4)).thenApply(last -> {
                            read.addAll(Samples.all(all, one, access, last));
                            return List.of();
                        })))));

        for (var format : List.of(11542, 112, 110, 11544)) {
            read.clear();
            device.asked.clear();
            device.bootstrap(Optional.of("urn:dev:1"), Optional.of(format));
            assertEquals(
                    List.of(
                            "read /1 " + format,
                            "read /1/0 " + format,
                            "read /2 " + format,
                            "read /2/4 " + format,
                            "finish"),
                    device.asked);
            assertEquals(Entry.of(Path.of(1, 0, 1), new Value.Int(300)), read.get(1), "format " + format);
            assertEquals(Entry.of(Path.of(2, 4, 0), new Value.Int(3)), read.get(5), "format " + format);
        }
    }

    @Test
    @Proves("BS-14")
    void nothingElseIsReadAndARefusalIsTold() {
        var seen = new ArrayList<Status>();
        plan(session -> session.read(Path.of(3, 0))
                .handle((entries, failure) -> seen.add(Stage.cause(failure).status()))
                .thenCompose(x -> session.read(Path.of(1)))
                .handle((entries, failure) -> seen.add(Stage.cause(failure).status()))
                .thenApply(x -> List.of()));

        device.bootstrap("urn:dev:1");

        assertEquals(List.of(Status.METHOD_NOT_ALLOWED, Status.NOT_FOUND), seen);
        assertEquals(List.of("read /1 11542", "finish"), device.asked);
        assertTrue(stage.report().success(), "the plan passed over it");
    }

    @Test
    @Proves("BS-08")
    void whatTheClientPrefersIsUsedToWriteAndToRead() {
        device.data.put(Path.of(1, 0, 1), new Value.Int(300));
        plan(session ->
                session.read(Path.of(1)).thenApply(x -> List.of(new Step.Write(Path.of(1, 0, 1), List.of(LIFETIME)))));

        for (var format : List.of(11542, 112, 110, 11544)) {
            device.asked.clear();
            device.bootstrap(Optional.of("urn:dev:1"), Optional.of(format));
            assertEquals(List.of("read /1 " + format, "write /1/0/1 " + format, "finish"), device.asked);
        }
    }

    @Test
    @Proves("BS-08")
    void withoutAPreferenceTheVersionThatWasDiscoveredDecides() {
        plan(session -> session.discover(Path.ROOT)
                .thenApply(x -> List.of(new Step.Write(Path.of(1, 0, 1), List.of(LIFETIME)))));
        assertEquals("write /1/0/1 11542", written("1.0"));
        assertEquals("write /1/0/1 112", written("1.1"));
        assertEquals("write /1/0/1 11544", written("1.2"));
        stage.removeCodec(11544);
        stage.advance(java.time.Duration.ofSeconds(3));
        assertEquals("write /1/0/1 112", written("1.2"), "there is no codec for what it would be");
    }

    @Test
    void aFormatThatTheClientRefusesIsFollowedByTheNextOneWhichIsRemembered() {
        device.formats = List.of(110);
        stage.plan("urn:dev:1", Samples.account(0, 101));

        device.bootstrap("urn:dev:1");

        assertEquals(
                List.of("write /0/0 11542", "write /0/0 112", "write /0/0 110", "write /1/0 110", "finish"),
                device.asked);
    }

    @Test
    void aStepThatCanNotBeIsRefusedWhereItIsMade() {
        assertThrows(IllegalArgumentException.class, () -> new Step.Delete(Path.of(1, 0, 0)));
        assertThrows(IllegalArgumentException.class, () -> new Step.Write(Path.ROOT, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Step.Write(Path.of(1, 0, 0, 0), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Step.Write(Path.of(1, 1), List.of(LIFETIME)));
        assertEquals("Write[/1/0, 1 values]", new Step.Write(Path.of(1, 0), List.of(LIFETIME)).toString());
    }

    @Test
    void nothingCanBeAskedAfterTheEnd() {
        var kept = new ArrayList<BootstrapSession>();
        plan(session -> {
            kept.add(session);
            return CompletableFuture.completedFuture(List.of());
        });
        device.bootstrap("urn:dev:1");

        var late = kept.get(0).discover(Path.ROOT).toCompletableFuture();
        assertEquals(
                Status.UNAVAILABLE,
                Stage.cause(assertThrows(CompletionException.class, late::join)).status());
        assertEquals(List.of("finish"), device.asked);
    }

    private String written(String version) {
        device.version = version;
        device.asked.clear();
        device.bootstrap("urn:dev:1");
        return device.asked.get(1);
    }

    private String discovered(String links) {
        device.links = Optional.of(links);
        var seen = new ArrayList<String>();
        plan(session -> session.discover(Path.ROOT).thenApply(found -> {
            seen.add(session.version().toString());
            found.forEach(link -> seen.add(link.path() + " " + link.parameters()));
            return List.of();
        }));
        device.bootstrap("urn:dev:1");
        return seen.toString();
    }

    private void plan(BootstrapPlan plan) {
        stage.plans.put("urn:dev:1", plan);
    }
}
