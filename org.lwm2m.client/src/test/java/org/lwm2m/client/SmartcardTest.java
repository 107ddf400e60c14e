package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.client.Smartcard;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.account.SecurityInstance;
import org.lwm2m.client.provider.Providers;
import org.lwm2m.testing.Proves;

/** A client whose accounts a smartcard brings, before those that are configured. */
class SmartcardTest {

    private final Bootstrapping it = new Bootstrapping();
    private final Reader reader = new Reader();

    /** A place for a card. */
    private static final class Reader implements Smartcard {

        Optional<Bytes> card = Optional.empty();
        CompletionStage<Optional<Bytes>> answer;
        int reads;

        @Override
        public CompletionStage<Optional<Bytes>> read() {
            reads++;
            return answer == null ? CompletableFuture.completedFuture(card) : answer;
        }
    }

    /** ETS 3: the card is put in, the device is switched off and on, and registers with the server of the card. */
    @Test
    @Proves("BS-04")
    void theServerOfTheCardComesBeforeTheConfiguredOne() {
        reader.card = Optional.of(card(101, it.first, 43_200));
        begin();
        configure(102, it.second);
        assertEquals(List.of(101), registered());
        assertEquals(0, it.second.heard.size());
        var said = it.first.last(Uplink.Register.class).parameters().lifetime().orElseThrow();
        assertEquals(43_200, said.toSeconds());
    }

    @Test
    @Proves("BS-04")
    void withoutACardTheConfiguredServersCount() {
        begin();
        configure(102, it.second);
        assertEquals(List.of(102), registered());
    }

    /** ETS 6. */
    @Test
    @Proves("BS-02")
    void theOrderIsCardThenFactoryThenRegistrationThenBootstrap() {
        reader.card = Optional.of(card(101, it.first, 300));
        begin();
        it.account(Version.V1_2, Map.of());
        var account =
                Rig.account(0, 102, it.second.uri(), Map.of(17, new Value.Unsigned(2), 18, new Value.Unsigned(10)));
        it.rig.client.add(account, Account.Settings.STANDARD);
        it.rig.advance(1000);
        assertEquals(List.of(101), registered(), "the card's, and nothing of the factory's");
        assertEquals(0, it.second.heard.size() + it.bootstrap.heard.size());

        reader.card = Optional.empty();
        it.rig.client.cardChanged();
        it.rig.advance(1000);
        assertEquals(List.of(102), registered(), "the factory's, with which it registers");
        assertEquals(0, it.bootstrap.heard.size(), "and which works");

        it.second.stop();
        it.rig.client.register(102);
        it.rig.advance(9);
        assertEquals(0, it.bootstrap.heard.size(), "an attempt is left");
        it.rig.advance(10);
        assertEquals(1, it.bootstrap.count(Uplink.BootstrapRequest.class), "all were in vain");
    }

    @Test
    @Proves("BS-02")
    void withNeitherCardNorFactoryTheBootstrapServerIsAskedAtOnce() {
        begin();
        it.account(Version.V1_2, Map.of());
        it.rig.advance(5);
        assertEquals(1, it.bootstrap.count(Uplink.BootstrapRequest.class));
    }

    @Test
    void whatIsConfiguredWaitsUntilTheCardIsRead() {
        var answer = new CompletableFuture<Optional<Bytes>>();
        reader.answer = answer;
        begin();
        configure(102, it.second);
        assertEquals(List.of(), registered());
        answer.complete(Optional.empty());
        it.rig.advance(1);
        assertEquals(List.of(102), registered());
    }

    @Test
    @Proves("BS-04")
    void aCardThatIsTakenOutIsNoticedAtTheNextUpdateAndItsAccountGoes() {
        reader.card = Optional.of(card(101, it.first, 300));
        begin();
        configure(102, it.second);
        reader.card = Optional.empty();
        it.rig.client.update(101);
        it.rig.advance(1);
        assertEquals(List.of(102), registered());
        assertEquals(1, it.first.count(Uplink.Deregister.class));
    }

    @Test
    @Proves("BS-04")
    void anotherCardIsNoticedAtTheNextUpdateAndTakesThePlace() {
        reader.card = Optional.of(card(101, it.first, 300));
        begin();
        reader.card = Optional.of(card(102, it.second, 300));
        // The one that is due after the lifetime less its margin.
        it.rig.advance(210);
        assertEquals(List.of(102), registered());
        assertEquals(1, it.first.count(Uplink.Deregister.class));
    }

    @Test
    @Proves("BS-04")
    void theReaderTellsOfACardThatComesAndGoes() {
        begin();
        var configured = configure(102, it.second);
        reader.card = Optional.of(card(101, it.first, 300));
        it.rig.client.cardChanged();
        it.rig.advance(1);
        assertEquals(List.of(101), registered());
        assertEquals(1, it.second.count(Uplink.Deregister.class));
        reader.card = Optional.empty();
        it.rig.client.cardChanged();
        it.rig.advance(1);
        assertEquals(List.of(102), registered());
        // Its configuration ends the account that it is by now.
        it.rig.client.remove(configured.toCompletableFuture().join());
        it.rig.advance(1);
        assertEquals(List.of(), registered());
    }

