package org.lwm2m.security.oscore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.lwm2m.api.Bytes;
import org.lwm2m.security.oscore.Page.Place;
import org.lwm2m.security.oscore.Page.Side;

/**
 * Remembers the requests that began observations, of ours and of peers', as their notifications are tied to them. What it
 * knows is written behind, so that whoever comes after us goes on.
 */
final class Observations {

    /** Those of the peer that was silent longest make room. */
    private static final int MOST = 200_000;

    private final Ledger ledger;
    private final Executor behind;
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final Map<Place, Page> pages = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
    private final Map<Bytes, Place> ours = new HashMap<>(); // guarded by this
    private final Set<Place> unwritten = new LinkedHashSet<>(); // guarded by this
    private int count; // guarded by this
    private boolean writing; // guarded by this
    private final Object recording = new Object();
    private boolean closed; // guarded by recording

    /** @param behind one thread, for the store */
    Observations(Ledger ledger, Executor behind) {
        this.ledger = ledger;
        this.behind = behind;
        behind.execute(this::load);
    }

    static boolean begins(CoapBytes request) {
        return request.option(CoapBytes.OBSERVE)
                .filter(each -> each.length == 0)
                .isPresent();
    }

    static boolean ends(CoapBytes request) {
        return request.option(CoapBytes.OBSERVE)
                .filter(each -> Arrays.equals(each, new byte[] {1}))
                .isPresent();
    }

    /** Complete when it is known what was on record. */
    CompletableFuture<Void> loaded() {
        return loaded;
    }

    synchronized Optional<Begun> ours(Bytes token) {
        return Optional.ofNullable(ours.get(token)).map(pages::get).flatMap(page -> page.find(token));
    }

    synchronized Optional<Begun> theirs(Pair pair, Bytes token) {
        return Optional.ofNullable(pages.get(new Place(pair, Side.OBSERVED))).flatMap(page -> page.find(token));
    }

    /** @param notified the number of the answer, if it had one; else -1 */
    synchronized void began(Side side, Bytes token, Begun begun, long notified) {
        var place = new Place(begun.pair(), side);
        var page = pages.computeIfAbsent(place, none -> new Page());
        var before = page.size();
        if (page.begin(token, begun, notified)) {
            if (side == Side.OBSERVING) {
                ours.put(token, place);
            }
            count += page.size() - before;
            write(place);
            makeRoom();
        }
    }

    synchronized void ended(Side side, Pair pair, Bytes token) {
        var place = new Place(pair, side);
        var page = pages.get(place);
        if (page != null && page.end(token)) {
            count--;
            ours.remove(token, place);
            write(place);
        }
    }

    /** Takes the number of a notification to us, if it is newer than all that came. */
    synchronized boolean takes(Pair pair, Bytes token, long number) {
        var place = new Place(pair, Side.OBSERVING);
        var page = pages.get(place);
        if (page == null || !page.takes(token, number)) {
            return false;
        }
        if (page.lags(token)) {
            write(place);
        }
        return true;
    }

    /** Ends all that began with other keys than those which are in use now; these are the tokens of ours. */
    synchronized List<Bytes> outdated(Pair pair, Bytes context) {
        List<Bytes> gone = List.of();
        for (var side : Side.values()) {
            var place = new Place(pair, side);
            var page = pages.get(place);
            var old = page == null ? List.<Bytes>of() : page.endAllBut(context);
            if (!old.isEmpty()) {
                count -= old.size();
                write(place);
            }
            gone = side == Side.OBSERVING ? old : gone;
        }
        ours.keySet().removeAll(gone);
        return gone;
    }

    /** Writes what is not written, for who comes after us, and no more. */
    void close() {
        synchronized (this) {
            unwritten.addAll(pages.keySet());
        }
        synchronized (recording) {
            if (!closed && loaded.isDone()) {
                writeAll();
            }
            closed = true;
        }
    }

    private void load() {
        for (var place : ledger.observed()) {
            var recorded = ledger.page(place);
            synchronized (this) {
                recorded.ifPresent(each -> add(place, each));
            }
        }
        loaded.complete(null);
    }

    private void add(Place place, Page recorded) {
        var page = pages.computeIfAbsent(place, none -> new Page());
        count -= page.size();
        page.add(recorded);
        count += page.size();
        if (place.side() == Side.OBSERVING) {
            page.tokens().forEach(token -> ours.put(token, place));
        }
        makeRoom();
    }

    private void makeRoom() {
        while (count > MOST) {
            var eldest = pages.entrySet().iterator().next();
            pages.remove(eldest.getKey());
            count -= eldest.getValue().size();
            eldest.getValue().tokens().forEach(token -> ours.remove(token, eldest.getKey()));
            write(eldest.getKey());
        }
    }

    private void write(Place place) {
        unwritten.add(place);
        if (!writing) {
            writing = true;
            behind.execute(() -> {
                synchronized (recording) {
                    if (!closed) {
                        writeAll();
                    }
                }
            });
        }
    }

    private void writeAll() {
        while (true) {
            Place place;
            Optional<Bytes> text;
            synchronized (this) {
                if (unwritten.isEmpty()) {
                    writing = false;
                    return;
                }
                place = unwritten.iterator().next();
                unwritten.remove(place);
                text = Optional.ofNullable(pages.get(place)).map(Page::text).filter(each -> each.size() > 0);
                if (text.isEmpty()) {
                    pages.remove(place);
                }
            }
            ledger.put(place, text);
        }
    }
}
