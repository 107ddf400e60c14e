package org.lwm2m.transport.udp.dtls;

import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which callers want to see a raw public key (RFC 7250, 4.1), as Scandium asks for our identity without saying
 * so. Of callers whose handshake is under way, and few others.
 */
final class Hellos {

    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_CERTIFICATE_TYPE = 20;
    private static final int RAW_PUBLIC_KEY = 2;

    /** Headers of record and handshake message. */
    private static final int HEADERS = 13 + 12;

    /** Version and random. */
    private static final int START = 2 + 32;

    private final int most;
    private final Map<InetSocketAddress, Boolean> raw = new LinkedHashMap<>(); // guarded by this

    Hellos(int most) {
        this.most = most;
    }

    void see(InetSocketAddress peer, byte[] datagram) {
        if (datagram.length > HEADERS && datagram[0] == HANDSHAKE && datagram[13] == CLIENT_HELLO) {
            var wants = wantsKey(ByteBuffer.wrap(datagram));
            synchronized (this) {
                raw.remove(peer);
                raw.put(peer, wants);
                if (raw.size() > most) {
                    raw.remove(raw.keySet().iterator().next());
                }
            }
        }
    }

    synchronized boolean wantKey(InetSocketAddress peer) {
        return raw.getOrDefault(peer, false);
    }

    private static boolean wantsKey(ByteBuffer hello) {
        try {
            hello.position(HEADERS + START);
            skip(hello, hello.get() & 0xff); // session id
            skip(hello, hello.get() & 0xff); // cookie
            skip(hello, hello.getShort() & 0xffff); // cipher suites
            skip(hello, hello.get() & 0xff); // compression methods
            skip(hello, 2);
            while (hello.hasRemaining()) {
                var type = hello.getShort() & 0xffff;
                var length = hello.getShort() & 0xffff;
                if (type == SERVER_CERTIFICATE_TYPE) {
                    return hello.get() > 0 && hello.get() == RAW_PUBLIC_KEY;
                }
                skip(hello, length);
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // Scandium will find the same.
        }
        return false;
    }

    private static void skip(ByteBuffer buffer, int octets) {
        buffer.position(buffer.position() + octets);
    }
}
