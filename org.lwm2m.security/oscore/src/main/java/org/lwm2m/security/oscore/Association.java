package org.lwm2m.security.oscore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/** What we and one peer agreed on, and the contexts that came of it: the one in use, and for a while the one before. */
final class Association {

    private static final int KEPT = 2;

    private final Credentials.Oscore agreed;
    private final Surroundings around;
    private final Object configuring = new Object(); // so that it is begun once
    private final List<Session> sessions = new ArrayList<>(KEPT); // guarded by this; the one in use first
    private int generation; // guarded by this
    private boolean loaded; // guarded by this
    private boolean closed; // guarded by this

    Association(Credentials.Oscore agreed, Surroundings around) {
        this.agreed = agreed;
        this.around = around;
    }

    Identity.Oscore peer() {
        return new Identity.Oscore(agreed.recipient(), agreed.context());
    }

    Pair pair() {
        return Pair.of(agreed);
    }

    /** Whether a new context may be derived where the one in use does not serve. */
    boolean derives() {
        return around.derives();
    }

    /** The context to call with; empty if one has to be derived first. */
    Optional<Session> current() {
        load();
        synchronized (this) {
            open();
            sessions.removeIf(each -> each.numbers().exhausted());
            return sessions.stream().findFirst();
        }
    }

    /** All that a request may have been made with; the likeliest first. */
    List<Session> known() {
        load();
        synchronized (this) {
            open();
            return List.copyOf(sessions);
        }
    }

    /** The one with this ID Context, if it still serves. */
    Optional<Session> known(Bytes context) {
        return known().stream()
                .filter(each -> each.context().id().equals(context))
                .findFirst();
    }

    /** Likewise one to send with: another than the one in use gets no new numbers. */
    Optional<Session> sending(Bytes context) {
        var current = current();
        return known(context)
                .filter(each ->
                        current.equals(Optional.of(each)) || each.numbers().available());
    }

    /** A context only for a request that asks to derive another (B.2, request 1). */
    Session first() {
        var r1 = around.rederivation().r1();
        return passing(r1, Optional.of(wrapped(r1)));
    }

    /** A context for one message of whoever derives one: its ID Context is new, and so are its keys. */
    Session passing(Bytes context, Optional<Bytes> announced) {
        var numbers = new Numbers(0, below -> {});
        return new Session(context(context), numbers, announced, Optional.of(new ReplayWindow()), around.random());
    }

    /**
     * The peer has answered with its nonce (B.2, response 1).
     *
     * @param before what was in use when the exchange began
     * @return what is in use now, be it that this or another exchange derived it
     */
    Session derived(byte[] r2, Optional<Session> before) {
        var now = current();
        if (now.isPresent() && !now.equals(before)) {
            return now.get();
        }
        var context = around.rederivation().withR3(r2);
        return use(session(context(context), 0, Optional.of(wrapped(context)), Optional.of(new ReplayWindow())));
    }

    byte[] r2() {
        return around.rederivation().r2(agreed.recipient(), generation());
    }

    boolean hasOurR2(Bytes context) {
        return around.rederivation().begins(context, agreed.recipient(), generation());
    }

    /** A context that the peer derived with a nonce of ours (B.2, request 2); not in use before it was proved. */
    Session proposed(Bytes context) {
        return session(context(context), 0, Optional.empty(), unused());
    }

    /** Transport 1.2, 5.5: who receives the first request in a context must ask for an Echo. */
    private Optional<ReplayWindow> unused() {
        return around.echoes() ? Optional.empty() : Optional.of(new ReplayWindow());
    }

    /** As {@link #use}, where a nonce of ours made it: no nonce of before makes another, so that none counts twice. */
    Session adopt(Session session) {
        synchronized (this) {
            generation++;
        }
        return use(session);
    }

    /** From now on this one is in use; or the same one that another request was faster to bring. */
    Session use(Session session) {
        synchronized (this) {
            open();
            var id = session.context().id();
            var same = sessions.stream()
                    .filter(each -> each.context().id().equals(id))
                    .findFirst();
            if (same.isPresent()) {
                return same.get();
            }
            sessions.add(0, session);
            while (sessions.size() > KEPT) {
                sessions.remove(KEPT);
            }
        }
        session.numbers().reserve();
        return session;
    }

    /** The peer has shown that it has this context. */
    void proved(Session session) {
        session.known(
                configured(session) && agreed.context().size() > 0 ? Optional.of(agreed.context()) : Optional.empty());
    }

    /** Takes the context as it was configured in use, if that may be and a message was made with it. */
    Optional<Session> asConfigured(Predicate<Session> made) {
        synchronized (configuring) {
            if (around.derives() || known().stream().anyMatch(this::configured)) {
                return Optional.empty();
            }
            return Optional.of(configuredSession()).filter(made).map(this::use);
        }
    }

    /** Ends all contexts, and puts down what is known of the one in use, for who comes after us. */
    void close() {
        List<Session> last;
        synchronized (this) {
            loaded = true;
            closed = true;
            last = List.copyOf(sessions);
            sessions.clear();
        }
        var pages = last.stream().map(Session::close).toList();
        pages.stream().findFirst().ifPresent(each -> around.ledger().put(agreed, each));
    }

    /** Who was put away has no contexts, but must not say so: the peer would derive another. */
    private void open() {
        if (closed) {
            throw new LwM2mException(Status.UNAVAILABLE, "this OSCORE context was put away");
        }
    }

    static Bytes wrapped(Bytes context) {
        return Bytes.wrap(Cbor.wrap(context.array()));
    }

    private Context context(Bytes id) {
        return around.contexts().apply(agreed, id);
    }

    private synchronized int generation() {
        return generation;
    }

    private boolean configured(Session session) {
        return session.context().id().equals(agreed.context());
    }

    private void load() {
        synchronized (this) {
            if (loaded) {
                return;
            }
        }
        var found = around.ledger()
                .derived(agreed)
                .map(this::restored)
                .or(() -> around.derives() ? Optional.empty() : Optional.of(configuredSession()))
                .filter(each -> !each.numbers().exhausted());
        synchronized (this) {
            if (!loaded) {
                found.ifPresent(sessions::add);
                loaded = true;
            }
        }
        // What is on record of the replay window is not to be believed a second time.
        found.filter(each -> known().contains(each))
                .ifPresent(each -> each.numbers().reserve());
    }

    private Session configuredSession() {
        var page = around.ledger().configured(agreed);
        return page.map(this::restored).orElseGet(() -> session(context(agreed.context()), 0, announced(), unused()));
    }

    private Session restored(Ledger.Entry page) {
        var context = context(page.context());
        return session(
                context,
                page.next(),
                page.context().equals(agreed.context()) ? announced() : Optional.empty(),
                page.window());
    }

    private Optional<Bytes> announced() {
        return Optional.of(agreed.context()).filter(each -> each.size() > 0);
    }

    private Session session(Context context, long next, Optional<Bytes> announced, Optional<ReplayWindow> window) {
        var numbers = new Numbers(next, below -> record(context, below));
        return new Session(context, numbers, announced, window, around.random());
    }

    /** Only the context in use is on record; one that was replaced gets no more numbers. */
    private void record(Context context, long below) {
        if (current().filter(each -> each.context() == context).isEmpty()) {
            throw new LwM2mException(Status.UNAVAILABLE, "this OSCORE context was replaced by another");
        }
        around.ledger().put(agreed, new Ledger.Entry(context.id(), below, Optional.empty()));
    }
}
