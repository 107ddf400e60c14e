package org.lwm2m.transport.udp.dtls;

import java.time.Clock;
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
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;

/** Makes connectors that listen and that call: what DTLS is like here (RFC 7925, Transport 1.2, 5.2). */
public final class Setup {

    private static final List<CipherSuite> CALLING_PSK = List.of(CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
    private static final List<CipherSuite> LISTENING = List.of(
            CipherSuite.TLS_PSK_WITH_AES_128_CCM_8,
            CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_PSK_WITH_AES_128_CCM,
            CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256);
    private static final List<SupportedGroup> GROUPS = List.of(SupportedGroup.secp256r1);
    private static final List<SignatureAndHashAlgorithm> SIGNATURES =
            List.of(SignatureAndHashAlgorithm.SHA256_WITH_ECDSA);

    /** A connector that calls has one session; the other is its next one. */
    private static final int OWN_SESSIONS = 4;

    private final DtlsSettings settings;

    public Setup(DtlsSettings settings) {
        this.settings = settings;
    }

    /** Answers handshakes of those that {@code callers} knows; begins none. */
    public SecuredConnector listening(SecuredConnector.Ground ground, CredentialStore callers) {
        var builder = base(DtlsRole.SERVER_ONLY)
                .set(DtlsConfig.DTLS_DEFAULT_HANDSHAKE_MODE, DtlsEndpointContext.HANDSHAKE_MODE_NONE)
                .set(DtlsConfig.DTLS_MAX_CONNECTIONS, settings.sessions())
                .set(
                        DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD,
                        settings.stale().toSeconds(),
                        TimeUnit.SECONDS)
                .setAdvancedPskStore(new CallerKeys(callers))
                .set(DtlsConfig.DTLS_CIPHER_SUITES, LISTENING);
        if (settings.cid() > 0) {
            builder.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, settings.cid());
        }
        return connector(ground, builder, settings.handshakes());
    }

    /**
     * Calls one server with one kind of keys.
     *
     * @param account what its account says besides
     */
    public SecuredConnector calling(SecuredConnector.Ground ground, Credentials credentials, List<Entry> account) {
        var wishes = new Wishes(account);
        var builder = base(DtlsRole.CLIENT_ONLY)
                .set(DtlsConfig.DTLS_MAX_CONNECTIONS, OWN_SESSIONS)
                .set(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, 1L, TimeUnit.SECONDS);
        if (wishes.cid() && settings.cid() > 0) {
            builder.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0); // We have one peer, and know its messages by that.
        }
        if (credentials instanceof Credentials.PreSharedKey key) {
            builder.setAdvancedPskStore(new ServerKey(key))
                    .set(DtlsConfig.DTLS_CIPHER_SUITES, wishes.suites(CALLING_PSK, true));
        } else {
            throw new LwM2mException(Status.NOT_IMPLEMENTED, "no DTLS with " + credentials + " here");
        }
        return connector(ground, builder, OWN_SESSIONS);
    }

    /** The name to ask the server at a host for. */
    public Optional<String> serverName(String host, List<Entry> account) {
        return new Wishes(account).serverName(host);
    }

    @SuppressWarnings("deprecation") // A resumption without a cookie would be as good for floods as any other.
    private DtlsConnectorConfig.Builder base(DtlsRole role) {
        var configuration = new Configuration(SystemConfig.DEFINITIONS, DtlsConfig.DEFINITIONS);
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
                .set(DtlsConfig.DTLS_REMOVE_STALE_DOUBLE_PRINCIPALS, false)
                .setApplicationLevelInfoSupplier(Association.supplier());
    }

    private SecuredConnector connector(
            SecuredConnector.Ground ground, DtlsConnectorConfig.Builder builder, int handshakes) {
        var watch = new Watch(ground.loop(), Clock.systemUTC(), handshakes);
        var config = builder.setAddress(ground.wire().getAddress())
                .setSessionListener(watch)
                .setConnectionListener(watch)
                .build();
        var store = new InMemoryReadWriteLockConnectionStore(
                config.get(DtlsConfig.DTLS_MAX_CONNECTIONS),
                config.get(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, TimeUnit.SECONDS),
                null,
                false);
        return new SecuredConnector(ground, config, store, watch);
    }
}
