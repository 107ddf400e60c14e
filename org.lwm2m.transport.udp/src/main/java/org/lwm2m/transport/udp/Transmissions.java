package org.lwm2m.transport.udp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Message;
import org.lwm2m.api.LwM2mException;

/**
 * Sends confirmable messages to one peer again until it acknowledges them (RFC 7252, 4.2), and no more of them at a
 * time than it can take (4.7).
 */
final class Transmissions {

    /** Copies without an answer that are no longer taken for bad luck. */
    private static final int SILENT = 2;

    /** How a transmission ended. */
    enum Ending {
        ACKNOWLEDGED,
        RESET,
        LOST,
        CLOSED,
        /** It could not be protected, so it did not go out. */
        UNSENT
    }

    /** One message on its way. */
    final class Transmission {

        private final boolean counted;
        private final Consumer<Ending> outcome;
        private final Message message;
        private final UnaryOperator<byte[]> cover;
        private byte[] datagram;
        private int mid = -1;
        private int tries;
        private Duration timeout;
        private Loop.Timer timer = () -> {};

        private Transmission(Message message, UnaryOperator<byte[]> cover, boolean counted, Consumer<Ending> outcome) {
            this.counted = counted;
            this.outcome = outcome;
            this.message = message.setType(Type.CON);
            this.cover = cover;
        }

        /** Stops sending it, because its answer is there or nobody wants it. */
        void stop() {
            if (waiting.remove(this)) {
                return;
            }
            forget(this);
            next();
        }

        private void start() {
            mid = nextMid();
            var factor = 1 + shared.random.nextDouble() * (shared.timing().randomFactor() - 1);
            timeout = Duration.ofNanos((long) (shared.timing().ackTimeout().toNanos() * factor));
            flying.put(mid, this);
            if (covered()) {
                fly();
            } else {
                end(this, Ending.UNSENT);
            }
        }

        /** Only now, as its number must not fall behind those of messages that need not wait. */
        private boolean covered() {
            try {
                datagram = cover.apply(Datagrams.write(message.setMID(mid)));
                return true;
            } catch (LwM2mException e) {
                shared.complaints.say(Complaints.Kind.PROTECTION, "to a peer", e.getMessage());
                return false;
            }
        }

        /** Whether an ACK or RST with this message id is about it. */
        boolean isAnsweredBy(int id) {
            return mid == id;
        }

        private void fly() {
            wire.accept(datagram);
            timer = shared.loop.after(timeout, this::again);
        }

        private void again() {
            if (tries == shared.timing().maxRetransmit()) {
                end(this, Ending.LOST);
            } else {
                tries++;
                timeout = timeout.multipliedBy(2);
                if (tries == SILENT) {
                    silence.run();
                }
                fly();
            }
        }
    }

    private final Shared shared;
    private final Consumer<byte[]> wire;
    private final Runnable silence;
    private final Map<Integer, Transmission> flying = new HashMap<>(2);
    private final Deque<Transmission> waiting = new ArrayDeque<>(2);
    private int counted;
    private int mid;

    /** @param silence told when the peer has left several copies of a message without an answer */
    Transmissions(Shared shared, Consumer<byte[]> wire, Runnable silence) {
        this.shared = shared;
        this.wire = wire;
        this.silence = silence;
        this.mid = shared.random.nextInt(1 << 16);
    }

    int nextMid() {
        mid = mid + 1 & 0xffff;
        return mid;
    }

    /** How many of ours wait: for their turn, or for an ACK. */
    int open() {
        return flying.size() + waiting.size();
    }

    /** Sends a message as soon as the peer is not busy with others. */
    Transmission queue(Message message, Consumer<Ending> outcome) {
        return queue(message, UnaryOperator.identity(), outcome);
    }

    /** @param cover protects it when its turn has come */
    Transmission queue(Message message, UnaryOperator<byte[]> cover, Consumer<Ending> outcome) {
        var transmission = new Transmission(message, cover, true, outcome);
        waiting.add(transmission);
        next();
        return transmission;
    }

    /** Sends a message at once: the next block of a transfer, or an answer. */
    Transmission now(Message message, Consumer<Ending> outcome) {
        return now(message, UnaryOperator.identity(), outcome);
    }

    /** @param cover protects it */
    Transmission now(Message message, UnaryOperator<byte[]> cover, Consumer<Ending> outcome) {
        var transmission = new Transmission(message, cover, false, outcome);
        transmission.start();
        return transmission;
    }

    void acknowledged(int mid) {
        ended(mid, Ending.ACKNOWLEDGED);
    }

    void reset(int mid) {
        ended(mid, Ending.RESET);
    }

    /** Ends all, because the socket closes. */
    void close() {
        List<Transmission> all = new ArrayList<>(flying.values());
        all.addAll(waiting);
        waiting.clear();
        all.forEach(each -> {
            forget(each);
            each.outcome.accept(Ending.CLOSED);
        });
    }

    private void ended(int mid, Ending ending) {
        var transmission = flying.get(mid);
        if (transmission != null) {
            end(transmission, ending);
        }
    }

    private void end(Transmission transmission, Ending ending) {
        forget(transmission);
        transmission.outcome.accept(ending);
        next();
    }

    private void forget(Transmission transmission) {
        if (flying.remove(transmission.mid, transmission)) {
            counted -= transmission.counted ? 1 : 0;
            transmission.timer.cancel();
        }
    }

    private void next() {
        while (counted < shared.timing().nstart() && !waiting.isEmpty()) {
            counted++;
            waiting.remove().start();
        }
    }
}
