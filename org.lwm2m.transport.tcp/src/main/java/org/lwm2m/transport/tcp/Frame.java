package org.lwm2m.transport.tcp;

import java.nio.ByteBuffer;
import org.eclipse.californium.core.coap.Token;
import org.lwm2m.api.Bytes;

/**
 * One message as it is on the wire (RFC 8323, 3.2), without what is about its length.
 *
 * @param message the code, and what follows the token: the very form that OSCORE protects
 */
record Frame(Token token, Bytes message) {

    /** Lengths from which on they have one, two or four octets of their own. */
    private static final int ONE = 13;

    private static final int TWO = 269;
    private static final int FOUR = 65_805;

    int code() {
        return message.octet(0) & 0xff;
    }

    /** Whether it is about the connection itself: 7.01 to 7.31. */
    boolean isSignal() {
        return code() >> 5 == 7;
    }

    /** With its token, saying something else. */
    Frame with(Bytes other) {
        return new Frame(token, other);
    }

    /** How many octets it has on the wire. */
    int size() {
        var body = (int) message.size() - 1;
        return 1 + extension(body) + 1 + token.length() + body;
    }

    byte[] octets() {
        var body = (int) message.size() - 1;
        var buffer = ByteBuffer.allocate(size());
        switch (extension(body)) {
            case 0 -> buffer.put(first(body));
            case 1 -> buffer.put(first(ONE)).put((byte) (body - ONE));
            case 2 -> buffer.put(first(ONE + 1)).putShort((short) (body - TWO));
            default -> buffer.put(first(ONE + 2)).putInt(body - FOUR);
        }
        var content = message.buffer();
        return buffer.put(content.get()).put(token.getBytes()).put(content).array();
    }

    private byte first(int length) {
        return (byte) (length << 4 | token.length());
    }

    private static int extension(int body) {
        return body < ONE ? 0 : body < TWO ? 1 : body < FOUR ? 2 : 4;
    }

    /** What the first octets of a frame say: how many follow them, if they are all there. */
    record Header(int size, long body, int token) {

        private static final int MOST_OF_TOKEN = 8;

        /** The octets of the whole frame. */
        long total() {
            return size + 1L + token + body;
        }

        boolean malformed() {
            return token > MOST_OF_TOKEN;
        }

        /** @return null if more octets are needed to tell */
        static Header of(byte[] octets, int from, int to) {
            if (from == to) {
                return null;
            }
            var length = (octets[from] & 0xff) >> 4;
            var token = octets[from] & 0x0f;
            var extension = length < ONE ? 0 : 1 << length - ONE;
            if (to - from < 1 + extension) {
                return null;
            }
            long body = 0;
            for (var i = 1; i <= extension; i++) {
                body = body << 8 | octets[from + i] & 0xff;
            }
            body += switch (extension) {
                case 0 -> length;
                case 1 -> ONE;
                case 2 -> TWO;
                default -> FOUR;
            };
            return new Header(1 + extension, body, token);
        }
    }
}
