package org.lwm2m.itest.faults;

import java.util.concurrent.atomic.LongAdder;

/** How many datagrams had which fate. */
final class Fates {

    final LongAdder datagrams = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder doubled = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder moves = new LongAdder();
    final LongAdder refused = new LongAdder();

    @Override
    public String toString() {
        return "%,d datagrams: %,d lost, %,d doubled, %,d late, %,d met nobody; %,d changes of the client's port"
                .formatted(datagrams.sum(), lost.sum(), doubled.sum(), late.sum(), refused.sum(), moves.sum());
    }
}
