package org.lwm2m.transport.tcp;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.californium.core.coap.Message;

/** A stream as the TCP transport reads it. */
public final class Stream {

    private static final int MOST = 1152;

    private Stream() {}

    /**
     * Adds what is found in it, in words.
     *
     * @param from where it begins
     * @param step how many octets come at a time
     */
    public static void read(byte[] octets, int from, int step, List<String> into) {
        var reader = new FrameReader(MOST);
        try {
            for (var at = from; at < octets.length; at += step) {
                reader.add(ByteBuffer.wrap(octets, at, Math.min(step, octets.length - at)));
                for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                    into.add(words(frame.get()));
                }
            }
            into.add(reader.partial() ? "more" : "end");
        } catch (FrameReader.Broken e) {
            into.add("broken");
        }
    }

    private static String words(Frame frame) throws FrameReader.Broken {
        if (frame.size() > MOST) {
            throw new AssertionError("a frame of " + frame.size());
        } else if (frame.code() == 0) {
            return "empty";
        }
        try {
            return frame.isSignal() ? signal(frame) : words(Messages.read(frame));
        } catch (Messages.Malformed e) {
            return "refused " + e.answer();
        }
    }

    /** Not its own: it cannot tell of a size that is larger than an int. */
    private static String words(Message message) {
        return message.getRawCode() + " " + message.getToken() + " "
                + message.getOptions().getUriPathString() + " " + message.getPayloadSize();
    }

    private static String signal(Frame frame) {
        try {
            var signal = Signal.read(frame);
            if (signal.text().chars().anyMatch(Character::isISOControl)) {
                throw new AssertionError("a line of its own in the log");
            }
            return signal.toString();
        } catch (IllegalArgumentException e) {
            return "refused";
        }
    }
}
