package org.lwm2m.tls;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.tls.alert.Alert;
import org.lwm2m.tls.key.Purpose;

/**
 * Judges the certificates that a server shows to a client, by what the client's account says of them (Core 1.2, E.1;
 * Transport 1.2, 5.2.8). A certificate that isn't good fails with an {@link org.lwm2m.api.LwM2mException} that has the
 * alert to send and the reason.
 */
public final class ServerCheck {

    private final Clock clock;

    public ServerCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * Passes a good chain and says whose it is.
     *
     * @param ours with what the account expects; its own chain does not matter here
     * @param shown the server's certificate first
     * @param name the host of the server's URI or what stands in for it, {@link ReferenceName}
     * @throws org.lwm2m.api.LwM2mException with an alert, if it isn't good
     */
    public Identity.Certificate check(Credentials.Certificates ours, List<X509Certificate> shown, String name) {
        var server = Shown.first(shown);
        var now = clock.instant();
        Shown.requireStrong(server);
        // Transport 1.2, "Certificate Expiry", excepts no usage: not even a certificate that the account itself holds.
        Shown.requireValid(server, now);
        var expected = new Expected(ours.matching(), ours.expected());
        var same = expected.matches(server);
        switch (ours.usage()) {
            case DOMAIN_ISSUED -> require(same);
            case SERVICE_CERTIFICATE_CONSTRAINT -> {
                require(same);
                trusted(ours, shown, List.of());
            }
            case CA_CONSTRAINT -> constrain(trusted(ours, shown, expected.certificates()), expected);
            case TRUST_ANCHOR_ASSERTION -> {
                if (!same) {
                    path(expected.anchors(shown), shown).validate(now);
                    Shown.requireFor(Purpose.SERVER, server);
                }
            }
        }
        if (!same) {
            HostName.require(server, name);
        }
        return Shown.identity(server);
    }

    private List<X509Certificate> trusted(
            Credentials.Certificates ours, List<X509Certificate> shown, List<X509Certificate> besides) {
        if (ours.anchors().isEmpty()) {
            throw Shown.refused(
                    Alert.UNKNOWN_CA,
                    "certificate usage " + ours.usage().ordinal()
                            + " needs a trust store and none is configured; see the README of the x509 bundle");
        }
        var all = new ArrayList<>(shown);
        all.addAll(besides);
        var whole = path(CertificatePath.anchors(ours.anchors()), all).validate(clock.instant());
        Shown.requireFor(Purpose.SERVER, shown.get(0));
        return whole;
    }

    private static CertificatePath path(Set<TrustAnchor> anchors, List<X509Certificate> shown) {
        return new CertificatePath(anchors, shown);
    }

    private static void constrain(List<X509Certificate> path, Expected expected) {
        if (path.stream().noneMatch(expected::matches)) {
            throw Shown.refused(
                    Alert.UNKNOWN_CA,
                    "its path is good, but does not lead over the authority in the account (certificate usage 0): "
                            + Shown.names(path));
        }
    }

    private static void require(boolean same) {
        if (!same) {
            throw Shown.refused(Alert.BAD_CERTIFICATE, "the server's certificate is not the one in the account");
        }
    }
}
