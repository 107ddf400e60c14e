package org.lwm2m.security.oscore;

import java.security.SecureRandom;

/**
 * What all contexts of this bundle share.
 *
 * @param derives whether a context that was never used is derived anew first; otherwise it is used as it is
 */
record Surroundings(Ledger ledger, Rederivation rederivation, SecureRandom random, boolean derives) {}
