package org.lwm2m.transport.udp.dtls;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.ExtendedMasterSecretMode;
import org.eclipse.californium.scandium.dtls.InMemoryReadWriteLockConnectionStore;
import org.eclipse.californium.scandium.dtls.MaxFragmentLengthExtension;
import org.eclipse.californium.scandium.dtls.ResumptionSupportingConnectionStore;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite.CertificateKeyAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connectors that listen and that call: what DTLS is like here (RFC 7925, Transport 1.2, 5.2). */
public final class Setup {

    private static final Logger LOG = LoggerFactory.getLogger(Setup.class);

    private static final List<CipherSuite> CALLING_PSK = List.of(CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
    private static final List<CipherSuite> CALLING_KEY = List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);

    /** Those that a server must have, and between them such as are as good and seen in the field. */
    private static final List<CipherSuite> LISTENING = List.of(
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
            CipherSuite.TLS_PSK_WITH_AES_128_CCM_8,
            CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_PSK_WITH_AES_128_CCM,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
            CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256);

    private static final List<SupportedGroup> GROUPS = List.of(SupportedGroup.secp256r1, SupportedGroup.secp384r1);
    private static final List<SignatureAndHashAlgorithm> SIGNATURES = List.of(
            SignatureAndHashAlgorithm.SHA256_WITH_ECDSA,
            SignatureAndHashAlgorithm.SHA384_WITH_ECDSA,
            SignatureAndHashAlgorithm.SHA256_WITH_RSA);

    /** A connector that calls has one session; the other is its next one. */
    private static final int OWN_SESSIONS = 4;

    /** Room for a block of 1024 octets and its options. */
    private static final int RECORD = 2048;

    private final DtlsSettings settings;
    private final Clock clock;

    public Setup(DtlsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Answers handshakes of those that {@code callers} knows; begins none. */
    public SecuredConnector listening(SecuredConnector.Ground ground, CredentialStore callers) {
        var hellos = new Hellos(settings.handshakes());
        var store = store(settings.sessions(), settings.stale());
        var builder = base(DtlsRole.SERVER_ONLY, GROUPS, SIGNATURES)
                .set(DtlsConfig.DTLS_DEFAULT_HANDSHAKE_MODE, DtlsEndpointContext.HANDSHAKE_MODE_NONE)
                .set(DtlsConfig.DTLS_MAX_CONNECTIONS, settings.sessions())
                .set(DtlsConfig.DTLS_CIPHER_SUITES, LISTENING)
                .setAdvancedPskStore(new CallerKeys(callers))
                .setAdvancedCertificateVerifier(new CallerJudge(callers, clock))
                .setCertificateIdentityProvider(new Shows(
                        () -> Own.key(callers),
                        () -> Own.certificates(callers),
                        handshake -> hellos.wantKey(store.get(handshake).getPeerAddress())));
        if (settings.cid() > 0) {
            builder.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, settings.cid());
        }
        return connector(ground, builder, store, settings.handshakes(), Optional.of(hellos));
    }

