package org.lwm2m.security.oscore;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.fuzz.Budget;
import org.lwm2m.fuzz.Rules;

/**
 * What holds for protected messages: each is opened, answered or dropped, whoever made it. An option that was read is written
 * as it was.
 * <p>
 * The first octet says who made it: 0 and 1 a stranger, a request (to who derives contexts, and to who does not); 2 a
 * stranger, a response; 3 and 4 a peer with keys, a request and a response, of which the bytes are what is encrypted; 5 a
 * peer with keys, in a context of its own choice (B.2), of which they are the first eight; 6 a stranger, an option.
 */
public final class OscoreRules implements Rules {

    private static final Bytes TOKEN = Bytes.utf8("t");
    private static final Credentials.Oscore CLIENT = keys("c", "s");
    private static final Credentials.Oscore SERVER = keys("s", "c");
    private static final CoapBytes OBSERVE = Refusal.of(CoapBytes.GET).with(CoapBytes.OBSERVE);
    private static final CredentialStore CALLERS =
            claimed -> CompletableFuture.completedFuture(Optional.of(new CredentialStore.Caller(SERVER, List.of())));

    @Override
    public void check(byte[] input) {
        if (input.length > 0) {
            Budget.hold(input.length, () -> check(input[0] & 7, Arrays.copyOfRange(input, 1, input.length)));
        }
    }

    private static void check(int who, byte[] rest) {
        switch (who) {
            case 0, 1 -> request(who == 0, rest);
            case 2 -> response(rest);
            case 3 -> request(false, sealed(new Context(CLIENT, Bytes.EMPTY), Optional.empty(), rest));
            case 4 -> response(answered(rest));
            case 5 -> chosen(rest);
            default -> option(rest);
        }
    }

    private static void request(boolean derives, byte[] octets) {
        var protection = protection(SERVER, derives);
        var exchange = protection
                .answer(TOKEN, Bytes.wrap(octets), CALLERS)
                .toCompletableFuture()
                .join();
        var first = exchange.first().orElseThrow();
        if (first instanceof Step.Up up) {
            CoapBytes.read(up.message());
            var notice = new CoapBytes(CoapBytes.CONTENT, List.of(), new byte[] {1}).with(CoapBytes.OBSERVE, (byte) 1);
            require(exchange.next(Bytes.wrap(notice.write())) instanceof Step.Down, "no answer");
        } else {
            require(first instanceof Step.Down, "a request without an answer");
        }
    }

    private static void response(byte[] octets) {
        var call = protection(CLIENT, false).call(CLIENT, TOKEN, Bytes.wrap(OBSERVE.write()));
        next(call, octets);
        next(call, octets);
    }

    private static void next(Exchange call, byte[] octets) {
        if (octets.length > 0 && call.next(Bytes.wrap(octets)) instanceof Step.Up up) {
            CoapBytes.read(up.message());
        }
    }

    private static void chosen(byte[] rest) {
        if (rest.length >= 8) {
            var context = Bytes.wrap(Arrays.copyOf(rest, 8));
            var plain = Arrays.copyOfRange(rest, 8, rest.length);
            request(true, sealed(new Context(CLIENT, context), Optional.of(Association.wrapped(context)), plain));
        }
    }

    private static void option(byte[] octets) {
        OscoreOption read;
        try {
            read = OscoreOption.read(octets);
        } catch (IllegalArgumentException refused) {
            return;
        }
        require(Arrays.equals(octets, read.write()), "an option that is written in another way");
    }

    /** A request of somebody's who has the keys. */
    private static byte[] sealed(Context context, Optional<Bytes> shown, byte[] plain) {
        var id = new RequestId(CLIENT.sender(), new PartialIv(0));
        var option = new OscoreOption(Optional.of(id.number()), shown, Optional.of(id.kid()));
        var sealed = context.seal(context.nonce(context.sender(), id.number()), id, plain);
        return new CoapBytes(CoapBytes.FETCH, List.of(), sealed)
                .with(CoapBytes.OBSERVE)
                .with(CoapBytes.OSCORE, option.write())
                .write();
    }

    /** The response to {@link #response}'s request of somebody's who has the keys. */
    private static byte[] answered(byte[] plain) {
        var context = new Context(SERVER, Bytes.EMPTY);
        var id = new RequestId(CLIENT.sender(), new PartialIv(0));
        var number = new PartialIv(1);
        var option = new OscoreOption(Optional.of(number), Optional.empty(), Optional.empty());
        var sealed = context.seal(context.nonce(context.sender(), number), id, plain);
        return new CoapBytes(CoapBytes.CONTENT, List.of(), sealed)
                .with(CoapBytes.OBSERVE)
                .with(CoapBytes.OSCORE, option.write())
                .write();
    }

    private static OscoreProtection protection(Credentials.Oscore keys, boolean derives) {
        var settings = new OscoreConfiguration.Checked(derives, false, 10);
        return new OscoreProtection(new Kept(new ConcurrentHashMap<>()), settings, Context::new, Runnable::run);
    }

    private static Credentials.Oscore keys(String sender, String recipient) {
        return new Credentials.Oscore(
                new Secret(Bytes.hex("000102030405060708090a0b0c0d0e0f")),
                Bytes.EMPTY,
                Bytes.utf8(sender),
                Bytes.utf8(recipient),
                Bytes.EMPTY,
                10,
                5,
                Credentials.NONE);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private record Kept(Map<String, Bytes> states) implements StateStore {

        @Override
        public Optional<Bytes> get(String name) {
            return Optional.ofNullable(states.get(name));
        }

        @Override
        public void put(String name, Bytes state) {
            states.put(name, state);
        }

        @Override
        public void remove(String name) {
            states.remove(name);
        }

        @Override
        public Stream<String> names(String prefix) {
            return states.keySet().stream().filter(each -> each.startsWith(prefix));
        }
    }
}
