package org.lwm2m.security.oscore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.store.StateStore;

/** One end that speaks OSCORE, may be restarted, and notes all nonces it ever used. */
final class Party implements CredentialStore {

    static final Credentials.Oscore KEYS = new Credentials.Oscore(
            new Secret(Bytes.hex("000102030405060708090a0b0c0d0e0f")),
            Bytes.EMPTY,
            Bytes.utf8("dev"),
            Bytes.utf8("srv"),
            Bytes.EMPTY,
            10,
            5,
            Credentials.NONE);

    final Map<String, Bytes> kept = new HashMap<>();
    final Credentials.Oscore keys;
    private final Set<String> nonces;
    private final OscoreConfiguration.Checked settings;
    private OscoreProtection protection;
    private int tokens;
    private int lives;
    private long epoch;

    private Party(Credentials.Oscore keys, Set<String> nonces, OscoreConfiguration.Checked settings) {
        this.keys = keys;
        this.nonces = nonces;
        this.settings = settings;
        crash();
    }

    static List<Party> pair() {
        return pair(KEYS, OscoreConfiguration.Checked.STANDARD);
    }

    /** A client and its server, which derive contexts before they use them, or not. */
    static List<Party> pair(Credentials.Oscore keys, OscoreConfiguration.Checked settings) {
        var nonces = new HashSet<String>();
        return List.of(new Party(keys, nonces, settings), new Party(Rfc8613Test.mirrored(keys), nonces, settings));
    }

    OscoreProtection protection() {
        return protection;
    }

    /** How often it forgot what it was doing. */
    int lives() {
        return lives;
    }

    /** Begins again with what is on record. */
    void crash() {
        lives++;
        begin();
    }

    private void begin() {
        protection = new OscoreProtection(new Store(), settings, Noting::new, Runnable::run);
    }

    void restart() {
        protection.close();
        begin();
    }

    /** Begins again with nothing. */
    void forget() {
        kept.clear();
        crash();
    }

    /** Begins again with what was on record some time ago, as the store found out. */
    void goBack(Map<String, Bytes> before) {
        kept.clear();
        kept.putAll(before);
        epoch++;
        crash();
    }

    Exchange call(String request) {
        return protection.call(keys, Bytes.utf8("t" + tokens++), get(request));
    }

    Optional<Exchange> observing(Bytes token) {
        return protection.observing(token, this).toCompletableFuture().join();
    }

    Optional<Exchange> observed(Bytes token) {
        var peer = new Identity.Oscore(keys.recipient(), keys.context());
        return protection.observed(peer, token, this).toCompletableFuture().join();
    }

    Exchange answer(Bytes request) {
        return protection
                .answer(Bytes.utf8("t"), request, this)
                .toCompletableFuture()
                .join();
    }

    @Override
    public CompletionStage<Optional<Caller>> find(Identity claimed) {
        var known = new Identity.Oscore(keys.recipient(), keys.context()).equals(claimed)
                || new Identity.Oscore(keys.recipient(), Bytes.EMPTY).equals(claimed);
        return CompletableFuture.completedStage(known ? Optional.of(new Caller(keys, List.of())) : Optional.empty());
    }

    /** What became of a request on a wire that loses nothing. */
    record Outcome(int trips, Step last, List<Bytes> requests) {

        String text() {
            return new String(CoapBytes.read(((Step.Up) last).message()).payload(), UTF_8);
        }
    }

    Outcome ask(Party other, String request) {
        var exchange = call(request);
        var requests = new ArrayList<Bytes>();
        var step = exchange.first().orElseThrow();
        while (step instanceof Step.Down down && requests.size() < 8) {
            requests.add(down.message());
            step = exchange.next(other.respond(down.message()));
        }
        return new Outcome(requests.size(), step, requests);
    }

    /** Answers with the path that was asked for, or as the protection wants. */
    Bytes respond(Bytes request) {
        var exchange = answer(request);
        var first = exchange.first().orElseThrow();
        if (first instanceof Step.Up up) {
            assertEquals(Optional.of(new Identity.Oscore(keys.recipient(), keys.context())), exchange.peer());
            var path = CoapBytes.read(up.message()).option(11).orElseThrow();
            first = exchange.next(content(new String(path, UTF_8)));
        } else {
            assertEquals(Optional.empty(), exchange.peer());
        }
        return ((Step.Down) first).message();
    }

    static Bytes get(String path) {
        return Bytes.wrap(Refusal.of(1).with(11, path.getBytes(UTF_8)).write());
    }

    static Bytes observe(String path) {
        return Bytes.wrap(CoapBytes.read(get(path)).with(CoapBytes.OBSERVE).write());
    }

    static Bytes content(String text) {
        return Bytes.wrap(new CoapBytes(CoapBytes.CONTENT, List.of(), text.getBytes(UTF_8)).write());
    }

    static Bytes notification(String text) {
        return Bytes.wrap(
                CoapBytes.read(content(text)).with(CoapBytes.OBSERVE, (byte) 7).write());
    }

    private final class Noting extends Context {

        Noting(Credentials.Oscore agreed, Bytes id) {
            super(agreed, id);
        }

        @Override
        byte[] seal(byte[] nonce, RequestId request, byte[] plain) {
            assertTrue(nonces.add(Bytes.of(senderKey()).hex() + Bytes.of(nonce).hex()), "a nonce was used twice");
            return super.seal(nonce, request, plain);
        }
    }

    private final class Store implements StateStore {

        @Override
        public Optional<Bytes> get(String name) {
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public void put(String name, Bytes state) {
            kept.put(name, state);
        }

        @Override
        public void remove(String name) {
            kept.remove(name);
        }

        @Override
        public Stream<String> names(String prefix) {
            return kept.keySet().stream().filter(each -> each.startsWith(prefix));
        }

        @Override
        public long epoch() {
            return epoch;
        }
    }
}
