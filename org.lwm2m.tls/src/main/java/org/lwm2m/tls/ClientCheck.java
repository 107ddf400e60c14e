package org.lwm2m.tls;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.lwm2m.api.security.Identity;
import org.lwm2m.tls.alert.Alert;
import org.lwm2m.tls.key.Purpose;

/**
 * Judges the certificates that a client shows to a server: whether they lead to an authority that the server trusts. For
 * whom the certificate may speak is another question, which a credential store answers.
 */
public final class ClientCheck {

    private final Clock clock;

    public ClientCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * Passes a good chain and says whose it is.
     *
     * @param anchors authorities, and single clients' certificates, which vouch for themselves only
     * @param shown the client's certificate first
     * @throws org.lwm2m.api.LwM2mException with an alert, if it isn't good
     */
    public Identity.Certificate check(List<X509Certificate> anchors, List<X509Certificate> shown) {
        var client = Shown.first(shown);
        var now = clock.instant();
        Shown.requireStrong(client);
        Shown.requireValid(client, now);
        if (anchors.isEmpty()) {
            throw Shown.refused(Alert.UNKNOWN_CA, "no authority for clients' certificates is configured");
        }
        if (!anchors.contains(client)) {
            new CertificatePath(CertificatePath.anchors(anchors), shown).validate(now);
        }
        Shown.requireFor(Purpose.CLIENT, client);
        return Shown.identity(client);
    }
}
