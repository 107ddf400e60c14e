package org.lwm2m.security.x509;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Credentials.Matching;
import org.lwm2m.api.security.Credentials.Usage;
import org.lwm2m.api.security.Mode;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.tls.account.Resources;
import org.lwm2m.tls.key.Certificates;
import org.lwm2m.tls.key.Keys;
import org.lwm2m.tls.key.Pem;
import org.lwm2m.tls.key.Purpose;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Security Mode 2: calls a server with a certificate, and knows by which certificate or authority to trust it. Resource
 * 3 is our chain, 4 what to expect, 5 our key, 13 and 15 how to read resource 4 (Core 1.2, E.1).
 */
@Component(configurationPid = CertificateConfiguration.PID)
@Designate(ocd = CertificateConfiguration.class)
@Mode("2")
public final class CertificateMode implements SecurityMode {

    private static final int MATCHING = 13;
    private static final int USAGE = 15;

    private final List<X509Certificate> anchors;

    @Activate
    public CertificateMode(CertificateConfiguration config) {
        anchors = TrustFiles.certificates("trust", config.trust(), config._keystore_password());
    }

    @Override
    public CompletionStage<Credentials> credentials(SecurityAccount account, Credentials below) {
        return Resources.credentials(account, this::credentials);
    }

    private Credentials credentials(Resources resources) {
        var chain = resources.read(3, () -> Certificates.read(resources.octets(3)));
        var secret = resources.read(5, () -> Keys.readPrivate(resources.octets(5)));
        if (!Keys.belong(chain.get(0).getPublicKey(), secret)) {
            throw resources.wrong(5, "is not the private key of the first certificate in resource 3");
        }
        Purpose.CLIENT.objection(chain.get(0)).ifPresent(why -> {
            throw resources.wrong(3, "is a certificate that no server would take: " + why);
        });
        var usage = Usage.values()[resources.number(USAGE, Usage.DOMAIN_ISSUED.ordinal(), 3)];
        var byStore = usage == Usage.CA_CONSTRAINT || usage == Usage.SERVICE_CERTIFICATE_CONSTRAINT;
        if (byStore && anchors.isEmpty()) {
            throw resources.wrong(
                    USAGE,
                    "is " + usage.ordinal() + ", which needs a trust store: configure " + CertificateConfiguration.PID
                            + ", trust");
        }
        var matching = Matching.values()[resources.number(MATCHING, 0, 3)];
        var expected = resources.read(4, () -> expected(matching, resources.octets(4)));
        return new Credentials.Certificates(chain, secret, usage, matching, expected, byStore ? anchors : List.of());
    }

    private static Bytes expected(Matching matching, Bytes given) {
        if (matching == Matching.EXACT) {
            return der(given);
        }
        var size =
                switch (matching) {
                    case SHA_256 -> 32;
                    case SHA_384 -> 48;
                    default -> 64;
                };
        if (given.size() != size) {
            throw new IllegalArgumentException(
                    "with resource 13 = " + matching.ordinal() + " it has to be a hash of " + size + " octets");
        }
        return given;
    }

    /** A certificate or, in its place, a public key (Transport 1.2, "Certificate Usage Field"). */
    private static Bytes der(Bytes given) {
        var block = Pem.is(given) ? Pem.all(given).get(0).der() : given;
        try {
            Certificates.read(block);
        } catch (IllegalArgumentException noCertificate) {
            try {
                Keys.readPublic(block);
            } catch (IllegalArgumentException noKey) {
                throw new IllegalArgumentException("neither a certificate nor a public key", noCertificate);
            }
        }
        return block;
    }
}
