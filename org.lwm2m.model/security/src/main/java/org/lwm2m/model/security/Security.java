package org.lwm2m.model.security;

import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /0: what a client needs to know to reach and trust one server (Core 1.2, E.1).
 * <p>
 * Only the bootstrap interface may touch it. An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 0, version = "1.2", name = "LWM2M Security", enabler = "1.1", mandatory = true)
public interface Security {

    /** Where the server is, such as {@code coaps://example.org:5684}. */
    @Resource(value = 0, name = "LWM2M Server URI", range = "0..255", bootstrapOnly = true)
    String serverUri();

    /** Whether this is the account of a bootstrap server. */
    @Resource(value = 1, name = "Bootstrap-Server", bootstrapOnly = true)
    boolean bootstrapServer();

    /** 0 pre-shared key, 1 raw public key, 2 certificate, 3 none, 4 certificate by EST. */
    @Resource(value = 2, range = "0..4", bootstrapOnly = true)
    int securityMode();

    /** The client's: the identity of its pre-shared key, its public key or its certificate. */
    @Resource(value = 3, name = "Public Key or Identity", bootstrapOnly = true)
    Bytes publicKeyOrIdentity();

    /** What the server's key or certificate must be, read as {@link #matchingType} and {@link #certificateUsage} tell. */
    @Resource(value = 4, bootstrapOnly = true)
    Bytes serverPublicKey();

    /** The pre-shared key, or the private key as PKCS #8. */
    @Resource(value = 5, bootstrapOnly = true)
    Bytes secretKey();

    /** 1 DTLS, 2 secured packets by the smartcard, 3 none. */
    @Resource(value = 6, name = "SMS Security Mode", range = "0..255", bootstrapOnly = true)
    default int smsSecurityMode() {
        throw new Absent();
    }

    /** KIc, KID, SPI and TAR. */
    @Resource(value = 7, name = "SMS Binding Key Parameters", range = "6", bootstrapOnly = true)
    default Bytes smsBindingKeyParameters() {
        throw new Absent();
    }

    @Resource(value = 8, name = "SMS Binding Secret Key(s)", range = "16,32,48", bootstrapOnly = true)
    default Bytes smsBindingSecretKeys() {
        throw new Absent();
    }

    /** The only number to accept SMS from. */
    @Resource(value = 9, name = "LwM2M Server SMS Number", bootstrapOnly = true)
    default String serverSmsNumber() {
        throw new Absent();
    }

    /** Pairs this with the instance of /1 of the same number; absent for a bootstrap server. */
    @Resource(value = 10, name = "Short Server ID", range = "1..65534", bootstrapOnly = true)
    default int shortServerId() {
        throw new Absent();
    }

    /** How long to wait before a bootstrap that the client begins. */
    @Resource(value = 11, units = "s", bootstrapOnly = true)
    default long clientHoldOffTime() {
        throw new Absent();
    }

    /** When the account of the bootstrap server is to be dropped; 0 for never. */
    @Resource(value = 12, name = "Bootstrap-Server Account Timeout", units = "s", bootstrapOnly = true)
    default long bootstrapServerAccountTimeout() {
        throw new Absent();
    }

    /** What {@link #serverPublicKey} holds: 0 the thing itself, 1 to 3 its SHA-256, -384 or -512. */
    @Resource(value = 13, type = ResourceType.UNSIGNED, range = "0..3", bootstrapOnly = true)
    default int matchingType() {
        throw new Absent();
    }

    /** The name that the handshake asks for, instead of the URI's host. */
    @Resource(value = 14, name = "SNI", bootstrapOnly = true)
    default String sni() {
        throw new Absent();
    }

    /** 0 CA constraint, 1 service certificate constraint, 2 trust anchor assertion, 3 domain-issued certificate. */
    @Resource(value = 15, type = ResourceType.UNSIGNED, range = "0..3", bootstrapOnly = true)
    default int certificateUsage() {
        throw new Absent();
    }

    /** The suites to offer, each by its number at IANA. */
    @Resource(value = 16, name = "DTLS/TLS Ciphersuite", type = ResourceType.UNSIGNED, bootstrapOnly = true)
    default Map<Integer, Integer> ciphersuite() {
        throw new Absent();
    }

