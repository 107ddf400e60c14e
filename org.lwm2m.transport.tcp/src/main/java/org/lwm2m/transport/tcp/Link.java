package org.lwm2m.transport.tcp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.californium.core.coap.Token;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;

/** One live connection that speaks CoAP, from its first octet to its end. Owned by the loop. */
final class Link implements Pipe.User {

    private static final int OBSERVATIONS = 1000;

    private enum State {
        OPENING,
        GREETING,
        OPEN,
        OVER
    }

    final Endpoint endpoint;
    final Transfers<BlockKey, Upload> uploads;
    final Transfers<BlockKey, Download> downloads;
    final Map<Token, Call> calls = new HashMap<>(2);

    /** How the blocks of notifications will be asked for, as far as we saw the observation begin. */
    final Map<Token, BlockKey> observed = new LinkedHashMap<>(2);

    final Capacity capacity;
    final Pings pings;
    final Custody custody;
    private final Shared shared;
    private final Pipe pipe;
    private final FrameReader reader;
    private final Signals signals;
    private final long since;
    private final Set<Identity> proved = new HashSet<>(2);
    private State state = State.OPENING;
    private Proof proof;
    private TcpConnection connection;
    private Loop.Timer deadline = () -> {};
    private Loop.Timer stall = () -> {};
    private LwM2mException ending = Endpoint.over();
    private CompletableFuture<Void> shut = new CompletableFuture<>();
    private boolean watched;
    private boolean leaving;
    private boolean admitted;
    private long heard;
    private int answering;

    Link(Endpoint endpoint, Pipe pipe) {
        this.endpoint = endpoint;
        this.shared = endpoint.shared();
        this.pipe = pipe;
        this.capacity = new Capacity(shared.bounds().message());
        this.reader = new FrameReader(shared.bounds().message());
        this.signals = new Signals(this, shared);
        this.pings = new Pings(this, shared);
        this.custody = new Custody(shared);
        this.uploads = new Transfers<>(shared.loop);
        this.downloads = new Transfers<>(shared.loop);
        this.proof = Proof.none(pipe.peer().getAddress().getHostAddress());
        this.since = shared.loop.nanos();
        this.heard = since;
    }

    void start() {
        deadline = shared.loop.after(
                shared.timing().connect(),
                () -> end(new LwM2mException(
                        Status.UNAVAILABLE,
                        state == State.GREETING
                                ? peer() + " does not say that it speaks CoAP"
                                : "no connection with " + peer() + " in time")));
        pipe.start(this);
    }

    InetSocketAddress peer() {
        return pipe.peer();
    }

    InetSocketAddress local() {
        return pipe.local();
    }

    Proof proof() {
        return proof;
    }

    Identity identity() {
        return proof.identity();
    }

    /** Who else the peer has proved to be, by its messages. */
    Set<Identity> proved() {
        return proved;
    }

    void proves(Identity identity) {
        proved.add(identity);
    }

    /** The way to the peer as who it is below its messages. */
    Connection connection() {
        return connection;
    }

    /** The way to a peer that proved otherwise who it is: by what protects its messages. */
    Connection connection(Identity as) {
        return as.equals(identity()) ? connection : new TcpConnection(endpoint, peer(), connection.address(), as);
    }

    /** It has shown that it may speak to us. */
    void admit() {
        admitted = true;
    }

    /** Whether its place may be given to another: it was quiet for long, or has shown nothing for long that lets it in. */
    boolean givesWay(Duration quiet, Duration stranger) {
        var now = shared.loop.nanos();
        return now - heard > quiet.toNanos() || !admitted && now - since > stranger.toNanos();
    }

    /** When something came last. */
    long heard() {
        return heard;
    }

    @Override
    public void opened(Proof of) {
        proof = of;
        admitted = !of.protection().isEmpty();
        connection = new TcpConnection(endpoint, peer(), endpoint.uri(peer()), of.identity());
        state = State.GREETING;
        // RFC 8323, 5.3: the first message of each side.
        pipe.send(Signal.csm(shared.bounds().message()).frame().octets());
    }

    @Override
    public void received(ByteBuffer octets) {
        heard = shared.loop.nanos();
        reader.add(octets);
        try {
            for (var frame = reader.next(); frame.isPresent() && state != State.OVER; frame = reader.next()) {
                stall.cancel();
                take(frame.get());
            }
            if (reader.partial() && state != State.OVER) {
                watch();
            }
        } catch (FrameReader.Broken e) {
            broken(Signal.abort(e.getMessage(), java.util.OptionalLong.empty()), e.getMessage());
        }
        if (pipe.unsent() > shared.bounds().unsent()) {
            // It does not take its answers, so it may ask no more.
            pipe.pause(true);
        }
    }

