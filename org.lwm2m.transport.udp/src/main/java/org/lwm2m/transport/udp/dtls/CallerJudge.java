package org.lwm2m.transport.udp.dtls;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.tls.ClientCheck;
import org.lwm2m.tls.alert.Alert;

/** Decides on callers: a chain has to lead to an anchor of ours, and the store has to know whose key it is. */
final class CallerJudge extends Judge {

    private static final List<CertificateType> BOTH = List.of(CertificateType.X_509, CertificateType.RAW_PUBLIC_KEY);

    /** How much of a key tells it from others, to people. */
    private static final int DIGITS = 16;

    private final CredentialStore callers;
    private final ClientCheck check;

    CallerJudge(CredentialStore callers, Clock clock) {
        this.callers = callers;
        this.check = new ClientCheck(clock);
    }

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
        return BOTH;
    }

    @Override
    CompletionStage<Identity> key(PublicKey key, Identity.RawPublicKey claimed) {
        return known(claimed);
    }

    @Override
    CompletionStage<Identity> chain(List<X509Certificate> chain) {
        return known(check.check(Trusted.anchors(callers).orElse(List.of()), chain));
    }

    @Override
    Optional<BooleanSupplier> later(List<X509Certificate> chain) {
        return Optional.of(new Trusted(callers, check, chain));
    }

    private CompletionStage<Identity> known(Identity claimed) {
        return Asked.of(callers, claimed).thenApply(caller -> caller.map(CredentialStore.Caller::credentials)
                .filter(Credentials.POSSESSION::equals)
                .map(proof -> claimed)
                .orElseThrow(() -> refused(Alert.ACCESS_DENIED, "unknown caller " + name(claimed))));
    }

    private static String name(Identity claimed) {
        return claimed instanceof Identity.Certificate certificate
                ? "\"" + certificate.name() + "\""
                : Optional.of(claimed)
                        .map(Identity.RawPublicKey.class::cast)
                        .map(key -> "with the raw public key …" + end(key.key().hex()))
                        .orElseThrow();
    }

    /** It begins with what kind of key it is, the same for all of them. */
    private static String end(String hex) {
        return hex.substring(Math.max(0, hex.length() - DIGITS));
    }
}
