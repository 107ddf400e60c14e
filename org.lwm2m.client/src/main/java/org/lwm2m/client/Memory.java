package org.lwm2m.client;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lwm2m.api.Entry;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.keeping.Keeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a bootstrap said that is in no account, and all that it said in a store, if there is one: access control, and
 * which configured accounts count no more. Belongs to the client's loop.
 */
final class Memory {

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    private final String name;
    private final Supplier<Optional<StateStore>> store;
    private final Keeper keeper;
    private final Set<String> replaced = new HashSet<>();
    private List<Provision> access = List.of();
    private Optional<Instant> purge = Optional.empty();
    private boolean read;

    /** @param store asked each time: it comes and goes */
    Memory(String endpoint, Supplier<Optional<StateStore>> store) {
        this(endpoint, store, Keeper.NONE);
    }

    /** @param keeper has what else outlives the client */
    Memory(String endpoint, Supplier<Optional<StateStore>> store, Keeper keeper) {
        this.name = "org.lwm2m.client/" + endpoint + "/accounts";
        this.store = store;
        this.keeper = keeper;
    }

    Keeper keeper() {
        return keeper;
    }

    /** Keeps nothing for longer than the client lives. */
    static Memory brief() {
        return new Memory("", Optional::empty);
    }

    /** Whether a bootstrap changed or deleted the account that this configuration makes. */
    boolean replaced(String fingerprint) {
        return replaced.contains(fingerprint);
    }

    void replace(String fingerprint) {
        replaced.add(fingerprint);
    }

    List<Provision> access() {
        return access;
    }

    void access(List<Provision> now) {
        access = List.copyOf(now);
    }

    /** When the bootstrap account goes. */
    Optional<Instant> purge() {
        return purge;
    }

    void purge(Optional<Instant> at) {
        purge = at;
    }

    /** Once: what was kept before this client began, unless it has something newer to keep. */
    Optional<Kept> recall() {
        if (read || store.get().isEmpty()) {
            return Optional.empty();
        }
        read = true;
        var kept = store.get().flatMap(each -> each.get(name)).flatMap(bytes -> {
            try {
                return Optional.of(Kept.read(bytes));
            } catch (IOException e) {
                LOG.error(
                        "{} in the store is damaged: {}; the client begins as it is configured, and the next bootstrap"
                                + " writes it anew",
                        name,
                        e.getMessage());
                return Optional.empty();
            }
        });
        kept.ifPresent(each -> {
            replaced.addAll(each.replaced());
            access = Provision.read(each.access());
            purge = each.purge();
        });
        return kept;
    }

    /** Is kept when this returns, if there is a store. */
    void keep(List<List<Entry>> accounts, Account.Settings settings) {
        read = true;
        var entries = access.stream()
                .flatMap(each -> each.control().entries(each.number().orElse(0)).stream())
                .toList();
        var kept = new Kept(accounts, settings, entries, Set.copyOf(replaced), purge);
        try {
            store.get().ifPresent(each -> each.put(name, kept.bytes()));
        } catch (RuntimeException e) {
            LOG.error("{} can't be kept: after a restart the client begins as it did before this", name, e);
        }
    }
}
