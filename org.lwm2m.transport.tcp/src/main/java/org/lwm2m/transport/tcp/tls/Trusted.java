package org.lwm2m.transport.tcp.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.tls.ClientCheck;

/** Whether a chain that was good is so now. It is judged again only where an authority has gone. */
final class Trusted implements BooleanSupplier {

    private final Asking callers;
    private final ClientCheck check;
    private final List<X509Certificate> chain;
    private volatile List<X509Certificate> judgedBy;

    Trusted(Asking callers, ClientCheck check, List<X509Certificate> chain) {
        this.callers = callers;
        this.check = check;
        this.chain = chain;
        this.judgedBy = anchors(callers).orElse(List.of());
    }

    static Optional<List<X509Certificate>> anchors(Asking callers) {
        return callers.certificates().map(Credentials.Certificates::anchors);
    }

    /** While no store tells of authorities, as one that is being replaced, nobody has lost their trust. */
    @Override
    public boolean getAsBoolean() {
        var now = anchors(callers).orElse(judgedBy);
        if (now == judgedBy || now.containsAll(judgedBy)) {
            return true;
        }
        try {
            check.check(now, chain);
            judgedBy = now;
            return true;
        } catch (LwM2mException e) {
            return false;
        }
    }
}
