package org.lwm2m.transport.udp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Handshake messages in the clear, in the records of a datagram, changed by who stands in between (RFC 6347, 4). */
final class Records {

    private static final int HEADER = 13;
    private static final int MESSAGE_HEADER = 12;
    private static final int HANDSHAKE = 22;

    private Records() {}

    /** The types of the handshake messages of the first epoch. */
    static List<Integer> handshakes(byte[] datagram) {
        var types = new ArrayList<Integer>();
        each(datagram, message -> {
            types.add((int) message[0]);
            return message;
        });
        return types;
    }

    /** Another body for messages of one type. */
    static byte[] change(byte[] datagram, int type, UnaryOperator<byte[]> body) {
        return each(datagram, message -> {
            if (message[0] != type) {
                return message;
            }
            var changed = body.apply(Arrays.copyOfRange(message, MESSAGE_HEADER, message.length));
            var all = ByteBuffer.allocate(MESSAGE_HEADER + changed.length);
            all.put(message, 0, MESSAGE_HEADER).put(changed);
            all.putInt(0, type << 24 | changed.length);
            all.putInt(8, all.getInt(8) & 0xff000000 | changed.length);
            return all.array();
        });
    }

    /** Without messages of one type. */
    static byte[] without(byte[] datagram, int type) {
        return each(datagram, message -> message[0] == type ? new byte[0] : message);
    }

    /** An ECDHE key exchange of a server, without its signature (RFC 8422, 5.4). */
    static byte[] unsigned(byte[] exchange) {
        return Arrays.copyOf(exchange, 4 + (exchange[3] & 0xff));
    }

    private static byte[] each(byte[] datagram, UnaryOperator<byte[]> change) {
        var all = new ByteArrayOutputStream();
        var rest = ByteBuffer.wrap(datagram);
        while (rest.remaining() >= HEADER) {
            var header = new byte[HEADER];
            rest.get(header);
            var length = (header[11] & 0xff) << 8 | header[12] & 0xff;
            var body = new byte[Math.min(length, rest.remaining())];
            rest.get(body);
            var clear = header[0] == HANDSHAKE && header[3] == 0 && header[4] == 0;
            var changed = clear ? messages(body, change) : body;
            if (changed.length > 0) {
                header[11] = (byte) (changed.length >> 8);
                header[12] = (byte) changed.length;
                all.writeBytes(header);
                all.writeBytes(changed);
            }
        }
        return all.toByteArray();
    }

    private static byte[] messages(byte[] body, UnaryOperator<byte[]> change) {
        var all = new ByteArrayOutputStream();
        var rest = ByteBuffer.wrap(body);
        while (rest.remaining() >= MESSAGE_HEADER) {
            var length = rest.getInt(rest.position() + 8) & 0xffffff;
            var message = new byte[Math.min(MESSAGE_HEADER + length, rest.remaining())];
            rest.get(message);
            all.writeBytes(change.apply(message));
        }
        return all.toByteArray();
    }
}
