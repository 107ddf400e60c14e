package org.lwm2m.security.oscore;

import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.store.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must survive of a context, in the store: which it is, how far its numbers went; no keys. */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final String PREFIX = "org.lwm2m.security.oscore/";

    /**
     * @param context its ID Context
     * @param next the first number of ours that was not used
     * @param window what came of the peer's numbers, if we ended in good order
     */
    record Page(Bytes context, long next, Optional<ReplayWindow> window) {

        private Bytes text() {
            return Bytes.utf8(
                    context.hex() + " " + next + window.map(each -> " " + each).orElse(""));
        }

        private static Page read(Bytes text) {
            var parts = text.utf8().split(" ", -1);
            Optional<ReplayWindow> window = parts.length < 4
                    ? Optional.empty()
                    : Optional.of(new ReplayWindow(Long.parseLong(parts[2]), Integer.parseInt(parts[3])));
            return new Page(Bytes.hex(parts[0]), Long.parseLong(parts[1]), window);
        }
    }

    private final StateStore store;

    Ledger(StateStore store) {
        this.store = store;
    }

    /** The context that the peers derived last. */
    Optional<Page> derived(Credentials.Oscore agreed) {
        return page(name(agreed, "derived"));
    }

    /** The context as it was configured. */
    Optional<Page> configured(Credentials.Oscore agreed) {
        return page(name(agreed, "configured"));
    }

    /** @throws LwM2mException with 5.03 if the store does not take it */
    void put(Credentials.Oscore agreed, Page page) {
        var kind = page.context.equals(agreed.context()) ? "configured" : "derived";
        try {
            store.put(name(agreed, kind), page.text());
        } catch (RuntimeException e) {
            throw new LwM2mException(
                    Status.UNAVAILABLE, "the state store takes no OSCORE sequence numbers: " + e.getMessage(), e);
        }
    }

    private Optional<Page> page(String name) {
        return store.get(name).flatMap(text -> {
            try {
                return Optional.of(Page.read(text));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                LOG.error("{} in the state store can't be read and is passed over: {}", name, e.toString());
                return Optional.empty();
            }
        });
    }

    private static String name(Credentials.Oscore agreed, String kind) {
        return PREFIX + agreed.sender().hex() + "-" + agreed.recipient().hex() + "-"
                + agreed.context().hex() + "/" + kind;
    }
}
