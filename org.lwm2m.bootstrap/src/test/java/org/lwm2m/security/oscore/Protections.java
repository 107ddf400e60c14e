package org.lwm2m.security.oscore;

import org.lwm2m.api.security.MessageProtection;
import org.lwm2m.api.store.StateStore;

/** OSCORE as its component makes it. */
public final class Protections {

    private Protections() {}

    public static MessageProtection over(StateStore store) {
        return new OscoreProtection(store, OscoreConfiguration.Checked.STANDARD, Context::new);
    }
}
