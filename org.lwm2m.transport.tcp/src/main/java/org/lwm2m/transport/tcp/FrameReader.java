package org.lwm2m.transport.tcp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.californium.core.coap.Token;
import org.lwm2m.api.Bytes;

/** Finds the frames in a stream of octets; keeps no more of it than of one frame has come. */
final class FrameReader {

    /** What no reader can go on after. */
    static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;

        Broken(String why) {
            super(why);
        }
    }

    private static final int SMALL = 64;

    private final int most;
    private byte[] octets = {};
    private int from;
    private int to;

    /** @param most octets that a frame may have */
    FrameReader(int most) {
        this.most = most;
    }

    void add(ByteBuffer more) {
        var length = more.remaining();
        if (octets.length - to < length) {
            var kept = to - from;
            var room = Math.max(SMALL, kept + length);
            // Doubled, so that a frame that comes octet by octet is not copied as often.
            var next = room <= octets.length ? octets : new byte[Math.max(room, Math.min(2 * kept, most))];
            System.arraycopy(octets, from, next, 0, kept);
            octets = next;
            from = 0;
            to = kept;
        }
        more.get(octets, to, length);
        to += length;
    }

    /**
     * The next frame that is there whole.
     *
     * @throws Broken if it is too large or no frame at all
     */
    Optional<Frame> next() throws Broken {
        var header = Frame.Header.of(octets, from, to);
        if (header == null) {
            return Optional.empty();
        } else if (header.malformed()) {
            throw new Broken("a token of " + header.token() + " octets");
        } else if (header.total() > most) {
            throw new Broken("a message of " + header.total() + " octets, more than " + most);
        } else if (header.total() > to - from) {
            return Optional.empty();
        }
        var code = from + header.size();
        var token = new Token(Arrays.copyOfRange(octets, code + 1, code + 1 + header.token()));
        var message = new byte[1 + (int) header.body()];
        message[0] = octets[code];
        System.arraycopy(octets, code + 1 + header.token(), message, 1, (int) header.body());
        from += (int) header.total();
        if (from == to) {
            octets = new byte[0];
            from = 0;
            to = 0;
        }
        return Optional.of(new Frame(token, Bytes.wrap(message)));
    }

    /** Whether a part of a frame is there, and the rest is waited for. */
    boolean partial() {
        return from < to;
    }
}
