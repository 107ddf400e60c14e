package org.lwm2m.transport.udp;

import java.util.LinkedHashSet;
import java.util.Set;

/** All that is remembered of messages, whosever they were: beyond its bound the oldest is forgotten. Owned by the loop. */
final class Memory {

    private final int most;
    private final Set<Duplicates.Seen> all = new LinkedHashSet<>();
    private int octets;

    /** @param most octets, more or less */
    Memory(int most) {
        this.most = most;
    }

    void keep(Duplicates.Seen one) {
        all.add(one);
        grow(one.octets());
    }

    void release(Duplicates.Seen one) {
        if (all.remove(one)) {
            octets -= one.octets();
        }
    }

    boolean keeps(Duplicates.Seen one) {
        return all.contains(one);
    }

    void grow(int more) {
        octets += more;
        while (octets > most && !all.isEmpty()) {
            var oldest = all.iterator().next();
            release(oldest);
            oldest.forget();
        }
    }

    int octets() {
        return octets;
    }
}
