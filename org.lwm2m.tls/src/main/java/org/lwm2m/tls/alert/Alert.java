package org.lwm2m.tls.alert;

import static org.lwm2m.tls.alert.Recovery.FAIL;
import static org.lwm2m.tls.alert.Recovery.IGNORE;
import static org.lwm2m.tls.alert.Recovery.RETRY;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The alerts that Transport 1.2, 5.2.9 tells what to do about, in the order of its table. */
public enum Alert {
    CLOSE_NOTIFY(0, RETRY),
    UNEXPECTED_MESSAGE(10, RETRY),
    BAD_RECORD_MAC(20, RETRY),
    DECRYPTION_FAILED(21, RETRY),
    RECORD_OVERFLOW(22, RETRY),
    DECOMPRESSION_FAILURE(30, IGNORE),
    HANDSHAKE_FAILURE(40, RETRY),
    NO_CERTIFICATE(41, IGNORE),
    BAD_CERTIFICATE(42, FAIL),
    UNSUPPORTED_CERTIFICATE(43, FAIL),
    CERTIFICATE_REVOKED(44, FAIL),
    CERTIFICATE_EXPIRED(45, FAIL),
    CERTIFICATE_UNKNOWN(46, FAIL),
    ILLEGAL_PARAMETER(47, RETRY),
    UNKNOWN_CA(48, FAIL),
    ACCESS_DENIED(49, FAIL),
    DECODE_ERROR(50, RETRY),
    DECRYPT_ERROR(51, RETRY),
    EXPORT_RESTRICTION(60, IGNORE),
    PROTOCOL_VERSION(70, RETRY),
    INSUFFICIENT_SECURITY(71, RETRY),
    INTERNAL_ERROR(80, RETRY),
    INAPPROPRIATE_FALLBACK(86, RETRY),
    USER_CANCELED(90, RETRY),
    NO_RENEGOTIATION(100, RETRY),
    UNSUPPORTED_EXTENSION(110, IGNORE),
    CERTIFICATE_UNOBTAINABLE(111, RETRY),
    UNRECOGNIZED_NAME(112, FAIL),
    BAD_CERTIFICATE_STATUS_RESPONSE(113, FAIL),
    BAD_CERTIFICATE_HASH_VALUE(114, FAIL),
    UNKNOWN_PSK_IDENTITY(115, FAIL);

    private final int number;
    private final Recovery recovery;

    Alert(int number, Recovery recovery) {
        this.number = number;
        this.recovery = recovery;
    }

    public int number() {
        return number;
    }

    public Recovery recovery() {
        return recovery;
    }

    public static Optional<Alert> of(int number) {
        return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
    }

    /** What to do about an alert of any number: of one that the table leaves out, nothing is lost by trying again. */
    public static Recovery recovery(int number) {
        return of(number).map(Alert::recovery).orElse(RETRY);
    }

    /** Its name as TLS has it, such as {@code unknown_ca (48)}; of one that is not known, its number. */
    public static String name(int number) {
        var name = of(number).map(each -> each.name().toLowerCase(Locale.ROOT) + " ");
        return name.isPresent() ? name.get() + "(" + number + ")" : "alert " + number;
    }
}
