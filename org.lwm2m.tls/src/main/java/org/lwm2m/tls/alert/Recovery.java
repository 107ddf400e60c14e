package org.lwm2m.tls.alert;

/** What a client makes of a handshake that failed with an alert (Transport 1.2, 5.2.9). */
public enum Recovery {
    /** It may have been for the moment: try again, as for a server that can't be reached. */
    RETRY,
    /** The client can't mend it by itself. */
    FAIL,
    /** It means nothing; a sound peer never sends it. */
    IGNORE
}
