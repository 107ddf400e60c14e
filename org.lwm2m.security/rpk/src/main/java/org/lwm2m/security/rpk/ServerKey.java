package org.lwm2m.security.rpk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.tls.key.BlankSignatures;
import org.lwm2m.tls.key.KeyFiles;
import org.lwm2m.tls.key.Keys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key pair that this server shows to clients that know it by its raw public key: none unless it is configured. */
@Component(configurationPid = ServerKey.PID)
@Designate(ocd = ServerKey.Config.class)
public final class ServerKey implements CredentialStore {

    static final String PID = "org.lwm2m.security.rpk";

    private static final Logger LOG = LoggerFactory.getLogger(ServerKey.class);

    @ObjectClassDefinition(
            name = "LwM2M raw public key",
            description = "The key pair of the server, for clients in security mode 1.")
    @interface Config {

        @AttributeDefinition(description = "File of the private key, PEM or DER; it may hold the public key as well")
        String server_key() default "";

        @AttributeDefinition(description = "File of the public key, PEM or DER, unless the other holds it")
        String server_public() default "";
    }

    private final List<Credentials> own;

    @Activate
    public ServerKey(Config config) {
        own = read(config).map(List::of).orElse(List.of());
        if (!own.isEmpty() && BlankSignatures.accepted()) {
            LOG.error(
                    "{}: this Java takes blank signatures for good ones (CVE-2022-21449), so that no key proves"
                            + " anything; take a newer one",
                    PID);
        }
    }

    /** Clients' keys are in other stores. */
    @Override
    public CompletionStage<Optional<Caller>> find(Identity claimed) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public List<Credentials> own() {
        return own;
    }

    private static Optional<Credentials> read(Config config) {
        if (config.server_key().isBlank()) {
            return Optional.empty();
        }
        var file = Path.of(config.server_key().strip());
        var other = config.server_public().isBlank()
                ? file
                : Path.of(config.server_public().strip());
        try {
            var secret = KeyFiles.named(file, () -> Keys.readPrivate(KeyFiles.read(file)));
            var open = KeyFiles.named(other, () -> Keys.readPublic(KeyFiles.read(other)));
            KeyFiles.requirePair(open, secret, other);
            return Optional.of(new Credentials.RawPublicKey(open, secret, Optional.empty()));
        } catch (IllegalArgumentException e) {
            LOG.error("{}: server.key: {}; this server has no raw public key", PID, e.getMessage());
            return Optional.empty();
        }
    }
}
