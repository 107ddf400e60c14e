package org.lwm2m.security.oscore;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Mode;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;
import org.osgi.service.component.annotations.Component;

/** Makes credentials of the OSCORE object that an account links, over whatever protects its transport (Core 1.2, E). */
@Component
@Mode("oscore")
public final class OscoreMode implements SecurityMode {

    private static final int OBJECT = 21;
    private static final int AES_CCM_16_64_128 = 10;
    private static final int HMAC_256 = 5;

    @Override
    public CompletionStage<Credentials> credentials(SecurityAccount account, Credentials below) {
        try {
            var made = read(account, below);
            Keys.check(made);
            return CompletableFuture.completedFuture(made);
        } catch (LwM2mException e) {
            return CompletableFuture.failedFuture(
                    new LwM2mException(e.status(), account.server() + ": " + e.getMessage()));
        }
    }

    private static Credentials.Oscore read(SecurityAccount account, Credentials below) {
        return new Credentials.Oscore(
                new Secret(octets(account, 0, "Master Secret")),
                octets(account, 5).orElse(Bytes.EMPTY),
                octets(account, 1, "Sender ID"),
                octets(account, 2, "Recipient ID"),
                octets(account, 6).orElse(Bytes.EMPTY),
                number(account, 3, "AEAD Algorithm").orElse(AES_CCM_16_64_128),
                number(account, 4, "HMAC Algorithm").orElse(HMAC_256),
                below);
    }

    private static Bytes octets(SecurityAccount account, int resource, String name) {
        return octets(account, resource).orElseThrow(() -> lacks(resource, name));
    }

    private static Optional<Bytes> octets(SecurityAccount account, int resource) {
        return value(account, resource).map(value -> {
            if (value instanceof Value.Opaque opaque) {
                return Bytes.wrap(opaque.value().array());
            } else if (value instanceof Value.Text text) {
                // The text of the specification calls the ids strings of UTF-8, its table Opaque.
                return Bytes.utf8(text.value());
            }
            throw new LwM2mException(Status.NOT_ACCEPTABLE, "/21/x/" + resource + " of OSCORE is not Opaque");
        });
    }

    private static Optional<Integer> number(SecurityAccount account, int resource, String name) {
        return value(account, resource).map(value -> {
            var number = value instanceof Value.Int signed
                    ? signed.value()
                    : value instanceof Value.Unsigned unsigned ? unsigned.value() : Long.MIN_VALUE;
            if (number != (int) number) {
                throw lacks(resource, name);
            }
            return (int) number;
        });
    }

    private static Optional<Value> value(SecurityAccount account, int resource) {
        return account.more().stream()
                .filter(each -> each.path().object() == OBJECT && each.path().resource() == resource)
                .map(Entry::value)
                .findFirst();
    }

    private static LwM2mException lacks(int resource, String name) {
        return new LwM2mException(Status.NOT_ACCEPTABLE, "no OSCORE " + name + " (/21/x/" + resource + ")");
    }
}
