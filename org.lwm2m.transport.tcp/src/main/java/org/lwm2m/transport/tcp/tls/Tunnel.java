package org.lwm2m.transport.tcp.tls;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.tls.TlsProtocol;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/**
 * TLS over one connection: octets in, octets out. Its sums are done one after the other on threads that all connections
 * share, those of handshakes on others than those of sessions, so that a storm of handshakes keeps only handshakes waiting.
 */
public final class Tunnel {

    /** What is at its two ends; told on any thread, in order. */
    public interface Ends {

        /** To the peer. */
        void outgoing(byte[] octets);

        /** From the peer, opened. */
        void incoming(byte[] octets);

        void established(Agreement agreement);

        /** There is no more of it; what there was to say to the peer went out before. */
        void finished(LwM2mException why);
    }

    /** Threads for the sums. */
    public record Sums(Executor handshakes, Executor sessions) {}

    private static final int SLICE = 16;

    private final Side side;
    private final Sums sums;
    private final Ends ends;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean established;
    private TlsProtocol protocol; // owned by the task that runs
    private boolean over; // owned by the task that runs

    Tunnel(Side side, Sums sums, Ends ends) {
        this.side = side;
        this.sums = sums;
        this.ends = ends;
    }

    /** The connection is there. */
    public void begin() {
        run(() -> step(() -> protocol = side.begin()));
    }

    /** @param taken run when they have been worked off */
    public void received(byte[] octets, Runnable taken) {
        run(() -> {
            step(() -> protocol.offerInput(octets));
            taken.run();
        });
    }

    /** @param sealed run when they are on their way */
    public void send(byte[] octets, Runnable sealed) {
        run(() -> {
            step(() -> protocol.writeApplicationData(octets, 0, octets.length));
            sealed.run();
        });
    }

    /** Runs something when all before has been worked off. */
    public void last(Runnable task) {
        run(task);
    }

    /** Says to the peer that it is over. */
    public void close(Runnable said) {
        run(() -> {
            if (!over) {
                over = true;
                try {
                    protocol.close();
                } catch (IOException | RuntimeException e) {
                    // It is over all the same.
                }
                flush();
            }
            said.run();
        });
    }

    /** One thing that the protocol does. */
    private interface Step {

        void take() throws IOException;
    }

    private void step(Step next) {
        if (over) {
            return;
        }
        try {
            try {
                next.take();
            } catch (RuntimeException e) {
                throw Alerts.broken(e);
            } finally {
                flush();
            }
            if (!established && protocol.isConnected()) {
                established = true;
                ends.established(side.agreement());
            }
            open();
            if (protocol.isClosed()) {
                end(new LwM2mException(Status.UNAVAILABLE, "the peer has ended the session"));
            }
        } catch (IOException e) {
            end(Alerts.failure(established, e));
        }
    }

    private void end(LwM2mException why) {
        over = true;
        ends.finished(why);
    }

    private void flush() {
        var count = protocol == null ? 0 : protocol.getAvailableOutputBytes();
        if (count > 0) {
            var octets = new byte[count];
            protocol.readOutput(octets, 0, count);
            ends.outgoing(octets);
        }
    }

    private void open() {
        var count = protocol.getAvailableInputBytes();
        if (count > 0) {
            var octets = new byte[count];
            protocol.readInput(octets, 0, count);
            ends.incoming(octets);
        }
    }

    private void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            work();
        }
    }

    private void work() {
        (established ? sums.sessions : sums.handshakes).execute(this::slice);
    }

    private void slice() {
        for (var i = 0; i < SLICE; i++) {
            tasks.remove().run();
            if (waiting.decrementAndGet() == 0) {
                return;
            }
        }
        work();
    }
}
