package org.lwm2m.itest.faults;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/** How many datagrams had which fate. */
final class Fates {

    final LongAdder datagrams = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder doubled = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder moves = new LongAdder();
    final LongAdder refused = new LongAdder();
    /** Answers of 5.03, and those of them that don't say when to come back. */
    final LongAdder unavailable = new LongAdder();

    final LongAdder withoutTime = new LongAdder();

    void saw(ByteBuffer message) {
        datagrams.increment();
        if (Glance.unavailable(message)) {
            unavailable.increment();
            withoutTime.add(Glance.maxAge(message) ? 0 : 1);
        }
    }

    @Override
    public String toString() {
        return "%,d datagrams: %,d lost, %,d doubled, %,d late, %,d met nobody; %,d changes of the client's port"
                .formatted(datagrams.sum(), lost.sum(), doubled.sum(), late.sum(), refused.sum(), moves.sum());
    }
}
