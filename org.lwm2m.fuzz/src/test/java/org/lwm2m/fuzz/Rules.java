package org.lwm2m.fuzz;

import java.util.function.Supplier;

/** What holds whatever bytes come. */
@FunctionalInterface
public interface Rules {

    /** Fails with an error or an exception if something does not hold. */
    void check(byte[] input);

    static void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new AssertionError(what.get());
        }
    }
}
