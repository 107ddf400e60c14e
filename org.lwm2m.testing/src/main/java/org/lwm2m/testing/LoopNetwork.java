package org.lwm2m.testing;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.lwm2m.api.security.Identity;

/**
 * The wire that {@link LoopTransport}s share: who is where, and what gets lost.
 * <p>
 * Has no thread and no clock: a message is delivered on the thread that sends it, one after another in the order they
 * were sent, a message sent by a handler after the handler has returned. What would time out fails at once. In
 * {@link #weather} it is a test's clock that delivers.
 */
public final class LoopNetwork {

    private final Map<URI, LoopEnd> ends = new ConcurrentHashMap<>();
    private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger ports = new AtomicInteger(50_000);
    private final AtomicInteger requestsToLose = new AtomicInteger();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicLong orders = new AtomicLong();
    private volatile BooleanSupplier losses = () -> false;
    private volatile Optional<Weather> weather = Optional.empty();

    /** The next {@code count} requests, either way, do not arrive: whoever waits for an answer gets 5.04. */
    public void loseRequests(int count) {
        requestsToLose.set(count);
    }

    /** The next {@code count} answers do not arrive, although the requests did. */
    public void loseAnswers(int count) {
        answersToLose.set(count);
    }

    /** Asked for each request and each answer from now on: whether it gets lost. */
    public void lose(BooleanSupplier which) {
        losses = which;
    }

    /** From now on messages take time, and what {@code bad} does to them. */
    public void weather(Weather bad) {
        weather = Optional.of(bad);
    }

    /** From now on messages arrive at once again; those on their way go on. */
    public void clear() {
        weather = Optional.empty();
    }

    /**
     * Gives a caller another address, as a NAT does: it is not told, its next request comes from {@code to}, and what
     * goes to {@code from} is lost. One without credentials is known by its new host.
     */
    public void move(URI from, URI to) {
        var end = ends.remove(place(from));
        if (end == null || ends.putIfAbsent(place(to), end) != null) {
            throw new IllegalStateException("nobody is at " + from + ", or somebody at " + to);
        }
        end.address = place(to);
        if (end.identity instanceof Identity.None) {
            end.identity = new Identity.None(to.getHost());
        }
    }

    /** Whether somebody listens or calls there. */
    public boolean inUse(URI address) {
        return ends.containsKey(place(address));
    }

    Optional<LoopEnd> at(URI address) {
        return Optional.ofNullable(ends.get(place(address)));
    }

    /** Puts an end where it wants to be; false if that place is taken. */
    boolean join(LoopEnd end) {
        return ends.putIfAbsent(end.address, end) == null;
    }

    void leave(LoopEnd end) {
        ends.remove(end.address, end);
    }

    URI free(String scheme, String host) {
        return URI.create(scheme + "://" + host + ":" + ports.getAndIncrement());
    }

    Optional<Weather> weather() {
        return weather;
    }

    /** The numbers that notifications carry (RFC 7641, 3.4), in the order they were sent. */
    long nextOrder() {
        return orders.getAndIncrement();
    }

    boolean losesRequest() {
        return loses(requestsToLose) || losses.getAsBoolean();
    }

    boolean losesAnswer() {
        return loses(answersToLose) || losses.getAsBoolean();
    }

    void deliver(Runnable message) {
        messages.add(message);
        if (waiting.getAndIncrement() == 0) {
            do {
                messages.remove().run();
            } while (waiting.decrementAndGet() != 0);
        }
    }

    /** The address alone, without path or query. */
    static URI place(URI uri) {
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    private static boolean loses(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
}
