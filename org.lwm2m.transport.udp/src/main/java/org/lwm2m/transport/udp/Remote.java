package org.lwm2m.transport.udp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.elements.EndpointContext;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;

/** What is between us and one peer at the moment: one address, or one DTLS session wherever it is. Owned by the loop. */
final class Remote {

    private static final int OBSERVATIONS = 1000;

    /** A notification that came: a later one must have a later number (RFC 7641, 3.4). */
    private record Notified(int number, long at) {

        private static final long FRESH = Duration.ofSeconds(128).toNanos();

        /** The same number again is from a peer that does not count: one that was overtaken has a number of its own. */
        boolean before(int next, long now) {
            return number == next
                    || number < next && next - number < 1 << 23
                    || number > next && number - next > 1 << 23
                    || now - at > FRESH;
        }
    }

    final Endpoint endpoint;
    final Identity identity;

    /** What it proved that with. */
    final Credentials proven;

    InetSocketAddress address;
    Connection connection;
    private EndpointContext way;
    final Transmissions transmissions;
    final Duplicates duplicates;
    final Transfers<BlockKey, Upload> uploads;
    final Transfers<BlockKey, Download> downloads;
    final Map<Token, Call> calls = new HashMap<>(2);

    /** How the blocks of notifications will be asked for, as far as we saw the observation begin. */
    final Map<Token, BlockKey> observed = new LinkedHashMap<>(2);

    /** Which observations the notifications were of that need no acknowledgement. */
    final Told told;

    private final Map<Token, Notified> notified = new LinkedHashMap<>(2);
    private LwM2mException ending = Endpoint.over();
    private int answering;

    Remote(Endpoint endpoint, EndpointContext way, Identity identity, Credentials proven) {
        this.endpoint = endpoint;
        this.identity = identity;
        this.proven = proven;
        move(way);
        var shared = endpoint.shared();
        transmissions =
                new Transmissions(shared, this::wire, () -> endpoint.peers().silent(this));
        duplicates = new Duplicates(shared);
        told = new Told(shared.loop);
        uploads = new Transfers<>(shared.loop);
        downloads = new Transfers<>(shared.loop);
    }

    /** The peer is somewhere else now, or reached otherwise. */
    void move(EndpointContext to) {
        way = to;
        if (!to.getPeerAddress().equals(address)) {
            address = to.getPeerAddress();
            connection = new UdpConnection(endpoint, address, endpoint.uri(address), identity);
        }
    }

    /** The way to a peer at this place that proved otherwise who it is: by what protects its messages. */
    Connection connection(Identity as) {
        return as.equals(identity) ? connection : new UdpConnection(endpoint, address, connection.address(), as);
    }

    EndpointContext way() {
        return way;
    }

    void wire(byte[] datagram) {
        endpoint.wire(datagram, way);
    }

    /** Sends an empty message, ACK or RST, and answers how it looks. */
    byte[] empty(Type type, int mid) {
        var datagram =
                Datagrams.write(new EmptyMessage(type).setToken(Token.EMPTY).setMID(mid));
        wire(datagram);
        return datagram;
    }

    /** Begins a call, after the one that has the same token: an observation and its end. */
    void start(Call call) {
        var before = calls.get(call.token());
        if (before != null) {
            before.result().whenComplete((response, failure) -> start(call));
        } else {
            call.start();
        }
    }

    /** @throws LwM2mException with 5.03 if the peer has left too many of our messages without an answer */
    void room() {
        if (Math.max(calls.size(), transmissions.open())
                >= endpoint.shared().bounds().peerExchanges()) {
            throw new LwM2mException(Status.UNAVAILABLE, "too many requests wait for " + address);
        }
    }

    boolean beginAnswer() {
        if (answering >= endpoint.shared().bounds().peerExchanges()) {
            return false;
        }
        answering++;
        return true;
    }

    void endAnswer() {
        answering--;
    }

    void observes(Token token, BlockKey key) {
        observed.remove(token);
        observed.put(token, key);
        limit(observed);
    }

    /** Whether a notification is newer than the last one of its observation. */
    boolean inOrder(Token token, int number) {
        var now = endpoint.shared().loop.nanos();
        var last = notified.get(token);
        if (last != null && !last.before(number, now)) {
            return false;
        }
        notified.remove(token);
        notified.put(token, new Notified(number, now));
        limit(notified);
        return true;
    }

    /** Whether something is going on that must not be forgotten. */
    boolean busy() {
        return answering > 0 || !calls.isEmpty() || transmissions.open() > 0 || uploads.size() > 0;
    }

    /** Forgets what is over; true if nothing is left. */
    boolean sweep() {
        var now = endpoint.shared().loop.nanos();
        duplicates.sweep();
        var quiet = told.sweep();
        notified.values().removeIf(each -> now - each.at > Notified.FRESH);
        var idle = endpoint.shared().timing().exchangeLifetime();
        abort(idle);
        while (downloads.removeIdle(idle).isPresent()) {
            // Until none is left that is idle.
        }
        return !busy()
                && quiet
                && duplicates.isEmpty()
                && notified.isEmpty()
                && observed.isEmpty()
                && downloads.size() == 0;
    }

    /** Another session with the same peer: what it said in the old one counts no more, what we asked still does. */
    void renew() {
        duplicates.forgetAll();
        notified.clear();
        abort(Duration.ZERO);
    }

    /** Why what waits has come to nothing. */
    LwM2mException ending() {
        return ending;
    }

    void close(LwM2mException why) {
        ending = why;
        transmissions.close();
        duplicates.forgetAll();
        new ArrayList<>(calls.values()).forEach(call -> call.fail(why));
        abort(Duration.ZERO);
    }

    private void abort(Duration idle) {
        for (var upload = uploads.idle(idle); upload.isPresent(); upload = uploads.idle(idle)) {
            upload.get().abort();
        }
    }

    private static void limit(Map<?, ?> map) {
        if (map.size() > OBSERVATIONS) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
