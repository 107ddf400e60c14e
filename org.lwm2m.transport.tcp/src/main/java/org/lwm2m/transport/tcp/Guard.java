package org.lwm2m.transport.tcp;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.MessageProtection;
import org.lwm2m.api.security.MessageProtection.Exchange;

/** Protects requests to one peer (OSCORE). */
record Guard(MessageProtection protection, Credentials.Oscore credentials) {

    /** Begins a request of which this is the frame. */
    Exchange call(Frame frame) {
        return protection.call(credentials, Bytes.wrap(frame.token().getBytes()), frame.message());
    }
}
