package org.lwm2m.transport.tcp;

import java.util.OptionalLong;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** Takes what the peer says about the connection itself (RFC 8323, 5). Owned by the loop. */
final class Signals {

    private static final int CODES = 5;

    private final Link link;
    private final Shared shared;
    private long largest = Capacity.LEAST_MESSAGE;
    private boolean blockwise;

    Signals(Link link, Shared shared) {
        this.link = link;
        this.shared = shared;
    }

    /** @param first whether nothing came before */
    void take(Frame frame, boolean first) {
        Signal signal;
        try {
            signal = Signal.read(frame);
        } catch (IllegalArgumentException e) {
            refuse("a signal with " + e.getMessage(), OptionalLong.empty());
            return;
        }
        if (first && signal.code() != Signal.CSM) {
            unexpected();
            return;
        }
        var critical = signal.critical();
        if (critical.isPresent() && signal.code() - Signal.CSM < CODES) {
            refuse("option " + critical.get() + " of a signal is unknown", OptionalLong.of(critical.get()));
            return;
        }
        switch (signal.code()) {
            case Signal.CSM -> capabilities(signal);
            case Signal.PING ->
                link.custody.after(
                        signal.has(Signal.CUSTODY),
                        () -> link.send(signal.pong().frame()));
            case Signal.PONG -> link.pings.pong(signal.token());
            case Signal.RELEASE ->
                link.released(new LwM2mException(Status.UNAVAILABLE, link.peer() + " has released the connection"));
            case Signal.ABORT -> aborted(signal);
            default -> refuse("unknown signal 7." + (signal.code() & 0x1f), OptionalLong.empty());
        }
    }

    /** RFC 8323, 5.3: before anything else each side has to say what it can do. */
    void unexpected() {
        refuse("the first message has to be CSM (7.01)", OptionalLong.empty());
    }

    /** What is said later changes what was said before, and leaves the rest. */
    private void capabilities(Signal csm) {
        largest = csm.number(Signal.MAX_MESSAGE_SIZE).orElse(largest);
        blockwise |= csm.has(Signal.BLOCK_WISE_TRANSFER);
        link.agreed(largest, blockwise);
    }

    private void aborted(Signal abort) {
        var why = abort.text().isEmpty() ? "without a word" : abort.text();
        var option = abort.number(Signal.BAD_CSM_OPTION);
        if (option.isPresent()) {
            why += ", it does not know CSM option " + option.getAsLong();
        }
        shared.complaints.say(Complaints.Kind.ABORTED, link.peer(), why);
        link.over(new LwM2mException(Status.UNAVAILABLE, link.peer() + " has aborted the connection: " + why));
    }

    private void refuse(String why, OptionalLong option) {
        link.broken(Signal.abort(why, option), why);
    }
}
