package org.lwm2m.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.account.Accounts;
import org.lwm2m.client.account.SecurityInstance;
import org.lwm2m.client.account.ServerObject;
import org.lwm2m.client.bootstrap.Bootstrap;
import org.lwm2m.client.loop.Loop.Timer;
import org.lwm2m.client.management.DeviceManagement;
import org.lwm2m.client.registration.Life;
import org.lwm2m.client.registration.Lives;
import org.lwm2m.client.registration.Surroundings;

/**
 * The servers of one client: its accounts, and what becomes of registrations when accounts come, change and go, by
 * configuration or by a bootstrap. Belongs to the client's loop.
 */
final class Servers {

    private static final ObjectVersion V1_2 = new ObjectVersion(1, 2);

    private final Surroundings around;
    private final DeviceManagement management;
    private final Consumer<ServerStatus> listener;
    private final Journal journal;
    private final Accounts accounts;
    private final Lives lives = new Lives();
    private final Sending sending;
    private final PastRegistrations past;
    private final BootstrappedServers host;
    private final Bootstrap bootstrap;
    private final Memory memory;
    private final Origins origins;
    private final List<Provision> configured = new ArrayList<>();

    private Optional<Timer> accessCheck = Optional.empty();
    private CompletionStage<Void> removal = CompletableFuture.completedStage(null);
    private boolean closing;

    /** A copy for those that ask from elsewhere. */
    private volatile List<ServerStatus> statuses = List.of();

    /** @param listener hears of each change, after {@link #statuses} has it */
    Servers(Surroundings around, ServerObject.Actions actions, Memory memory, Consumer<ServerStatus> listener) {
        this.around = around;
        this.management = around.management();
        this.memory = memory;
        this.listener = listener;
        this.journal = new Journal(around);
        this.accounts = new Accounts(actions);
        this.origins = new Origins(accounts, memory);
        this.sending = new Sending(around, memory.keeper(), lives);
        this.past = new PastRegistrations(around, memory.keeper());
        this.host = new BootstrappedServers(this, around, memory, origins);
        this.bootstrap = new Bootstrap(around, host);
    }

    /** Hears of the status of one account. */
    Consumer<ServerStatus> listener() {
        return listener;
    }

    Journal journal() {
        return journal;
    }

    /** Complete when all have been left that were to be. */
    CompletionStage<Void> removal() {
        return removal;
    }

    boolean closing() {
        return closing;
    }

    List<ServerStatus> statuses() {
        return statuses;
    }

    Lives lives() {
        return lives;
    }

    Sending sending() {
        return sending;
    }

    Bootstrap bootstrap() {
        return bootstrap;
    }

    Accounts accounts() {
        return accounts;
    }

    /** The objects that accounts are. */
    void show(List<Provision> access) {
        configured.addAll(access);
        provisions();
        management.add(0, V1_2, "", accounts.security());
        management.add(1, V1_2, "", accounts.server());
    }

    /** Begins with these, which the accounts have by now, and with what is remembered. */
    void start(List<Account> first) {
        begin(first);
        host.recall();
    }

    void begin(Collection<Account> added) {
        for (var account : added) {
            var life = new Life[1];
            life[0] = lives.add(account, around, status -> {
                Optional.ofNullable(life[0]).ifPresent(past::changed);
                publish();
                journal.write(status);
                sending.next(account.id());
                listener.accept(status);
                around.loop().execute(this::look);
            });
            past.begin(life[0]);
            sending.begin(life[0]);
        }
        accountsChanged();
        lives.next();
        look();
    }

    /** Takes one account of configuration, in place of one that a bootstrap made for the same server. */
    CompletionStage<SecurityInstance> add(List<Entry> account, Account.Settings settings) {
        if (origins.replaced(account)) {
            return CompletableFuture.failedStage(new LwM2mException(
                    Status.FORBIDDEN, "a bootstrap has replaced it; it counts again once it is changed"));
        }
        // An account whose configuration was changed comes back while it still says good-bye.
        return removal.thenComposeAsync(
                        gone -> origins.inTheWay(account)
                                .map(this::remove)
                                .orElseGet(() -> CompletableFuture.completedStage(null)),
                        around.loop())
                .thenApplyAsync(
                        gone -> {
                            var added = accounts.addOne(account, settings);
                            origins.configured(added, account);
                            host.purgeInTime();
                            begin(added instanceof Account one ? List.of(one) : List.of());
                            return added;
                        },
                        around.loop());
    }

    /** Does nothing if a bootstrap has replaced it. */
    CompletionStage<Void> remove(SecurityInstance account) {
        origins.remove(account);
        if (!accounts.has(account)) {
            return CompletableFuture.completedStage(null);
        } else if (account instanceof Account one) {
            return leave(one);
        }
        accounts.remove(account);
        accountsChanged();
        look();
        return CompletableFuture.completedStage(null);
    }

    /** Access control at one place begins with this from now on. */
    void provide(Provision provision) {
        configured.add(provision);
        provisions();
    }

    void withdraw(Provision provision) {
        configured.remove(provision);
        provisions();
    }

    void providersChanged() {
        host.recall();
        lives.all().forEach(Life::providersChanged);
        bootstrap.providersChanged();
    }

    /** De-registers everywhere, unless registrations outlive the client; complete when that is done. */
    CompletionStage<Void> close() {
        closing = true;
        accessCheck.ifPresent(Timer::cancel);
        sending.close();
        bootstrap.close();
        var stops = lives.all().stream()
                .map(life -> (past.last() ? life.suspend() : life.stop()).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        lives.all().forEach(each -> journal.forget(each.account().id()));
        return CompletableFuture.allOf(stops).thenCombine(removal, (stopped, removed) -> null);
    }

    /** A server wrote to its account. */
    void written(int instance) {
        origins.written(instance);
    }

    CompletionStage<Void> leave(Account account) {
        var life = life(account);
        if (life.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        lives.remove(life.get());
        sending.remove(account.id());
        publish();
        var gone = life.get().stop().thenRun(() -> {
            accounts.remove(account);
            management.forget(account.id());
            journal.forget(account.id());
            instancesChanged();
            // Not at once: an account that is only configured anew keeps what it owns.
            accessCheck.ifPresent(Timer::cancel);
            accessCheck = closing
                    ? Optional.empty()
                    : Optional.of(around.loop().after(around.tuning().gap(), () -> {
                        accountsChanged();
                        look();
                    }));
        });
        removal = removal.thenCombine(gone, (one, other) -> null);
        return gone;
    }

    Optional<Life> life(Account account) {
        return lives.all().stream().filter(each -> each.account() == account).findFirst();
    }

    /** Whether it neither works nor is about to. */
    boolean idle(Life life) {
        var state = life.status().state();
        return life.hasGivenUp() || state == State.NO_PROVIDER || lives.waits(life);
    }

    private void look() {
        if (!closing) {
            bootstrap.look();
        }
    }

    List<Provision> allProvisions() {
        return Stream.of(memory.access(), configured).flatMap(List::stream).toList();
    }

    void provisions() {
        management.provide(allProvisions());
    }

    private void instancesChanged() {
        management.instancesChanged(accounts.security());
        management.instancesChanged(accounts.server());
    }

    void accountsChanged() {
        publish();
        instancesChanged();
        management
                .servers(accounts.all().stream().map(Account::standing).toList())
                .ifPresent(journal::write);
    }

    void publish() {
        statuses = Stream.concat(lives.all().stream().map(Life::status), bootstrap.status().stream())
                .toList();
    }
}
