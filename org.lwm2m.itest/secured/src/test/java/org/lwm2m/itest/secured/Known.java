package org.lwm2m.itest.secured;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/** A server's keys, and one client's of each kind, which may register these names; none for any. */
record Known(Keys keys, List<String> endpoints) implements CredentialStore {

    Known(Keys keys) {
        this(keys, List.of());
    }

    @Override
    public CompletionStage<Optional<Caller>> find(Identity claimed) {
        return CompletableFuture.completedFuture(proof(claimed).map(proof -> new Caller(proof, endpoints)));
    }

    private Optional<Credentials> proof(Identity claimed) {
        if (claimed.equals(new Identity.Psk(Keys.IDENTITY))) {
            return Optional.of(Keys.PSK);
        }
        var named = claimed instanceof Identity.Certificate certificate
                && certificate.name().equals("urn:dev:1");
        return named || claimed.equals(keys.rawPublicKey()) ? Optional.of(Credentials.POSSESSION) : Optional.empty();
    }

    @Override
    public List<Credentials> own() {
        return keys.ofServer();
    }
}
