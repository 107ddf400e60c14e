package org.lwm2m.security.psk;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Mode;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.tls.account.Resources;
import org.osgi.service.component.annotations.Component;

/**
 * Security Mode 0: calls a server with a key that both have. Resource 3 is the identity, resource 5 the key (Core 1.2,
 * E.1).
 */
@Component
@Mode("0")
public final class PreSharedKeys implements SecurityMode {

    /** Transport 1.2, 5.2.8 wants 128 and 64 octets at least; more than this fits no datagram of a handshake. */
    private static final int LONGEST = 1024;

    @Override
    public CompletionStage<Credentials> credentials(SecurityAccount account, Credentials below) {
        return Resources.credentials(account, PreSharedKeys::credentials);
    }

    private static Credentials credentials(Resources resources) {
        var identity = bounded(resources, 3);
        var key = bounded(resources, 5);
        return new Credentials.PreSharedKey(resources.read(3, () -> text(identity)), new Secret(key));
    }

    private static Bytes bounded(Resources resources, int resource) {
        var value = resources.octets(resource);
        if (value.size() > LONGEST) {
            throw resources.wrong(resource, "has " + value.size() + " octets; " + LONGEST + " are the most");
        }
        return value;
    }

    /** An identity travels as UTF-8 (RFC 4279, 5.1), so one that is not would be another on the wire. */
    private static String text(Bytes identity) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(identity.buffer()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is no UTF-8");
        }
    }
}
