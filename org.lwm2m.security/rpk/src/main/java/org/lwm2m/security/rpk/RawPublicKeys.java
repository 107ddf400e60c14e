package org.lwm2m.security.rpk;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Mode;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.tls.account.Resources;
import org.lwm2m.tls.key.Keys;
import org.osgi.service.component.annotations.Component;

/**
 * Security Mode 1: calls a server with a key pair, and knows the server's key. Resource 3 is our public key, 4 the
 * server's, 5 our private key (Core 1.2, E.1).
 */
@Component
@Mode("1")
public final class RawPublicKeys implements SecurityMode {

    private static final int MATCHING = 13;

    @Override
    public CompletionStage<Credentials> credentials(SecurityAccount account, Credentials below) {
        return Resources.credentials(account, RawPublicKeys::credentials);
    }

    private static Credentials credentials(Resources resources) {
        var own = resources.read(3, () -> Keys.readPublic(resources.octets(3)));
        var server = resources.read(4, () -> Keys.readPublic(resources.octets(4)));
        var secret = resources.read(5, () -> Keys.readPrivate(resources.octets(5)));
        if (!Keys.belong(own, secret)) {
            throw resources.wrong(5, "is not the private key of the public key in resource 3");
        }
        if (resources.number(MATCHING, 0, 3) != 0) {
            throw resources.wrong(MATCHING, "has to be 0 with raw public keys: resource 4 holds the key itself");
        }
        return new Credentials.RawPublicKey(own, secret, Optional.of(server));
    }
}
