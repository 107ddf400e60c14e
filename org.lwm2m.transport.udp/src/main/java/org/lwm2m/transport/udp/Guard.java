package org.lwm2m.transport.udp;

import org.eclipse.californium.core.coap.Token;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.MessageProtection;
import org.lwm2m.api.security.MessageProtection.Exchange;

/** Protects requests to one peer (OSCORE). */
record Guard(MessageProtection protection, Credentials.Oscore credentials) {

    /** Begins a request of which this is the datagram. */
    Exchange call(Token token, byte[] datagram) {
        return protection.call(credentials, Bytes.wrap(token.getBytes()), Envelope.content(datagram));
    }
}
