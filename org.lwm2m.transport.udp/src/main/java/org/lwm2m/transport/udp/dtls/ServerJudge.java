package org.lwm2m.transport.udp.dtls;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.tls.ReferenceName;
import org.lwm2m.tls.ServerCheck;
import org.lwm2m.tls.alert.Alert;

/** Decides on the server that we call, by what its account says; a key where it says key, a chain where it says chain. */
final class ServerJudge extends Judge {

    private final Peer peer;
    private final ServerCheck check;

    ServerJudge(Peer peer, Clock clock) {
        this.peer = peer;
        this.check = new ServerCheck(clock);
    }

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
        return List.of(
                peer.credentials() instanceof Credentials.RawPublicKey
                        ? CertificateType.RAW_PUBLIC_KEY
                        : CertificateType.X_509);
    }

    @Override
    CompletionStage<Identity> key(PublicKey key, Identity.RawPublicKey claimed) {
        if (peer.credentials() instanceof Credentials.RawPublicKey ours
                && ours.peer().filter(key::equals).isPresent()) {
            return CompletableFuture.completedStage(claimed);
        }
        throw refused(Alert.BAD_CERTIFICATE, "the server's public key is not the one in the account");
    }

    @Override
    CompletionStage<? extends Identity> chain(List<X509Certificate> chain) {
        if (peer.credentials() instanceof Credentials.Certificates ours) {
            return CompletableFuture.completedStage(check.check(ours, chain, ReferenceName.of(peer)));
        }
        throw refused(Alert.UNSUPPORTED_CERTIFICATE, "the server shows a certificate, the account has a key");
    }
}
