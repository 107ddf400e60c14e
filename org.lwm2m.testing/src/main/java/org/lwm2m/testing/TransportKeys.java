package org.lwm2m.testing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;

/**
 * Keys of both ends of a wire under test.
 *
 * @param client what the client calls with
 * @param who whether an identity is the client's
 * @param proves what the server's store wants of the client
 * @param server what the server shows
 */
public record TransportKeys(Credentials client, Predicate<Identity> who, Credentials proves, List<Credentials> server) {

    /** A wire in the clear. */
    public static final TransportKeys NONE =
            new TransportKeys(Credentials.NONE, Identity.None.class::isInstance, Credentials.NONE, List.of());

    /** Both have the same key. */
    public static TransportKeys psk(String identity, String hex) {
        var key = new Credentials.PreSharedKey(identity, new Secret(Bytes.hex(hex)));
        return new TransportKeys(key, new Identity.Psk(identity)::equals, key, List.of());
    }

    /** Whether there are sessions, which may be lost. */
    boolean secured() {
        var wire = client instanceof Credentials.Oscore oscore ? oscore.below() : client;
        return !wire.equals(Credentials.NONE);
    }

    /** Knows the client as long as {@code known} says so. */
    public CredentialStore callers(BooleanSupplier known) {
        return new CredentialStore() {

            @Override
            public CompletionStage<Optional<Caller>> find(Identity claimed) {
                if (proves instanceof Credentials.Oscore oscore
                        && oscore.below() instanceof Credentials.PreSharedKey below
                        && claimed.equals(new Identity.Psk(below.identity()))) {
                    return CompletableFuture.completedStage(Optional.of(new Caller(below, List.of())));
                }
                var welcome = known.getAsBoolean() && who.test(claimed);
                return CompletableFuture.completedStage(
                        welcome ? Optional.of(new Caller(proves, List.of())) : Optional.empty());
            }

            @Override
            public List<Credentials> own() {
                return server;
            }
        };
    }
}
