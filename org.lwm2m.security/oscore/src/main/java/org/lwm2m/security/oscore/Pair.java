package org.lwm2m.security.oscore;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/** Who agreed with whom: our id, the peer's, and the ID Context as configured. Names what is on record of them. */
record Pair(Bytes sender, Bytes recipient, Bytes context) {

    static Pair of(Credentials.Oscore agreed) {
        return new Pair(agreed.sender(), agreed.recipient(), agreed.context());
    }

    /** @throws IllegalArgumentException for what {@link #toString} does not write */
    static Pair read(String text) {
        var parts = text.split("-", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no pair: " + text);
        }
        return new Pair(Bytes.hex(parts[0]), Bytes.hex(parts[1]), Bytes.hex(parts[2]));
    }

    Identity.Oscore peer() {
        return new Identity.Oscore(recipient, context);
    }

    @Override
    public String toString() {
        return sender.hex() + "-" + recipient.hex() + "-" + context.hex();
    }
}
