package org.lwm2m.bootstrap.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.KeyRing;
import org.lwm2m.api.security.Secret;
import org.lwm2m.bootstrap.plan.Account.Handing;
import org.lwm2m.bootstrap.plan.Account.Mode;
import org.lwm2m.bootstrap.plan.Account.Pair;

/**
 * The keys of one client in one session. What is made anew has an identity that was never used before, so that the key the
 * client has still counts, should this bootstrap fail; the ring has both until it is over.
 */
final class Handout {

    private static final int PSK_BYTES = 16;
    private static final int MARK_BYTES = 4;
    private static final int HASH_BYTES = 5;
    private static final int ID_BYTES = 7;

    private final String endpoint;
    private final RandomGenerator random;
    private final Map<Identity, Caller> callers = new HashMap<>();
    private final List<Identity> made = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();

    /** What identities of one account look like that were made here. */
    private interface Kind {

        boolean is(Identity identity);
    }

    Handout(String endpoint, RandomGenerator random) {
        this.endpoint = endpoint;
        this.random = random;
    }

    /** @throws IllegalArgumentException if a key can't be read, with words that begin with its key in the plan */
    Pair account(Account account) {
        var keys = account.keys();
        if (keys.mode() == Mode.NOSEC) {
            return Pair.NONE;
        } else if (keys.mode() != Mode.PSK) {
            return new Pair(of(keys.open()), of(keys.server()), of(keys.secret()));
        }
        var fresh = keys.handing() == Handing.GENERATE;
        var prefix = endpoint + "#" + account.server().map(String::valueOf).orElse("bs") + ".";
        var identity = fresh
                ? prefix + HexFormat.of().formatHex(bytes(MARK_BYTES))
                : keys.identity().replace(Lines.ENDPOINT, endpoint);
        var key = fresh ? Bytes.wrap(bytes(PSK_BYTES)) : of(keys.secret());
        if (keys.handing() != Handing.NONE) {
            var psk = new Identity.Psk(identity);
            callers.put(psk, caller(new Credentials.PreSharedKey(identity, new Secret(key))));
            if (fresh) {
                made.add(psk);
                kinds.add(each ->
                        each instanceof Identity.Psk old && old.identity().startsWith(prefix));
            }
        }
        return new Pair(Bytes.utf8(identity), Bytes.EMPTY, key);
    }

    /** The secret and the client's Sender ID. */
    Pair context(Context context) {
        var fresh = context.handing() == Handing.GENERATE;
        var hash = hash(endpoint + " " + context.name());
        var sender = fresh ? sender(hash) : context.client().orElseThrow();
        var secret = fresh ? Bytes.wrap(bytes(PSK_BYTES)) : of(context.secret());
        if (context.handing() != Handing.NONE) {
            var identity = new Identity.Oscore(sender, context.context());
            callers.put(
                    identity,
                    caller(new Credentials.Oscore(
                            new Secret(secret),
                            context.salt(),
                            context.server(),
                            sender,
                            context.context(),
                            context.aead(),
                            context.hmac(),
                            Credentials.NONE)));
            if (fresh) {
                made.add(identity);
                kinds.add(each -> each instanceof Identity.Oscore old
                        && old.sender().size() == ID_BYTES
                        && old.sender().slice(0, HASH_BYTES).equals(Bytes.wrap(hash)));
            }
        }
        return new Pair(sender, Bytes.EMPTY, secret);
    }

    boolean isEmpty() {
        return callers.isEmpty();
    }

    /** The other half of the keys, before the client has its own. */
    void giveTo(KeyRing ring) {
        ring.put(Map.copyOf(callers));
    }

    /** The client took them: those of earlier bootstraps are of no use any more. */
    void taken(KeyRing ring) {
        var own = Set.copyOf(made);
        for (var key : ring.keys()) {
            var earlier = kinds.stream().anyMatch(kind -> kind.is(key.identity()));
            if (earlier && !own.contains(key.identity()) && key.endpoints().equals(List.of(endpoint))) {
                ring.forget(key.identity());
            }
        }
    }

    /** The client did not: nobody will ever have those that were made for it. */
    void refused(KeyRing ring) {
        made.forEach(ring::forget);
    }

    private Caller caller(Credentials credentials) {
        return new Caller(credentials, List.of(endpoint));
    }

    private Bytes of(Optional<Material> material) {
        return material.map(each -> each.of(endpoint)).orElse(Bytes.EMPTY);
    }

    private Bytes sender(byte[] hash) {
        var id = new byte[ID_BYTES];
        System.arraycopy(hash, 0, id, 0, HASH_BYTES);
        System.arraycopy(bytes(ID_BYTES - HASH_BYTES), 0, id, HASH_BYTES, ID_BYTES - HASH_BYTES);
        return Bytes.wrap(id);
    }

    private static byte[] hash(String text) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256");
            return java.util.Arrays.copyOf(digest.digest(Bytes.utf8(text).array()), HASH_BYTES);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
