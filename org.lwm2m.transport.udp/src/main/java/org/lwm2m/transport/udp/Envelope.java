package org.lwm2m.transport.udp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.RawData;
import org.lwm2m.api.Bytes;

/**
 * What a datagram says, apart from how it is sent: code and what follows the token on one side, type, message id and token
 * on the other.
 */
final class Envelope {

    private static final int HEADER = 4;
    private static final int CODE = 1;

    private Envelope() {}

    static Bytes content(byte[] datagram) {
        var from = content(datagram[0]);
        var content = ByteBuffer.allocate(1 + datagram.length - from);
        content.put(datagram[CODE]).put(datagram, from, datagram.length - from);
        return Bytes.wrap(content.array());
    }

    /** The same datagram, saying something else. */
    static byte[] with(byte[] datagram, Bytes content) {
        var from = content(datagram[0]);
        var whole = Arrays.copyOf(datagram, from + (int) content.size() - 1);
        whole[CODE] = (byte) content.octet(0);
        content.slice(1, content.size() - 1).buffer().get(whole, from, whole.length - from);
        return whole;
    }

    static Message open(byte[] datagram, Bytes content, EndpointContext from) throws Datagrams.Malformed {
        return Datagrams.read(RawData.inbound(with(datagram, content), from, false, 0, from.getPeerAddress()));
    }

    private static int content(byte first) {
        return HEADER + (first & 0x0f);
    }
}