    /** Calls one server with one kind of keys, and as its account says besides. */
    public SecuredConnector calling(SecuredConnector.Ground ground, Peer peer) {
        var wishes = new Wishes(peer.settings());
        var credentials = peer.credentials();
        DtlsConnectorConfig.Builder builder;
        if (credentials instanceof Credentials.PreSharedKey key) {
            builder = base(DtlsRole.CLIENT_ONLY, List.of(), List.of())
                    .setAdvancedPskStore(new ServerKey(key))
                    .set(DtlsConfig.DTLS_CIPHER_SUITES, wishes.suites(CALLING_PSK, true));
        } else if (credentials instanceof Credentials.RawPublicKey || credentials instanceof Credentials.Certificates) {
            builder = base(DtlsRole.CLIENT_ONLY, wishes.groups(GROUPS), wishes.signatures(SIGNATURES))
                    .setAdvancedCertificateVerifier(new ServerJudge(peer, clock))
                    .setCertificateIdentityProvider(Shows.only(credentials))
                    .set(DtlsConfig.DTLS_CIPHER_SUITES, wishes.suites(CALLING_KEY, false));
        } else {
            throw new LwM2mException(
                    Status.NOT_IMPLEMENTED,
                    "DTLS has no use for " + credentials.getClass().getSimpleName());
        }
        builder.set(DtlsConfig.DTLS_MAX_CONNECTIONS, OWN_SESSIONS);
        if (credentials instanceof Credentials.Certificates ours) {
            wishes.check(ours.chain());
        }
        wishes.unmet().ifPresent(what -> LOG.info("{} goes with DTLS 1.2, without {}", peer.uri(), what));
        builder.set(DtlsConfig.DTLS_USE_SERVER_NAME_INDICATION, wishes.sni());
        if (wishes.fragmentLength()) {
            builder.set(DtlsConfig.DTLS_MAX_FRAGMENT_LENGTH, MaxFragmentLengthExtension.Length.BYTES_2048);
        }
        if (wishes.recordSize()) {
            builder.set(DtlsConfig.DTLS_RECORD_SIZE_LIMIT, RECORD);
        }
        if (wishes.cid() && settings.cid() > 0) {
            builder.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0); // We have one peer, and know its messages by that.
        }
        return connector(ground, builder, store(OWN_SESSIONS, Duration.ofSeconds(1)), OWN_SESSIONS, Optional.empty());
    }

    @SuppressWarnings("deprecation") // A resumption without a cookie would be as good for floods as any other.
    private DtlsConnectorConfig.Builder base(
            DtlsRole role, List<SupportedGroup> groups, List<SignatureAndHashAlgorithm> signatures) {
        var configuration = new Configuration(SystemConfig.DEFINITIONS, DtlsConfig.DEFINITIONS);
        if (!groups.isEmpty()) {
            configuration.set(DtlsConfig.DTLS_CURVES, groups);
            configuration.set(DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS, signatures);
            configuration.set(DtlsConfig.DTLS_CERTIFICATE_KEY_ALGORITHMS, List.of(CertificateKeyAlgorithm.EC));
        }
        return DtlsConnectorConfig.builder(configuration)
                .set(SystemConfig.HEALTH_STATUS_INTERVAL, 0, TimeUnit.SECONDS)
                .set(DtlsConfig.DTLS_ROLE, role)
                .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 0)
                .set(DtlsConfig.DTLS_MAX_TRANSMISSION_UNIT, settings.datagram())
                .set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, settings.retransmissions())
                .set(DtlsConfig.DTLS_EXTENDED_MASTER_SECRET_MODE, ExtendedMasterSecretMode.ENABLED)
                .set(DtlsConfig.DTLS_USE_SERVER_NAME_INDICATION, true)
                .set(DtlsConfig.DTLS_USE_HELLO_VERIFY_REQUEST, true)
                .set(DtlsConfig.DTLS_VERIFY_PEERS_ON_RESUMPTION_THRESHOLD, 0)
                .set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false)
                .set(DtlsConfig.DTLS_RECOMMENDED_SIGNATURE_AND_HASH_ALGORITHMS_ONLY, false)
                .set(DtlsConfig.DTLS_REMOVE_STALE_DOUBLE_PRINCIPALS, false)
                .setApplicationLevelInfoSupplier(Association.supplier());
    }

    private static ResumptionSupportingConnectionStore store(int sessions, Duration stale) {
        return new InMemoryReadWriteLockConnectionStore(sessions, stale.toSeconds(), null, false);
    }

    /** @param hellos of those who call, if it listens */
    private SecuredConnector connector(
            SecuredConnector.Ground ground,
            DtlsConnectorConfig.Builder builder,
            ResumptionSupportingConnectionStore store,
            int handshakes,
            Optional<Hellos> hellos) {
        var watch = new Watch(ground.loop(), clock, handshakes, hellos.isPresent());
        var config = builder.setAddress(ground.wire().getAddress())
                .setSessionListener(watch)
                .setConnectionListener(watch)
                .build();
        return new SecuredConnector(
                ground, config, store, watch, (from, datagram) -> hellos.ifPresent(each -> each.see(from, datagram)));
    }
}