    private void watch() {
        if (watched) {
            return;
        }
        watched = true;
        stall = shared.loop.after(shared.timing().stall(), () -> {
            shared.complaints.say(Complaints.Kind.SLOW, peer(), "in the middle of a message");
            end(new LwM2mException(Status.UNAVAILABLE, peer() + " stopped in the middle of a message"));
        });
    }

    @Override
    public void drained() {
        pipe.pause(false);
    }

    @Override
    public void ended(LwM2mException why) {
        over(why);
    }

    /** What the peer can take, as it says. */
    void agreed(long largest, boolean blocks) {
        capacity.agree(largest, blocks);
        if (state == State.GREETING) {
            state = State.OPEN;
            deadline.cancel();
            pings.start();
            if (!proof.protection().isEmpty()) {
                endpoint.secured().add(this);
            }
            endpoint.links().opened(this);
        }
    }

    void send(Frame frame) {
        if (state != State.OVER) {
            pipe.send(frame.octets());
        }
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

    /** @throws LwM2mException with 5.03 if the peer has left too much without an answer, or it is over */
    void room() {
        if (state != State.OPEN || leaving) {
            throw ending;
        }
        var bounds = shared.bounds();
        if (calls.size() + pings.size() >= bounds.peerExchanges() || pipe.unsent() > bounds.unsent()) {
            throw new LwM2mException(Status.UNAVAILABLE, "too many requests wait for " + peer());
        }
    }

    boolean beginAnswer() {
        if (answering >= shared.bounds().peerExchanges()) {
            return false;
        }
        answering++;
        return true;
    }

    void endAnswer() {
        answering--;
        left();
    }

    void observes(Token token, BlockKey key) {
        observed.remove(token);
        observed.put(token, key);
        if (observed.size() > OBSERVATIONS) {
            observed.remove(observed.keySet().iterator().next());
        }
    }

    /** The peer wants to go (RFC 8323, 5.5): what is under way may end, nothing new begins. */
    void released(LwM2mException why) {
        ending = why;
        leaving = true;
        left();
        if (state != State.OVER) {
            deadline = shared.loop.after(shared.timing().stall(), () -> end(why));
        }
    }

    /** To be called when something has ended that the peer may have waited for. */
    void left() {
        if (leaving && answering == 0 && calls.isEmpty() && pings.size() == 0) {
            over(ending);
        }
    }

    void broken(Signal abort, String why) {
        shared.complaints.say(Complaints.Kind.BROKEN, peer(), why);
        send(abort.frame());
        over(new LwM2mException(Status.UNAVAILABLE, "aborted the connection with " + peer() + ": " + why));
    }

    /** Ends it, and says so. */
    void end(LwM2mException why) {
        if (state == State.OPEN) {
            send(Signal.of(Signal.RELEASE, Token.EMPTY).frame());
        }
        over(why);
    }

    LwM2mException ending() {
        return ending;
    }

    /** Complete when all is said to the peer; once it is over. */
    CompletableFuture<Void> shut() {
        return shut;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    /** Forgets what is over, and ends what stands still. */
    void sweep() {
        abort(shared.timing().transfer());
        while (downloads.removeIdle(shared.timing().transfer()).isPresent()) {
            // Until none is left that is idle.
        }
        if (pipe.unsent() > 0
                && shared.loop.nanos() - pipe.waitingSince()
                        > shared.timing().stall().toNanos()) {
            shared.complaints.say(Complaints.Kind.SLOW, peer(), "it takes nothing");
            over(new LwM2mException(Status.UNAVAILABLE, peer() + " takes nothing"));
        }
    }

    private void take(Frame frame) {
        watched = false;
        if (frame.isSignal()) {
            signals.take(frame, state == State.GREETING);
        } else if (state == State.GREETING) {
            signals.unexpected();
        } else if (frame.code() != 0) {
            endpoint.receive(this, frame);
        }
    }

    /** Ends it, without a word to the peer. */
    void over(LwM2mException why) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        ending = why;
        deadline.cancel();
        stall.cancel();
        shut = pipe.close();
        endpoint.secured().remove(this);
        endpoint.links().ended(this, why);
        new ArrayList<>(calls.values()).forEach(call -> call.fail(why));
        pings.close(why);
        abort(Duration.ZERO);
    }

    private void abort(Duration idle) {
        for (var upload = uploads.idle(idle); upload.isPresent(); upload = uploads.idle(idle)) {
            upload.get().abort();
        }
    }
}
