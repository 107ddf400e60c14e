package org.lwm2m.security.oscore;

import java.security.SecureRandom;
import java.util.function.BiFunction;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;

/**
 * What all contexts of this bundle share.
 *
 * @param contexts makes one of what was agreed on and an ID Context
 * @param derives whether a context that was never used is derived anew first; otherwise it is used as it is
 * @param echoes whether the first request of the peer's in a context that was never used has to echo something
 */
record Surroundings(
        Ledger ledger,
        Rederivation rederivation,
        BiFunction<Credentials.Oscore, Bytes, Context> contexts,
        SecureRandom random,
        boolean derives,
        boolean echoes) {

    /** Always where the store may have gone back: a context as it is would begin with numbers that were used. */
    @Override
    public boolean derives() {
        return derives || ledger.doubtful();
    }
}