    @Test
    void theSameCardIsNoNews() {
        reader.card = Optional.of(card(101, it.first, 300));
        begin();
        var before = reader.reads;
        it.rig.client.update(101);
        it.rig.client.cardChanged();
        it.rig.advance(1);
        assertTrue(reader.reads > before);
        assertEquals(1, it.first.count(Uplink.Register.class));
        assertEquals(List.of(101), registered());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 40})
    void aCardThatMakesNoSenseChangesNothing(int length) {
        var whole = card(101, it.first, 300).array();
        reader.card = Optional.of(Bytes.wrap(java.util.Arrays.copyOf(whole, length)));
        begin();
        configure(102, it.second);
        assertEquals(List.of(102), registered());
        assertEquals(0, it.first.heard.size());
    }

    @Test
    void aCardWithoutAnAccountChangesNothing() {
        reader.card = Optional.of(file(Map.of(1, List.of(entry("/1/0/0", 101)))));
        begin();
        configure(102, it.second);
        assertEquals(List.of(102), registered());
    }

    @Test
    void aReaderThatFailsLeavesAllAsItIs() {
        reader.card = Optional.of(card(101, it.first, 300));
        begin();
        reader.answer = CompletableFuture.failedFuture(new IllegalStateException("no contact"));
        it.rig.client.cardChanged();
        it.rig.advance(1);
        assertEquals(List.of(101), registered());
    }

    @Test
    void aReaderWhoseBundleIsReplacedTakesNoCardOut() {
        reader.card = Optional.of(card(101, it.first, 300));
        begin();
        it.rig.providers.smartcards().remove(reader);
        it.rig.client.update(101);
        it.rig.advance(1);
        it.rig.providers.smartcards().add(reader, List.of(Providers.SMARTCARD), 0);
        it.rig.client.providersChanged();
        it.rig.advance(1);
        assertEquals(List.of(101), registered());
        assertEquals(1, it.first.count(Uplink.Register.class));
        assertEquals(0, it.first.count(Uplink.Deregister.class));
    }

    @Test
    void aConfigurationThatEndsWhileItWaitsIsForgotten() {
        reader.card = Optional.of(card(101, it.first, 300));
        begin();
        var account = Rig.account(0, 102, it.second.uri(), Map.of());
        var waits = it.rig.client.add(account, Account.Settings.STANDARD).toCompletableFuture();
        it.rig.loop.run();
        assertFalse(waits.isDone());
        it.rig.client.cancel(account, Account.Settings.STANDARD);
        reader.card = Optional.empty();
        it.rig.client.cardChanged();
        it.rig.advance(1);
        assertEquals(List.of(), registered());
    }

    /** The bootstrap account of a card is one: the client asks it, and what it says counts beside the card. */
    @Test
    @Proves("BS-04")
    void aBootstrapAccountOfTheCardIsAsked() {
        var entries = List.of(entry("/0/4/0", it.bootstrap.uri()), entry("/0/4/1", true), entry("/0/4/2", 3));
        reader.card = Optional.of(file(Map.of(0, entries)));
        begin();
        it.rig.advance(5);
        assertEquals(1, it.bootstrap.count(Uplink.BootstrapRequest.class));
    }

    private void begin() {
        it.rig.byCard = true;
        it.rig.providers.smartcards().add(reader, List.of(Providers.SMARTCARD), 0);
        it.begin();
        it.rig.advance(1);
    }

    private CompletionStage<SecurityInstance> configure(int id, ScriptedServer server) {
        var added = it.rig.client.add(
                Rig.account(0, id, server.uri(), Map.of(1, new Value.Int(300))), Account.Settings.STANDARD);
        it.rig.advance(1);
        return added;
    }

    /** With whom, by their ids. */
    private List<Integer> registered() {
        return it.rig.client.servers().stream()
                .filter(each -> each.state() == State.REGISTERED)
                .map(ServerStatus::server)
                .toList();
    }

    private static Bytes card(int id, ScriptedServer server, int lifetime) {
        var objects = new HashMap<Integer, List<Entry>>();
        for (var each : Rig.account(2, id, server.uri(), Map.of(1, new Value.Int(lifetime)))) {
            objects.computeIfAbsent(each.path().object(), object -> new ArrayList<>())
                    .add(each);
        }
        return file(objects);
    }

    /** EF LwM2M_Bootstrap, with these objects in the version that the enabler implies. */
    private static Bytes file(Map<Integer, List<Entry>> objects) {
        var octets =
                ByteBuffer.allocate(32 * 1024).putShort((short) objects.size()).putShort((short) 0);
        objects.forEach((object, entries) -> {
            var instances = Bootstrapping.TLV.encode(Path.of(object), entries).array();
            octets.putShort(object.shortValue())
                    .put((byte) 0)
                    .putShort((short) instances.length)
                    .put(instances);
        });
        octets.putShort(2, (short) (octets.position() - 4));
        return Bytes.wrap(java.util.Arrays.copyOf(octets.array(), octets.position()));
    }

    private static Entry entry(String path, Object value) {
        return Bootstrapping.entry(path, value);
    }
}
