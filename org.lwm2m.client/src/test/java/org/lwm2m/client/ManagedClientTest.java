package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.NumberedObject;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.api.object.Resource;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.management.Limits;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.model.server.Server;
import org.lwm2m.testing.Proves;

/** A whole client, registration and device management together, as its server sees it. */
class ManagedClientTest {

    /** Anything with a reading. */
    @LwM2mObject(id = 3303, version = "1.1")
    public interface Probe {

        @Resource(5700)
        double sensorValue();

        @Execute(5605)
        void reset();
    }

    static final class Warm implements Probe {

        double value = 21.5;

        @Override
        public double sensorValue() {
            return value;
        }

        @Override
        public void reset() {
            value = 0;
        }
    }

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);
    private final Owners owners = new Owners();
    private final RoutedChanges changes = new RoutedChanges(owners);
    private final Warm probe = new Warm();

    private void start(Map<Integer, Value> account) {
        rig.providers.codecs().add(new TlvCodec(), List.of(11542), 0);
        rig.providers.codecs().add(new TextCodec(), List.of(0), 0);
        var codecs = new ClientCodecs(rig.providers);
        var device = new ManagedDevice(rig.loop, codecs, () -> Optional.of(new Definitions()), Limits.USUAL);
        rig.start(Rig.account(0, 101, server.uri(), account), device, codecs);
        owners.show(rig.client, 0, "", probe);
        rig.advance(1);
    }

    private void start() {
        start(Map.of(1, new Value.Int(300)));
    }

    @Test
    void isRegisteredReadAndWritten() {
        start();
        assertEquals("21.5", text(ask(read("/3303/0/5700"))));
        assertEquals("300", text(ask(read("/1/0/1"))));
        assertEquals(Status.CHANGED, ask(write("/1/0/1", "100")).status());
        assertEquals("100", text(ask(read("/1/0/1"))));
        assertEquals(
                Optional.of(Duration.ofSeconds(100)),
                server.last(Uplink.Update.class).parameters().lifetime());
        assertEquals(Status.UNAUTHORIZED, ask(read("/0/0/0")).status());
        assertEquals(
                Status.CHANGED,
                ask(new Downlink.Execute(Path.parse("/3303/0/5605"), "")).status());
        assertEquals("0", text(ask(read("/3303/0/5700"))).replaceAll("\\.0$", ""));
    }

    @Test
    void refusesValuesThatTheServerObjectCantHold() {
        start();
        assertEquals(Status.BAD_REQUEST, ask(write("/1/0/1", "-1")).status());
        assertEquals(Status.BAD_REQUEST, ask(write("/1/0/7", "X")).status());
        assertEquals(Status.METHOD_NOT_ALLOWED, ask(write("/1/0/0", "7")).status());
        assertEquals(
                Status.METHOD_NOT_ALLOWED,
                ask(new Downlink.Execute(Path.parse("/1/0/9"), "")).status());
        assertEquals("300", text(ask(read("/1/0/1"))));
    }

    @Test
    @Proves("REG-05")
    void listsEveryInstanceButNotItsKeys() {
        var second = rig.server(102);
        start();
        rig.client.add(Rig.account(0, 102, second.uri(), Map.of()), Account.Settings.STANDARD);
        owners.show(rig.client, 3, "", new Warm());
        owners.show(rig.client, new NumberedObject(3347, ObjectVersion.V1_0, new Empty()), "");
        rig.advance(1);
        var list =
                server.last(Uplink.Update.class).objects().orElseThrow().bytes().utf8();
        for (var link : List.of("</1/0>", "</1/1>", "</3303/0>", "</3303/3>", "</3347>")) {
            assertTrue(list.contains(link), list);
        }
        assertFalse(list.contains("</0"), list);
        assertFalse(list.contains("</21"), list);
    }

    @Test
    void anObjectThatComesOrGoesMakesOneUpdate() {
        start();
        var before = server.count(Uplink.Update.class);
        var more = new ArrayList<Warm>();
        for (var instance = 1; instance <= 20; instance++) {
            more.add(new Warm());
            owners.show(rig.client, instance, "", more.get(instance - 1));
            rig.loop.advance(Duration.ofMillis(3));
        }
        rig.advance(5);
        assertEquals(before + 1, server.count(Uplink.Update.class));
        assertTrue(list().contains("</3303/20>"), list());
        more.forEach(each -> owners.hide(rig.client, each));
        rig.advance(10);
        assertEquals(before + 2, server.count(Uplink.Update.class));
        assertFalse(list().contains("</3303/20>"), list());
    }

    @Test
    void tellsAtOnceWhatChangedOfLifetimeBindingAndObjects() {
        start();
        ask(write("/1/0/1", "60"));
        var lifetime = server.last(Uplink.Update.class).parameters();
        assertEquals(Optional.of(Duration.ofSeconds(60)), lifetime.lifetime());
        ask(write("/1/0/7", "UT"));
        assertEquals(
                Optional.of("UT"), server.last(Uplink.Update.class).parameters().binding());
        owners.show(rig.client, 9, "", new Warm());
        rig.advance(1);
        assertTrue(list().contains("</3303/9>"), list());
    }

    @Test
    void anObservationOutlivesItsTransport() {
        start();
        var token = Token.of(7);
        var first = ask(new Downlink.Observe(
                Path.parse("/3303/0/5700"), token, Optional.of(ContentFormat.TEXT), Attributes.NONE));
        assertEquals("21.5", text(first));
        changed(22);
        assertEquals("22", number(server.last(Uplink.Notify.class)));

        var place = server.client();
        rig.takeTransport();
        changed(23);
        rig.loop.advance(Duration.ofMillis(30));
        rig.bringTransport();
        rig.advance(1);
        assertEquals(place, server.client());
        assertEquals(1, server.count(Uplink.Register.class));
        assertEquals("23", number(server.last(Uplink.Notify.class)));
        changed(24);
        assertEquals("24", number(server.last(Uplink.Notify.class)));
        assertEquals("24", text(ask(read("/3303/0/5700"))).replaceAll("\\.0$", ""));
    }

    @Test
    @Proves("REG-38")
    void whatAServerWritesToItsAccountCountsWithoutRestart() {
        start(Map.of(1, new Value.Int(3000), 6, new Value.Flag(true), 23, new Value.Flag(false)));
        var token = Token.of(8);
        ask(new Downlink.Observe(Path.parse("/3303/0/5700"), token, Optional.of(ContentFormat.TEXT), Attributes.NONE));
        ask(write("/1/0/2", "30"));
        changed(30);
        changed(31);
        rig.advance(10);
        var soon = server.count(Uplink.Notify.class);
        rig.advance(60);
        assertTrue(soon <= 1, "default pmin counts: " + soon);
        assertEquals("31", number(server.last(Uplink.Notify.class)));

        rig.providers.codecs().add(new Names(), List.of(110), 0);
        send(false);
        assertEquals(1, server.count(Uplink.Send.class));
        assertEquals(Status.CHANGED, ask(write("/1/0/23", "1")).status());
        send(true);
        assertEquals(1, server.count(Uplink.Send.class));

        ask(write("/1/0/5", "40"));
        ask(new Downlink.Execute(Path.parse("/1/0/4"), ""));
        assertEquals(State.DISABLED, rig.status().state());
        rig.advance(40);
        assertEquals(State.REGISTERED, rig.status().state());
        assertEquals(1, server.count(Uplink.Deregister.class));
    }

    @Test
    @Proves("SEND-03")
    void aSendThatWaitsForABusyServerIsNotSentOnceThatHasMutedIt() {
        start(Map.of(1, new Value.Int(3000), 23, new Value.Flag(false)));
        rig.providers.codecs().add(new Names(), List.of(110), 0);
        var values = List.of(Entry.of(Path.parse("/3303/0/5700"), new Value.Real(1)));
        server.answers(new Response(Status.UNAVAILABLE, Optional.empty(), Optional.empty(), Optional.empty()));
        var first = rig.client.send(101, values).toCompletableFuture();
        rig.loop.run();
        rig.advance(2);
        assertTrue(first.isDone() && !first.isCompletedExceptionally());
        assertEquals(2, server.count(Uplink.Send.class));

        server.answers(new Response(Status.UNAVAILABLE, Optional.empty(), Optional.empty(), Optional.empty()));
        var second = rig.client.send(101, values).toCompletableFuture();
        rig.loop.run();
        ask(write("/1/0/23", "1"));
        rig.advance(60);
        assertTrue(second.isCompletedExceptionally());
        assertEquals(3, server.count(Uplink.Send.class));
    }

    private void send(boolean muted) {
        var values = List.of(Entry.of(Path.parse("/3303/0/5700"), new Value.Real(1)));
        var sent = rig.client.send(101, values).toCompletableFuture();
        rig.loop.run();
        assertTrue(sent.isDone());
        assertEquals(muted, sent.isCompletedExceptionally());
    }

    private void changed(double value) {
        probe.value = value;
        changes.of(probe, 5700);
        rig.loop.run();
    }

    private String list() {
        return server.last(Uplink.Update.class).objects().orElseThrow().bytes().utf8();
    }

    private Response ask(Downlink request) {
        var answer = server.ask(request);
        rig.loop.run();
        assertTrue(answer.isDone(), () -> "no answer to " + request);
        return answer.join();
    }

    private static Downlink read(String path) {
        return new Downlink.Read(Path.parse(path), Optional.of(ContentFormat.TEXT));
    }

    private static Downlink write(String path, String text) {
        return new Downlink.Write(
                Path.parse(path), new Content(ContentFormat.TEXT, Bytes.utf8(text)), Downlink.Write.Mode.REPLACE);
    }

    private static String text(Response response) {
        assertEquals(Status.CONTENT, response.status(), response::toString);
        return response.content().orElseThrow().bytes().utf8();
    }

    private static String number(Uplink.Notify notify) {
        return text(notify.response()).replaceAll("\\.0$", "");
    }

    /** A format that Send may have; it writes no more than what the entries are. */
    private static final class Names implements Codec {

        @Override
        public Bytes encode(Path base, List<Entry> entries) {
            return Bytes.utf8(entries.toString());
        }

        @Override
        public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
            return List.of();
        }
    }

    private static final class Empty implements ManagedObject {

        @Override
        public Set<Integer> instances() {
            return Set.of();
        }

        @Override
        public CompletionStage<List<Entry>> read(Path path) {
            return CompletableFuture.completedStage(List.of());
        }
    }

    private static final class Definitions implements ObjectModels {

        @Override
        public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
            return all().filter(each -> each.id() == object).findFirst();
        }

        @Override
        public Stream<ObjectDefinition> all() {
            return Stream.of(Server.class, Probe.class).map(this::of);
        }

        @Override
        public ObjectDefinition of(Class<?> annotated) {
            return ObjectInterface.of(annotated).definition();
        }
    }
}
