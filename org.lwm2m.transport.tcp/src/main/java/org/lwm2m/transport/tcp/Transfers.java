package org.lwm2m.transport.tcp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Bodies that are being sent or fetched in blocks; the one that was idle longest comes first. Owned by the loop. */
final class Transfers<K, T> {

    private record Transfer<T>(T what, long since) {}

    private final Loop loop;
    private final Map<K, Transfer<T>> transfers = new LinkedHashMap<>(2);

    Transfers(Loop loop) {
        this.loop = loop;
    }

    int size() {
        return transfers.size();
    }

    Optional<T> find(K key) {
        return Optional.ofNullable(transfers.get(key)).map(Transfer::what);
    }

    /** The key among those that fit whose transfer has moved on last. */
    Optional<K> last(Predicate<K> fits) {
        return transfers.keySet().stream().filter(fits).reduce((before, next) -> next);
    }

    /** Adds one, or says that one has moved on. */
    void put(K key, T transfer) {
        transfers.remove(key);
        transfers.put(key, new Transfer<>(transfer, loop.nanos()));
    }

    /** Takes one out, unless another has its place. */
    void remove(K key, T transfer) {
        if (find(key).filter(transfer::equals).isPresent()) {
            transfers.remove(key);
        }
    }

    /** The one that was idle longest, if it was so for {@code least}. */
    Optional<T> idle(Duration least) {
        // Asked of every peer in a row, of which most have none.
        if (transfers.isEmpty()) {
            return Optional.empty();
        }
        var first = transfers.values().iterator().next();
        return loop.nanos() - first.since() >= least.toNanos() ? Optional.of(first.what()) : Optional.empty();
    }

    /** Takes out the one that was idle longest, if it was so for {@code least}. */
    Optional<T> removeIdle(Duration least) {
        var first = idle(least);
        if (first.isPresent()) {
            transfers.remove(transfers.keySet().iterator().next());
        }
        return first;
    }
}
