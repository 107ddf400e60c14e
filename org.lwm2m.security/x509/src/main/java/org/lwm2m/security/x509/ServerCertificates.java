package org.lwm2m.security.x509;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.tls.key.BlankSignatures;
import org.lwm2m.tls.key.KeyFiles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain that this server shows, and the endpoint names that clients' certificates stand for. Low in rank: a store
 * that knows a certificate by itself decides before this one.
 */
@Component(configurationPid = CertificateConfiguration.PID, property = "service.ranking:Integer=-100")
public final class ServerCertificates implements CredentialStore {

    private static final String PID = CertificateConfiguration.PID;
    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificates.class);

    private enum Names {
        CN,
        SAN,
        BOTH,
        NONE
    }

    private final Names names;
    private final List<Credentials> own;

    @Activate
    public ServerCertificates(CertificateConfiguration config) {
        names = names(config.names());
        own = read(config).map(List::of).orElse(List.of());
        if (!own.isEmpty() && BlankSignatures.accepted()) {
            LOG.error(
                    "{}: this Java takes blank signatures for good ones (CVE-2022-21449), so that no certificate"
                            + " proves anything; take a newer one",
                    PID);
        }
    }

    @Override
    public CompletionStage<Optional<Caller>> find(Identity claimed) {
        var allowed = claimed instanceof Identity.Certificate certificate ? endpoints(certificate) : List.<String>of();
        // No name is not any name: a certificate that names nobody is nobody's.
        return CompletableFuture.completedFuture(
                allowed.isEmpty() ? Optional.empty() : Optional.of(new Caller(Credentials.POSSESSION, allowed)));
    }

    @Override
    public List<Credentials> own() {
        return own;
    }

    private List<String> endpoints(Identity.Certificate certificate) {
        var found = new ArrayList<String>();
        if (names == Names.CN || names == Names.BOTH) {
            found.add(certificate.name());
        }
        if (names == Names.SAN || names == Names.BOTH) {
            found.addAll(certificate.alternatives());
        }
        return found.stream().filter(each -> !each.isBlank()).distinct().toList();
    }

    private static Optional<Credentials> read(CertificateConfiguration config) {
        if (config.server_certificate().isBlank()) {
            return Optional.empty();
        }
        try {
            var file = Path.of(config.server_certificate().strip());
            var key = config.server_key().isBlank()
                    ? file
                    : Path.of(config.server_key().strip());
            var chain = KeyFiles.chain(file, key, config._keystore_password());
            var anchors = TrustFiles.certificates("server.trust", config.server_trust(), config._keystore_password());
            return Optional.of(new Credentials.Certificates(
                    chain.certificates(),
                    chain.key(),
                    Credentials.Usage.TRUST_ANCHOR_ASSERTION,
                    Credentials.Matching.EXACT,
                    Bytes.EMPTY,
                    anchors));
        } catch (IllegalArgumentException e) {
            LOG.error("{}: server.certificate: {}; this server has no certificate", PID, e.getMessage());
            return Optional.empty();
        }
    }

    private static Names names(String word) {
        try {
            return Names.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            LOG.error("{}: names = {} is none of cn, san, both, none; no certificate names an endpoint", PID, word);
            return Names.NONE;
        }
    }
}
