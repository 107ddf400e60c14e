package org.lwm2m.client;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.account.Accounts;
import org.lwm2m.client.account.SecurityInstance;

/** Which accounts are configured and which a bootstrap made, and so which are remembered. Belongs to the client's loop. */
final class Origins {

    private final Accounts accounts;
    private final Memory memory;

    /** Of accounts that are as they were configured, what tells that configuration from another. */
    private final Map<SecurityInstance, String> configured = new HashMap<>();

    private final Set<SecurityInstance> bootstrapped = new HashSet<>();

    Origins(Accounts accounts, Memory memory) {
        this.accounts = accounts;
        this.memory = memory;
    }

    void configured(SecurityInstance account, List<Entry> configuration) {
        configured.put(account, Fingerprint.of(configuration));
    }

    void bootstrapped(SecurityInstance account) {
        bootstrapped.add(account);
    }

    void remove(SecurityInstance account) {
        configured.remove(account);
        if (bootstrapped.remove(account)) {
            remember();
        }
    }

    /** Whether a bootstrap changed or deleted the account that this configuration makes. */
    boolean replaced(List<Entry> configuration) {
        return memory.replaced(Fingerprint.of(configuration));
    }

    /** Those that are as they were configured, and no longer count. */
    List<SecurityInstance> replaced() {
        return configured.entrySet().stream()
                .filter(each -> memory.replaced(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A configured account counts no more, as a bootstrap says. */
    void replace(SecurityInstance account) {
        Optional.ofNullable(configured.remove(account)).ifPresent(memory::replace);
    }

    /** @param before the bootstrap account that there was */
    void adopted(Accounts.Adopted made, Optional<? extends SecurityInstance> before) {
        made.gone().forEach(this::replace);
        made.changed().forEach(this::replace);
        bootstrapped.removeAll(made.gone());
        before.filter(each -> !accounts.has(each)).ifPresent(each -> {
            replace(each);
            bootstrapped.remove(each);
        });
        Stream.of(made.came(), made.changed(), accounts.bootstrap().stream().toList())
                .flatMap(List::stream)
                .filter(each -> !configured.containsKey(each))
                .forEach(bootstrapped::add);
    }

    /** What a bootstrap made for the server, or the Bootstrap-Server, that this is configured for. */
    Optional<? extends SecurityInstance> inTheWay(List<Entry> configuration) {
        var id = configuration.stream()
                .filter(each -> each.path().equals(Path.of(1, 0, 0)))
                .flatMap(each -> Provision.asNumber(each).stream())
                .findFirst();
        Optional<? extends SecurityInstance> there = id.isPresent() ? accounts.get(id.get()) : accounts.bootstrap();
        return there.filter(bootstrapped::contains);
    }

    /** A server wrote to its account. */
    void written(int instance) {
        if (bootstrapped.stream().anyMatch(each -> each instanceof Account one && one.serverInstance() == instance)) {
            remember();
        }
    }

    void remember() {
        memory.keep(
                bootstrapped.stream()
                        .filter(accounts::has)
                        .map(accounts::entries)
                        .toList(),
                accounts.bootstrap().map(SecurityInstance::settings).orElse(Account.Settings.STANDARD));
    }
}
