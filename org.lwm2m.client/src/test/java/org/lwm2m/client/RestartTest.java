package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.keeping.States;
import org.lwm2m.client.keeping.StoreKeeper;
import org.lwm2m.client.management.AlternatePath;
import org.lwm2m.client.management.Limits;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.client.provider.Providers;
import org.lwm2m.codec.senmlcbor.SenmlCborCodec;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.testing.LoopTransport;
import org.lwm2m.testing.Proves;

/** What a server sees of a client that is killed, or stopped, and begins again with what was kept. */
class RestartTest {

    private static final Path VALUE = Path.parse("/3303/0/5700");
    private static final Token TOKEN = Token.of(0x0102_0304_0506_0708L);
    private static final Codec SENML = new SenmlCborCodec(Map.of());

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);
    private final Bootstrapping.Models models = new Bootstrapping.Models();
    private final States states = new States();
    private Owners owners = new Owners();
    private ManagedClientTest.Warm probe = new ManagedClientTest.Warm();
    private StoreKeeper keeper;
    private boolean resumes = true;
    private boolean stores = true;
    private boolean mutes = true;

    {
        rig.providers.codecs().add(new TextCodec(), List.of(0), 0);
        rig.providers.codecs().add(SENML, List.of(112), 0);
        rig.providers.stores().add(states, List.of(Providers.STORE), 0);
    }

    private void start() {
        begin();
        show();
        account(server.uri());
        rig.advance(3);
    }

    private void begin() {
        var codecs = new ClientCodecs(rig.providers);
        keeper = new StoreKeeper("gateway", rig.providers::store, rig.loop, Runnable::run, resumes);
        var device = new ManagedDevice(
                rig.loop, codecs, () -> Optional.of(models), Limits.USUAL, keeper, AlternatePath.NONE);
        rig.start(List.of(), device, codecs, new Memory("gateway", rig.providers::store, keeper));
    }

    private void show() {
        owners = new Owners();
        owners.show(rig.client, 0, "", probe);
        rig.loop.run();
    }

    private void account(String uri) {
        rig.client.add(
                Rig.account(
                        0,
                        101,
                        uri,
                        Map.of(1, new Value.Int(300), 6, new Value.Flag(stores), 23, new Value.Flag(mutes))),
                Account.Settings.STANDARD);
        rig.loop.run();
    }

    /** Power is cut: nobody says good-bye. */
    private void kill() {
        keeper.close();
        var dead = rig.transport;
        rig.remove(dead);
        rig.client.providersChanged();
        dead.close();
        rig.loop.run();
        rig.transport = new LoopTransport(rig.network);
        rig.add(rig.transport);
    }

    private void observe() {
        var answer =
                server.ask(new Downlink.Observe(VALUE, TOKEN, Optional.of(ContentFormat.SENML_CBOR), Attributes.NONE));
        rig.loop.run();
        assertEquals(Status.CONTENT, answer.join().status());
    }

    private void set(double value) {
        probe.value = value;
        new RoutedChanges(owners).of(probe, 5700);
        rig.advance(1);
    }

    /** The values that came by the token since the last time, as text, in order. */
    private List<String> notified() {
        List<Request> all;
        synchronized (server.heard) {
            all = List.copyOf(server.heard);
            server.heard.clear();
        }
        return all.stream()
                .filter(Uplink.Notify.class::isInstance)
                .map(Uplink.Notify.class::cast)
                .filter(each -> each.token().equals(TOKEN))
                .flatMap(
                        each -> SENML
                                .decode(
                                        VALUE,
                                        each.response().content().orElseThrow().bytes(),
                                        path -> Optional.empty())
                                .stream())
                .map(each -> each.value().toString())
                .map(each -> each.replaceAll("[^0-9.]", ""))
                .toList();
    }

    @Test
    @Proves("REG-36")
    void goesOnWithItsRegistrationItsObservationsAndItsAttributes() {
        start();
        observe();
        var attached = server.ask(new Downlink.WriteAttributes(
                VALUE.upTo(1), Attributes.NONE.with(org.lwm2m.api.Attribute.PMAX, 100), java.util.Set.of()));
        rig.loop.run();
        assertEquals(Status.CHANGED, attached.join().status());
        var from = server.client();
        notified();
        kill();
        rig.advance(20);
        start();
        assertEquals(0, server.count(Uplink.Register.class));
        assertEquals("rd/1", server.last(Uplink.Update.class).location());
        assertTrue(server.last(Uplink.Update.class).objects().isPresent(), "the server is told all, as it may be new");
        assertEquals(from, server.client(), "from the same place: others know an observer by that");
        assertEquals(State.REGISTERED, rig.status().state());
        assertEquals(List.of("21.5"), notified(), "how things are, as nobody knows what it was told last");
        set(7);
        assertEquals(List.of("7.0"), notified());
        rig.advance(101);
        assertEquals(List.of("7.0"), notified(), "pmax is in force");
        kill();
        start();
        rig.advance(20);
        assertEquals(List.of("7.0"), notified(), "and again");
    }

    @Test
    void registersAnewWhereTheServerDoesNotKnowItAnyMore() {
        start();
        observe();
        notified();
        kill();
        server.answers(Response.of(Status.NOT_FOUND));
        start();
        assertEquals(1, server.count(Uplink.Update.class));
        assertEquals(1, server.count(Uplink.Register.class));
        set(7);
        assertEquals(List.of(), notified(), "observations end with their registration");
        kill();
        start();
        assertEquals("rd/2", server.last(Uplink.Update.class).location());
        set(8);
        assertEquals(List.of(), notified());
    }

    @Test
    void registersAnewAfterItsLifetimeOrWithAnotherServer() {
        start();
        observe();
        kill();
        rig.advance(301);
        notified();
        start();
        assertEquals(0, server.count(Uplink.Update.class));
        assertEquals(1, server.count(Uplink.Register.class));
        kill();
        var other = rig.server(102);
        begin();
        account(other.uri());
        rig.advance(3);
        assertEquals(1, other.count(Uplink.Register.class));
    }

    @Test
    void anOrderlyStopSaysNothingWhereRegistrationsGoOn() {
        start();
        observe();
        notified();
        rig.client.close();
        rig.loop.run();
        owners.hide(rig.client, probe);
        rig.advance(10);
        assertEquals(0, server.count(Uplink.Deregister.class));
        kill();
        start();
        assertEquals(0, server.count(Uplink.Register.class));
        set(7);
        assertEquals(List.of("21.5", "7.0"), notified());
    }

    @Test
    void registersAnewAfterARestartUnlessItIsToldOtherwise() {
        resumes = false;
        start();
        observe();
        var attached = server.ask(new Downlink.WriteAttributes(
                VALUE.upTo(1), Attributes.NONE.with(org.lwm2m.api.Attribute.PMIN, 10), java.util.Set.of()));
        rig.loop.run();
        assertEquals(Status.CHANGED, attached.join().status());
        notified();
        rig.client.close();
        rig.loop.run();
        owners.hide(rig.client, probe);
        rig.advance(10);
        assertEquals(1, server.count(Uplink.Deregister.class));
        kill();
        start();
        assertEquals(1, server.count(Uplink.Register.class));
        set(7);
        assertEquals(List.of(), notified());
        var discovered = server.ask(new Downlink.Discover(VALUE, Optional.empty()));
        rig.loop.run();
        assertTrue(discovered.join().content().orElseThrow().bytes().utf8().contains("pmin=10"));
    }

    @Test
    void whatWasStoredWhileThereWasNoWayIsToldAfterARestart() {
        start();
        observe();
        notified();
        rig.takeTransport();
        set(1);
        set(2);
        set(3);
        rig.advance(2);
        kill();
        begin();
        probe.value = 4;
        show();
        account(server.uri());
        rig.advance(5);
        assertEquals(List.of("3.0", "2.0", "1.0", "4.0"), notified(), "newest first, then how things are");
        kill();
        rig.advance(1);
        start();
        assertEquals(List.of("4.0"), notified(), "what was told is stored no more");
    }

    @Test
    void anObjectThatComesLaterIsWaitedFor() {
        start();
        observe();
        kill();
        notified();
        begin();
        account(server.uri());
        rig.advance(30);
        assertEquals(List.of(), notified());
        show();
        rig.advance(3);
        assertEquals(List.of("21.5"), notified());
    }

    @Test
    void anObservationThatWasCancelledStaysSo() {
        start();
        observe();
        server.ask(new Downlink.Cancel(VALUE, TOKEN));
        rig.advance(2);
        kill();
        notified();
        start();
        set(7);
        assertEquals(List.of(), notified());
    }

    @Test
    void whatIsDamagedIsLeftOutAndTheClientRegisters() {
        start();
        observe();
        var good = Map.copyOf(states.all);
        for (var name : List.of("registrations/101", "observations/101")) {
            var whole = good.get("org.lwm2m.client/gateway/" + name);
            for (var size = 0L; size < whole.size(); size += 3) {
                kill();
                notified();
                states.all.clear();
                states.all.putAll(good);
                states.all.put(
                        "org.lwm2m.client/gateway/" + name,
                        Bytes.wrap(whole.slice(0, size).array()));
                start();
                assertEquals(State.REGISTERED, rig.status().state(), name + " cut at " + size);
                assertEquals(name.startsWith("r") ? 1 : 0, server.count(Uplink.Register.class), "cut at " + size);
                assertEquals(List.of(), notified(), name + " cut at " + size);
            }
        }
    }

    @Test
    void aSendThatWaitsGoesOutAfterARestartOnceAndInTime() {
        resumes = false;
        mutes = false;
        start();
        rig.takeTransport();
        rig.client.send(101, List.of(Entry.of(VALUE, new Value.Real(1), rig.loop.now())));
        rig.advance(2);
        rig.client.send(101, List.of(Entry.of(VALUE, new Value.Real(2), rig.loop.now())));
        rig.advance(2);
        kill();
        rig.advance(597);
        start();
        assertEquals(1, server.count(Uplink.Send.class), "the other has waited for too long");
        var sent = server.last(Uplink.Send.class).content().bytes();
        assertEquals(
                List.of(new Value.Real(2)),
                SENML.decode(Path.ROOT, sent, path -> Optional.empty()).stream()
                        .map(Entry::value)
                        .toList());
        rig.advance(2);
        kill();
        start();
        assertEquals(1, server.count(Uplink.Send.class));
    }

    @Test
    void aSendThatPassesThroughIsNotWritten() {
        mutes = false;
        start();
        var before = states.all.keySet().size();
        rig.client.send(101, List.of(Entry.of(VALUE, new Value.Real(1), rig.loop.now())));
        rig.advance(5);
        assertEquals(1, server.count(Uplink.Send.class));
        assertEquals(before, states.all.size());
    }

    @Test
    void aCompositeGoesOnToo() {
        start();
        var paths = new Content(ContentFormat.SENML_CBOR, SENML.encodePaths(List.of(VALUE, Path.parse("/1/0/1"))));
        var answer = server.ask(
                new Downlink.ObserveComposite(paths, TOKEN, Optional.of(ContentFormat.SENML_CBOR), Attributes.NONE));
        rig.loop.run();
        assertEquals(Status.CONTENT, answer.join().status());
        notified();
        kill();
        start();
        assertEquals(2, notifications().size());
        set(7);
        assertTrue(notifications().contains("7.0"));
    }

    private List<String> notifications() {
        List<Request> all;
        synchronized (server.heard) {
            all = List.copyOf(server.heard);
            server.heard.clear();
        }
        return all.stream()
                .filter(Uplink.Notify.class::isInstance)
                .map(Uplink.Notify.class::cast)
                .flatMap(
                        each -> SENML
                                .decode(
                                        Path.ROOT,
                                        each.response().content().orElseThrow().bytes(),
                                        path -> Optional.empty())
                                .stream())
                .map(each -> each.value().toString().replaceAll("[^0-9.]", ""))
                .toList();
    }
}
