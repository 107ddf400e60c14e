package org.lwm2m.api;

/** How a request ended, by CoAP code times hundred: 205 is 2.05. MQTT uses the same numbers. */
public enum Status {

    /** No answer at all, where the specification says to ignore; see {@code Response.SILENCE}. */
    NONE(0),
    CREATED(201),
    DELETED(202),
    VALID(203),
    CHANGED(204),
    CONTENT(205),
    CONTINUE(231),
    BAD_REQUEST(400),
    UNAUTHORIZED(401),
    BAD_OPTION(402),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    REQUEST_INCOMPLETE(408),
    CONFLICT(409),
    PRECONDITION_FAILED(412),
    TOO_LARGE(413),
    UNSUPPORTED_FORMAT(415),
    UNPROCESSABLE(422),
    TOO_MANY_REQUESTS(429),
    INTERNAL_ERROR(500),
    NOT_IMPLEMENTED(501),
    BAD_GATEWAY(502),
    /** The peer is overloaded, or there is no way to it at present. */
    UNAVAILABLE(503),
    /** No answer came in time. */
    TIMEOUT(504),
    PROXYING_NOT_SUPPORTED(505);

    private static final Status[] ALL = values();

    private final int code;

    Status(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public boolean success() {
        return code / 100 == 2;
    }

    /** The status of this code; an unknown one counts as the x.00 of its class (RFC 7252, 5.9). */
    public static Status of(int code) {
        for (var status : ALL) {
            if (status.code == code) {
                return status;
            }
        }
        return code / 100 == 2 ? CHANGED : code / 100 == 4 ? BAD_REQUEST : INTERNAL_ERROR;
    }

    @Override
    public String toString() {
        return "%d.%02d %s"
                .formatted(code / 100, code % 100, name().toLowerCase().replace('_', ' '));
    }
}