    /** The instance of /21 that protects what goes to this server. */
    @Resource(value = 17, name = "OSCORE Security Mode", bootstrapOnly = true)
    default Value.ObjectLink oscoreSecurityMode() {
        throw new Absent();
    }

    /** TLS groups by their number (RFC 8446), the preferred first. */
    @Resource(
            value = 18,
            name = "Groups To Use by Client",
            type = ResourceType.UNSIGNED,
            range = "0..65535",
            bootstrapOnly = true)
    default Map<Integer, Integer> groupsToUseByClient() {
        throw new Absent();
    }

    /** By their numbers (RFC 8446), as all signature algorithms here. */
    @Resource(
            value = 19,
            name = "Signature Algorithms Supported by Server",
            type = ResourceType.UNSIGNED,
            range = "0..65535",
            bootstrapOnly = true)
    default Map<Integer, Integer> signatureAlgorithmsSupportedByServer() {
        throw new Absent();
    }

    /** The preferred first. */
    @Resource(
            value = 20,
            name = "Signature Algorithms To Use by Client",
            type = ResourceType.UNSIGNED,
            range = "0..65535",
            bootstrapOnly = true)
    default Map<Integer, Integer> signatureAlgorithmsToUseByClient() {
        throw new Absent();
    }

    /** Those of certificates. */
    @Resource(
            value = 21,
            name = "Signature Algorithm Certs Supported by Server",
            type = ResourceType.UNSIGNED,
            range = "0..65535",
            bootstrapOnly = true)
    default Map<Integer, Integer> signatureAlgorithmCertsSupportedByServer() {
        throw new Absent();
    }

    /** Bits: 0 plain PSK, 1 0-RTT, 2 PSK with forward secrecy, 3 certificates. */
    @Resource(
            value = 22,
            name = "TLS 1.3 Features To Use by Client",
            type = ResourceType.UNSIGNED,
            range = "0..65535",
            bootstrapOnly = true)
    default int tls13FeaturesToUseByClient() {
        throw new Absent();
    }

    /** Bits: 0 SNI, 1 maximum fragment length, 2 certificate status, 12 connection id, and others (Core 1.2, E.1). */
    @Resource(
            value = 23,
            name = "TLS Extensions Supported by Server",
            type = ResourceType.UNSIGNED,
            range = "0..65535",
            bootstrapOnly = true)
    default int tlsExtensionsSupportedByServer() {
        throw new Absent();
    }

    /** The same bits. */
    @Resource(
            value = 24,
            name = "TLS Extensions To Use by Client",
            type = ResourceType.UNSIGNED,
            range = "0..65535",
            bootstrapOnly = true)
    default int tlsExtensionsToUseByClient() {
        throw new Absent();
    }

    /** More addresses of the same server, good for the same credentials. */
    @Resource(value = 25, name = "Secondary LwM2M Server URI", range = "0..255", bootstrapOnly = true)
    default Map<Integer, String> secondaryServerUri() {
        throw new Absent();
    }

    /** The instance of /24, for {@code mqtt} and {@code mqtts} addresses. */
    @Resource(value = 26, name = "MQTT Server", bootstrapOnly = true)
    default Value.ObjectLink mqttServer() {
        throw new Absent();
    }

    /** Instances of /23. */
    @Resource(value = 27, name = "LwM2M COSE Security", bootstrapOnly = true)
    default Map<Integer, Value.ObjectLink> coseSecurity() {
        throw new Absent();
    }

    @Resource(value = 28, name = "RDS Destination Port", range = "0..15", bootstrapOnly = true)
    default int rdsDestinationPort() {
        throw new Absent();
    }

    @Resource(value = 29, name = "RDS Source Port", range = "0..15", bootstrapOnly = true)
    default int rdsSourcePort() {
        throw new Absent();
    }

    @Resource(value = 30, name = "RDS Application ID", bootstrapOnly = true)
    default String rdsApplicationId() {
        throw new Absent();
    }
}
