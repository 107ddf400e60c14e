package org.lwm2m.transport.udp.dtls;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ConnectionEvictedException;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.Handshaker;

/** Handshakes under way, and no more than so many: who comes anew takes the place of who tries longest. */
final class Pending {

    private final int most;
    private final Map<ConnectionId, Handshaker> all = new LinkedHashMap<>(); // guarded by this

    private final Set<ConnectionId> doubted = new HashSet<>(); // guarded by this

    Pending(int most) {
        this.most = most;
    }

    void add(Handshaker handshaker) {
        Handshaker oldest = null;
        synchronized (this) {
            all.put(handshaker.getConnection().getConnectionId(), handshaker);
            if (all.size() > most) {
                oldest = all.values().iterator().next();
                all.remove(oldest.getConnection().getConnectionId());
                doubted.remove(oldest.getConnection().getConnectionId());
            }
        }
        if (oldest != null) {
            giveUp(oldest);
        }
    }

    /** @return whether it was doubted before */
    synchronized boolean remove(Handshaker handshaker) {
        var id = handshaker.getConnection().getConnectionId();
        all.remove(id, handshaker);
        return doubted.remove(id);
    }

    /** Whether this is the first doubt that the peer of a connection has its key, while its handshake is under way. */
    synchronized boolean doubt(Connection connection) {
        var id = connection.getConnectionId();
        return all.containsKey(id) && doubted.add(id);
    }

    /** Why the handshake of a connection came to nothing, if it did. */
    synchronized Optional<Throwable> failure(Connection connection) {
        return Optional.ofNullable(all.get(connection.getConnectionId())).map(Handshaker::getFailureCause);
    }

    synchronized int size() {
        return all.size();
    }

    private static void giveUp(Handshaker handshaker) {
        try {
            handshaker
                    .getConnection()
                    .getExecutor()
                    .execute(() -> handshaker.handshakeFailed(
                            new ConnectionEvictedException("more handshakes than handshakes.max")));
        } catch (RejectedExecutionException e) {
            // It has just ended.
        }
    }
}
