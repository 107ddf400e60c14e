package org.lwm2m.security.nosec;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Mode;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;
import org.osgi.service.component.annotations.Component;

/**
 * Security Mode 3: calls a server without proving anything. Keys that the account may hold are passed over (Core 1.2,
 * E.1), but a scheme that protects is refused, since whoever wrote it wanted more than this mode gives.
 */
@Component
@Mode("3")
public final class NoSec implements SecurityMode {

    private static final Set<String> PROTECTING = Set.of("coaps", "coaps+tcp", "coaps+ws", "mqtts", "https");

    @Override
    public CompletionStage<Credentials> credentials(SecurityAccount account, Credentials below) {
        var scheme = account.server().getScheme();
        if (scheme != null && PROTECTING.contains(scheme.toLowerCase(Locale.ROOT))) {
            return CompletableFuture.failedFuture(new LwM2mException(
                    Status.NOT_ACCEPTABLE,
                    account.server() + " asks for protection, security mode 3 has none; take another scheme or mode"));
        }
        return CompletableFuture.completedFuture(Credentials.NONE);
    }
}
