package org.lwm2m.security.oscore;

import java.util.List;
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
    private static final String EPOCH = " epoch ";

    /**
     * @param context its ID Context
     * @param next the first number of ours that was not used
     * @param window what came of the peer's numbers, if we ended in good order
     */
    record Entry(Bytes context, long next, Optional<ReplayWindow> window) {

        private Bytes text(long epoch) {
            return Bytes.utf8(context.hex() + " " + next
                    + window.map(each -> " " + each).orElse("")
                    + (epoch == 0 ? "" : EPOCH + epoch));
        }

        private static Entry read(String text) {
            var parts = text.split(" ", -1);
            Optional<ReplayWindow> window = parts.length < 4
                    ? Optional.empty()
                    : Optional.of(new ReplayWindow(Long.parseLong(parts[2]), Integer.parseInt(parts[3])));
            return new Entry(Bytes.hex(parts[0]), Long.parseLong(parts[1]), window);
        }
    }

    private final StateStore store;

    Ledger(StateStore store) {
        this.store = store;
    }

    /**
     * Whether the store may have lost or put back what was on record: then a context of which nothing is on record may
     * have been used all the same.
     */
    boolean doubtful() {
        return store.epoch() > 0;
    }

    /** The context that the peers derived last. */
    Optional<Entry> derived(Credentials.Oscore agreed) {
        return entry(name(agreed, "derived"));
    }

    /** The context as it was configured. */
    Optional<Entry> configured(Credentials.Oscore agreed) {
        return entry(name(agreed, "configured"));
    }

    /** @throws LwM2mException with 5.03 if the store does not take it */
    void put(Credentials.Oscore agreed, Entry page) {
        var kind = page.context.equals(agreed.context()) ? "configured" : "derived";
        try {
            store.put(name(agreed, kind), page.text(store.epoch()));
        } catch (RuntimeException e) {
            throw new LwM2mException(
                    Status.UNAVAILABLE, "the state store takes no OSCORE sequence numbers: " + e.getMessage(), e);
        }
    }

    /** Where observations are on record. */
    List<Page.Place> observed() {
        try (var names = store.names(PREFIX)) {
            return names.flatMap(each -> place(each).stream()).toList();
        } catch (RuntimeException e) {
            LOG.error("the observations in the state store can't be read, they begin anew: {}", e.toString());
            return List.of();
        }
    }

    /** The observations that are on record at a place. */
    Optional<Page> page(Page.Place place) {
        try {
            return store.get(PREFIX + place).map(text -> Page.read(place.pair(), text));
        } catch (RuntimeException e) {
            LOG.error(
                    "{}{} in the state store can't be read, these observations begin anew: {}",
                    PREFIX,
                    place,
                    e.toString());
            return Optional.empty();
        }
    }

    /** @param text empty to keep nothing */
    void put(Page.Place place, Optional<Bytes> text) {
        try {
            text.ifPresentOrElse(each -> store.put(PREFIX + place, each), () -> store.remove(PREFIX + place));
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}{} is not kept, these observations will not outlive this bundle: {}",
                    PREFIX,
                    place,
                    e.toString());
        }
    }

    private static Optional<Page.Place> place(String name) {
        try {
            return Page.Place.read(name.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Entry> entry(String name) {
        return store.get(name).flatMap(text -> {
            try {
                return current(text.utf8()).map(Entry::read);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                LOG.error("{} in the state store can't be read and is passed over: {}", name, e.toString());
                return Optional.empty();
            }
        });
    }

    /** What was written before the store went back may be older than what was used since: it counts no more. */
    private Optional<String> current(String text) {
        var parts = text.split(EPOCH, 2);
        var epoch = parts.length < 2 ? 0 : Long.parseLong(parts[1]);
        return epoch == store.epoch() ? Optional.of(parts[0]) : Optional.empty();
    }

    private static String name(Credentials.Oscore agreed, String kind) {
        return PREFIX + Pair.of(agreed) + "/" + kind;
    }
}
