package org.lwm2m.transport.udp.dtls;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.californium.scandium.ConnectionListener;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.DTLSContext;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionListener;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** Sees what becomes of the handshakes and sessions of one connector, on its threads, and tells it on the loop. */
final class Watch implements SessionListener, ConnectionListener {

    /** An association with the state that Scandium has of it, and what was agreed. */
    record Live(Association association, Connection connection, Agreement agreement) {}

    private final Executor loop;
    private volatile Events events;
    private final Clock clock;
    private final Pending pending;
    private final Map<ConnectionId, Live> live = new ConcurrentHashMap<>();
    private final Map<ConnectionId, Optional<LwM2mException>> working = new ConcurrentHashMap<>();

    private final boolean listens;

    /** @param listens whether its handshakes are begun by others: these are told of while they may still go well */
    Watch(Executor loop, Clock clock, int handshakes, boolean listens) {
        this.loop = loop;
        this.listens = listens;
        this.clock = clock;
        this.pending = new Pending(handshakes);
    }

    void tells(Events told) {
        events = told;
    }

    Iterable<Live> live() {
        return live.values();
    }

    Optional<Live> live(Association association) {
        return live.values().stream()
                .filter(each -> each.association == association)
                .findFirst();
    }

    int handshakes() {
        return pending.size();
    }

    /** A record is worked off: why a session ends is known when that is done. */
    void begin(Connection connection) {
        working.put(connection.getConnectionId(), Optional.empty());
    }

    /** @param alert what the record was, if it was one */
    void done(Connection connection, Optional<AlertMessage> alert) {
        var removed = working.remove(connection.getConnectionId());
        if (removed != null && removed.isPresent()) {
            ended(connection, alert.map(Alerts::ended).orElse(removed.get()));
        } else if (alert.isPresent() && connection.isClosed()) {
            ended(connection, Alerts.ended(alert.get()));
        }
    }

    @Override
    public void handshakeStarted(Handshaker handshaker) {
        pending.add(handshaker);
    }

    @Override
    public void contextEstablished(Handshaker handshaker, DTLSContext context) {
        pending.remove(handshaker);
        var connection = handshaker.getConnection();
        Association.of(context.getSession().getPeerIdentity()).ifPresent(association -> {
            var agreement = Agreement.of(handshaker.getPeerAddress(), context, clock.instant());
            live.put(connection.getConnectionId(), new Live(association, connection, agreement));
            tell(() -> events.established(association, agreement));
        });
    }

    @Override
    public void handshakeCompleted(Handshaker handshaker) {
        pending.remove(handshaker);
    }

    @Override
    public void handshakeFailed(Handshaker handshaker, Throwable error) {
        var said = pending.remove(handshaker);
        if (!handshaker.hasContextEstablished() && !(said && listens)) {
            var peer = handshaker.getPeerAddress();
            var why = Alerts.failure(peer, error);
            tell(() -> events.failed(peer, why));
        }
    }

    @Override
    public void handshakeFlightRetransmitted(Handshaker handshaker, int flight) {
        // Said if it fails.
    }

    @Override
    public void onConnectionEstablished(Connection connection) {
        // Told with the context.
    }

    @Override
    public void onConnectionRemoved(Connection connection) {
        var why = pending.failure(connection)
                .map(failure -> Alerts.failure(connection.getPeerAddress(), failure))
                .orElseGet(() -> new LwM2mException(Status.UNAVAILABLE, "the session is over"));
        if (working.computeIfPresent(connection.getConnectionId(), (cid, none) -> Optional.of(why)) == null) {
            ended(connection, why);
        }
    }

    @Override
    public boolean onConnectionUpdatesSequenceNumbers(Connection connection, boolean write) {
        return false;
    }

    /** What proves a pre-shared key can't be read: who waits for the last flight to be given up waits for a minute. */
    @Override
    public boolean onConnectionMacError(Connection connection) {
        if (listens && pending.doubt(connection)) {
            var peer = connection.getPeerAddress();
            var why = new LwM2mException(
                    Status.UNAVAILABLE,
                    "handshake with " + peer + ": it does not prove its key; are identity and key the right ones?");
            tell(() -> events.failed(peer, why));
        }
        return false; // Anybody may have written it: the handshake goes on.
    }

    @Override
    public void beforeExecution(Connection connection) {
        // Of no interest.
    }

    @Override
    public void updateExecution(Connection connection) {
        // Of no interest.
    }

    @Override
    public void afterExecution(Connection connection) {
        // Of no interest.
    }

    private void ended(Connection connection, LwM2mException why) {
        var over = live.remove(connection.getConnectionId());
        // A resumption from another address has taken the association along to another connection.
        if (over != null && live(over.association).isEmpty()) {
            tell(() -> events.ended(over.association, why));
        }
    }

    private void tell(Runnable news) {
        loop.execute(news);
    }
}
