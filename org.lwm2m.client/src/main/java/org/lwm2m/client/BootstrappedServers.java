package org.lwm2m.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.account.Accounts;
import org.lwm2m.client.account.BootstrapAccount;
import org.lwm2m.client.account.Draft;
import org.lwm2m.client.bootstrap.Host;
import org.lwm2m.client.registration.Surroundings;

/** What a bootstrap makes of the servers of one client, and what of that is remembered. Belongs to the client's loop. */
final class BootstrappedServers implements Host {

    private final Servers servers;
    private final Surroundings around;
    private final Accounts accounts;
    private final Memory memory;
    private final Origins origins;

    BootstrappedServers(Servers servers, Surroundings around, Memory memory, Origins origins) {
        this.servers = servers;
        this.around = around;
        this.accounts = servers.accounts();
        this.memory = memory;
        this.origins = origins;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public boolean needsBootstrap() {
        var all = servers.lives().all();
        var failed = all.stream()
                .anyMatch(each -> each.hasGivenUp() && each.account().bootstrapsOnFailure());
        return accounts.all().isEmpty() || failed && all.stream().allMatch(servers::idle);
    }

    /** Core 1.2, 6.1.6: registers with those that are new, tells the others what changed, leaves those that are gone. */
    @Override
    public void adopt(Draft draft) {
        var before = accounts.bootstrap();
        var settings = new Account.Settings(
                before.map(each -> each.settings().version()).orElse(Account.Settings.STANDARD.version()),
                Optional.empty(),
                Optional.empty());
        var made = accounts.adopt(draft, settings, Optional.of(around.loop().now()));
        origins.adopted(made, before);
        access(draft, made);
        memory.purge(accounts.bootstrap()
                .flatMap(BootstrapAccount::timeout)
                .map(around.loop().now()::plus));
        origins.remember();
        made.gone().forEach(servers::leave);
        resume(made);
    }

    @Override
    public void purge() {
        accounts.bootstrap().ifPresent(each -> {
            origins.replace(each);
            servers.journal().write("the bootstrap account goes, as it was to after a bootstrap (/0/x/12)");
            memory.purge(Optional.empty());
            servers.remove(each);
            origins.remember();
        });
    }

    @Override
    public void bootstrapChanged() {
        servers.publish();
        servers.bootstrap().status().ifPresent(servers.listener());
    }

    @Override
    public void say(String news) {
        servers.journal().write(news);
    }

    /** Takes what a bootstrap wrote before this client began; what is configured counts before it. */
    void recall() {
        memory.recall().ifPresent(kept -> {
            origins.replaced().forEach(servers::remove);
            servers.removal()
                    .thenRunAsync(
                            () -> {
                                kept.accounts().forEach(each -> recall(each, kept.settings()));
                                servers.provisions();
                                purgeInTime();
                            },
                            around.loop());
        });
    }

    private void recall(List<Entry> account, Account.Settings settings) {
        try {
            var added = accounts.restore(account, settings);
            origins.bootstrapped(added);
            servers.begin(added instanceof Account one ? List.of(one) : List.of());
        } catch (LwM2mException e) {
            servers.journal()
                    .write("an account of a bootstrap is left out, as another is configured: " + e.getMessage());
        }
    }

    void purgeInTime() {
        memory.purge().ifPresent(at -> {
            var left = Duration.between(around.loop().now(), at);
            servers.bootstrap().purgeAfter(left.isNegative() ? Duration.ZERO : left);
        });
    }

    private void access(Draft draft, Accounts.Adopted made) {
        var now = accounts.all().stream().map(Account::id).collect(Collectors.toSet());
        var gone = made.gone().stream()
                .map(Account::id)
                .filter(id -> !now.contains(id))
                .collect(Collectors.toSet());
        // Transport 1.2, 5.2.5: what only they had access to goes with them.
        memory.access().stream().filter(each -> each.onlyFor(gone)).forEach(each -> around.management()
                .provisioning()
                .delete(each.control().target()));
        memory.access(
                draft.accessTouched()
                        ? draft.access()
                        : memory.access().stream()
                                .filter(each -> !each.onlyFor(gone))
                                .toList());
        servers.accountsChanged();
        if (draft.accessTouched()) {
            around.management().provisioning().access(servers.allProvisions());
        } else {
            servers.provisions();
        }
    }

    private void resume(Accounts.Adopted made) {
        for (var account : made.stay()) {
            servers.life(account).ifPresent(life -> {
                if (life.session().isPresent()) {
                    life.changed();
                } else if (!servers.lives().waits(life)) {
                    life.register().exceptionally(failure -> null);
                }
            });
        }
        servers.removal()
                .thenRunAsync(
                        () -> {
                            if (!servers.closing()) {
                                servers.begin(made.came().stream()
                                        .filter(accounts::has)
                                        .toList());
                            }
                        },
                        around.loop());
    }
}
