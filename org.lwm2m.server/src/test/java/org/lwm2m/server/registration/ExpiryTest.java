package org.lwm2m.server.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    @Test
    void theFirstToEndIsFirstWhateverIsPutInMovedAndRemoved() {
        var random = new Random(1);
        var expiry = new Expiry();
        var all = new ArrayList<Registered>();
        for (var step = 0; step < 20_000; step++) {
            var choice = random.nextInt(4);
            if (choice < 2 || all.isEmpty()) {
                var one = new Registered(null);
                expiry.put(one, deadline(random));
                all.add(one);
            } else if (choice == 2) {
                expiry.put(all.get(random.nextInt(all.size())), deadline(random));
            } else {
                expiry.remove(all.remove(random.nextInt(all.size())));
            }
            if (!all.isEmpty()) {
                var least = all.stream()
                        .mapToLong(one -> one.deadline - Long.MAX_VALUE)
                        .min()
                        .getAsLong();
                assertEquals(least, expiry.first().orElseThrow().deadline - Long.MAX_VALUE);
            }
        }
        all.sort(Comparator.comparingLong(one -> one.deadline - Long.MAX_VALUE));
        for (var one : all) {
            assertEquals(one.deadline, expiry.first().orElseThrow().deadline);
            expiry.remove(expiry.first().orElseThrow());
        }
        assertEquals(Optional.empty(), expiry.first());
    }

    @Test
    void whatIsNotInMayBeRemoved() {
        var expiry = new Expiry();
        var in = new Registered(null);
        expiry.put(in, 1);
        var out = new Registered(null);
        expiry.remove(out);
        assertSame(in, expiry.first().orElseThrow());
        expiry.remove(in);
        expiry.remove(in);
        assertEquals(Optional.empty(), expiry.first());
    }

    /** Around where ticks overflow. */
    private static long deadline(Random random) {
        return Long.MAX_VALUE + random.nextInt(2000) - 1000;
    }
}
