package org.lwm2m.transport.udp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The bodies that one peer is sending or fetching in blocks; the one that was idle longest comes first. */
final class Transfers<T> {

    private record Transfer<T>(T what, long since) {}

    private final Loop loop;
    private final Map<BlockKey, Transfer<T>> transfers = new LinkedHashMap<>(2);

    Transfers(Loop loop) {
        this.loop = loop;
    }

    int size() {
        return transfers.size();
    }

    Optional<T> find(BlockKey key) {
        return Optional.ofNullable(transfers.get(key)).map(Transfer::what);
    }

    /** Adds one, or says that one has moved on. */
    void put(BlockKey key, T transfer) {
        transfers.remove(key);
        transfers.put(key, new Transfer<>(transfer, loop.nanos()));
    }

    Optional<T> remove(BlockKey key) {
        return Optional.ofNullable(transfers.remove(key)).map(Transfer::what);
    }

    /** Takes out the one that was idle longest, if it was so for {@code least}. */
    Optional<T> removeIdle(Duration least) {
        var first = transfers.entrySet().stream().findFirst();
        if (first.isEmpty() || loop.nanos() - first.get().getValue().since() < least.toNanos()) {
            return Optional.empty();
        }
        return remove(first.get().getKey());
    }
}
