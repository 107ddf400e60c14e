package org.lwm2m.transport.udp;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Token;

/** The first octets of a datagram, for when the rest is not to be read (RFC 7252, 3). */
record Header(boolean confirmable, int code, int mid, Token token) {

    private static final int LENGTH = 4;
    private static final int CON_OF_VERSION_1 = 0x40;

    /** Empty for what is too short, of another version, or has a token of more than eight octets. */
    static Optional<Header> of(byte[] datagram) {
        if (datagram.length < LENGTH || (datagram[0] & 0xc0) != CON_OF_VERSION_1) {
            return Optional.empty();
        }
        var token = datagram[0] & 0x0f;
        if (token > 8) {
            return Optional.empty();
        }
        // A token that is cut off makes no difference: then there is nothing to answer but RST.
        var end = Math.min(datagram.length, LENGTH + token);
        return Optional.of(new Header(
                (datagram[0] & 0xf0) == CON_OF_VERSION_1,
                datagram[1] & 0xff,
                (datagram[2] & 0xff) << 8 | datagram[3] & 0xff,
                new Token(Arrays.copyOfRange(datagram, LENGTH, end))));
    }

    boolean isRequest() {
        return CoAP.isRequest(code);
    }
}
