package org.lwm2m.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.keeping.Octets;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.client.management.DeviceManagement;
import org.lwm2m.client.management.ServerSession;
import org.lwm2m.client.registration.Life;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Sends to one server, one at a time in their order. Those that find no way wait for the next one: a transport or a
 * codec that is replaced, a server that is away for a while, or a restart where there is a store, loses none. Belongs to the client's loop.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private static final int FORMAT = 1;

    /** What waits for longer is kept. */
    private static final Duration KEEP = Duration.ofSeconds(1);

    /** How many values may wait in all, */
    static final int MOST = 10_000;

    /** for how long, */
    static final Duration KEPT = Duration.ofMinutes(10);

    /** and how often they are tried while the way seems to be there. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private final Life life;
    private final DeviceManagement management;
    private final Loop loop;
    private final Keeper keeper;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int values;
    private boolean sending;
    private boolean pausing;

    private boolean kept;
    private Optional<Loop.Timer> keeping = Optional.empty();

    private record Waiting(List<Entry> values, CompletableFuture<Void> done, Instant until, Loop.Timer deadline) {}

    /** @param keeper has what waits when the client is restarted */
    Outbox(Life life, DeviceManagement management, Loop loop, Keeper keeper) {
        this.life = life;
        this.management = management;
        this.loop = loop;
        this.keeper = keeper;
    }

    /** What waited before a restart goes out with the rest of its time, if any is left. */
    void recall() {
        keeper.get(name()).ifPresent(bytes -> {
            kept = true;
            try {
                for (var each : Octets.read(
                        FORMAT,
                        bytes,
                        in -> Octets.all(in, one -> Map.entry(Octets.time(one), Octets.all(one, Octets::entry))))) {
                    if (each.getKey().isAfter(loop.now())) {
                        add(each.getValue(), each.getKey());
                    }
                }
            } catch (IOException e) {
                LOG.error("{} in the store is damaged, nothing waits: {}", name(), e.getMessage());
            }
            keepSoon();
        });
    }

    /** Sends that only pass through need not be kept: what has waited for a while is. */
    private void keepSoon() {
        if (keeping.isEmpty() && (kept || !waiting.isEmpty())) {
            keeping = Optional.of(loop.after(KEEP, this::keep));
        }
    }

    /** What waits now is what goes out after a restart. */
    void keep() {
        keeping.ifPresent(Loop.Timer::cancel);
        keeping = Optional.empty();
        if (kept || !waiting.isEmpty()) {
            kept = !waiting.isEmpty();
            var all = List.copyOf(waiting);
            keeper.put(
                            name(),
                            all.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(Octets.write(
                                            FORMAT,
                                            out -> Octets.all(out, all, (to, one) -> {
                                                Octets.time(to, one.until());
                                                Octets.all(to, one.values(), Octets::entry);
                                            }))))
                    .exceptionally(failure -> {
                        LOG.warn("{} is not kept: {}", name(), failure.getMessage());
                        return null;
                    });
        }
    }

    private String name() {
        return "sends/" + life.account().id();
    }

    /** Takes values; complete when the server has said that it has them. */
    CompletionStage<Void> send(List<Entry> some) {
        if (life.account().mutesSend()) {
            return refused(muted());
        }
        if (life.session().isEmpty() && waiting.isEmpty()) {
            return refused(noWay("not registered with it"));
        }
        if (values + some.size() > MOST) {
            return refused(noWay(values + " values wait for it, no more are kept"));
        }
        var done = add(some, loop.now().plus(KEPT));
        next();
        return done;
    }

    private CompletionStage<Void> add(List<Entry> some, Instant until) {
        var done = new CompletableFuture<Void>();
        var left = Duration.between(loop.now(), until);
        waiting.add(new Waiting(some, done, until, loop.after(left, () -> giveUp(done))));
        values += some.size();
        keepSoon();
        return done;
    }

    /** There may be a way now. */
    void next() {
        if (sending || pausing || waiting.isEmpty()) {
            return;
        }
        if (life.account().mutesSend()) {
            clear(muted());
            return;
        }
        var first = waiting.peek();
        life.session()
                .filter(ServerSession::reachable)
                .filter(session -> management.lists(session, first.values()))
                .ifPresent(session -> send(session, first));
    }

    private void send(ServerSession session, Waiting one) {
        sending = true;
        CompletableFuture.completedFuture(session)
                .thenCompose(to -> management.send(to, one.values()))
                .whenComplete((done, failure) -> {
                    sending = false;
                    if (failure != null && again(failure)) {
                        pause();
                    } else {
                        remove(one);
                        complete(one, failure);
                        next();
                    }
                });
    }

    /** It did not get through, or the server has no time: it goes again, first of all. */
    private static boolean again(Throwable failure) {
        return LwM2mException.cause(failure) instanceof LwM2mException known && known.status() == Status.UNAVAILABLE;
    }

    private void pause() {
        pausing = true;
        loop.after(PAUSE, () -> {
            pausing = false;
            next();
        });
    }

    private void giveUp(CompletableFuture<Void> done) {
        var late = waiting.stream().filter(each -> each.done() == done).toList();
        LOG.info("Send to server {} waited {}, it is given up", life.account().id(), KEPT);
        late.forEach(each -> {
            remove(each);
            complete(each, noWay("no way to it within " + KEPT));
        });
    }

    /** The account is gone, or the client. */
    void close() {
        clear(noWay("it is left"));
    }

    private void clear(LwM2mException why) {
        var all = new ArrayList<>(waiting);
        all.forEach(this::remove);
        all.forEach(each -> complete(each, why));
    }

    private void remove(Waiting one) {
        if (waiting.remove(one)) {
            values -= one.values().size();
            keepSoon();
        }
    }

    private static void complete(Waiting one, Throwable failure) {
        one.deadline().cancel();
        if (failure == null) {
            one.done().complete(null);
        } else {
            one.done().completeExceptionally(LwM2mException.cause(failure));
        }
    }

    private LwM2mException muted() {
        return new LwM2mException(
                Status.METHOD_NOT_ALLOWED, "server " + life.account().id() + " has muted Send, in /1/x/23");
    }

    private LwM2mException noWay(String why) {
        return new LwM2mException(
                Status.UNAVAILABLE, "can't send to server " + life.account().id() + ": " + why);
    }

    private static CompletionStage<Void> refused(LwM2mException why) {
        return CompletableFuture.failedStage(why);
    }
}
