package org.lwm2m.tls.account;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.SecurityAccount;

/** The resources of one account, each checked; one that is no good fails with 4.06 and words that name it. */
public record Resources(SecurityAccount account) {

    private static final Set<String> OPEN = Set.of("coap", "coap+tcp", "coap+ws", "mqtt", "http");

    /** Credentials made of an account, or why not. What the maker refuses comes out as a failed stage. */
    public static CompletionStage<Credentials> credentials(
            SecurityAccount account, Function<Resources, Credentials> maker) {
        try {
            var resources = new Resources(account);
            resources.requireProtection();
            return CompletableFuture.completedFuture(maker.apply(resources));
        } catch (LwM2mException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** An unsigned resource with a bound; {@code otherwise} if it isn't there. */
    public int number(int resource, int otherwise, int most) {
        var found = account.more().stream()
                .filter(each -> each.path().object() == 0
                        && each.path().depth() == 3
                        && each.path().resource() == resource)
                .findFirst();
        if (found.isEmpty()) {
            return otherwise;
        }
        var value = found.get().value() instanceof Value.Unsigned unsigned
                ? unsigned.value()
                : found.get().value() instanceof Value.Int number ? number.value() : -1L;
        if (value < 0 || value > most) {
            throw wrong(resource, "has to be 0 to " + most);
        }
        return (int) value;
    }

    /** Resource 3, 4 or 5, which has to hold something. */
    public Bytes octets(int resource) {
        var value =
                switch (resource) {
                    case 3 -> account.identity();
                    case 4 -> account.serverKey();
                    case 5 -> account.secretKey().bytes();
                    default -> throw new IllegalArgumentException("resource " + resource + " is read elsewhere");
                };
        if (value.size() == 0) {
            throw wrong(resource, "is empty");
        }
        return value;
    }

    /** What a reader makes of a resource; what it refuses with {@link IllegalArgumentException} names the resource. */
    public <T> T read(int resource, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw wrong(resource, "is no good: " + e.getMessage());
        }
    }

    /** Fails with 4.06: what is wrong with which resource. */
    public LwM2mException wrong(int resource, String why) {
        return new LwM2mException(
                Status.NOT_ACCEPTABLE, "account of " + account.server() + ": resource " + resource + " " + why);
    }

    /** Whoever wrote keys wanted protection: with such a scheme they would be passed over. */
    private void requireProtection() {
        var scheme = account.server().getScheme();
        if (scheme == null || OPEN.contains(scheme.toLowerCase(Locale.ROOT))) {
            throw new LwM2mException(
                    Status.NOT_ACCEPTABLE,
                    account.server() + " has no protection, which this security mode is for; take a scheme that has,"
                            + " such as coaps");
        }
    }
}
