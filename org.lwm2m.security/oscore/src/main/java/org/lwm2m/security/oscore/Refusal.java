package org.lwm2m.security.oscore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.lwm2m.api.Bytes;

/** The errors that are answered without protection (RFC 8613, 8.2). */
enum Refusal {
    NO_COSE(CoapBytes.BAD_OPTION, "Failed to decode COSE"),
    NO_CONTEXT(CoapBytes.UNAUTHORIZED, "Security context not found"),
    REPLAYED(CoapBytes.UNAUTHORIZED, "Replay detected"),
    NOT_OPENED(CoapBytes.BAD_REQUEST, "Decryption failed");

    private final int code;
    private final String words;

    Refusal(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** With Max-Age 0, so that no proxy keeps it. */
    Bytes message() {
        return Bytes.wrap(new CoapBytes(code, List.of(), words.getBytes(UTF_8))
                .with(CoapBytes.MAX_AGE)
                .write());
    }

    String words() {
        return words;
    }

    static CoapBytes of(int code) {
        return new CoapBytes(code, List.of(), new byte[0]);
    }
}
