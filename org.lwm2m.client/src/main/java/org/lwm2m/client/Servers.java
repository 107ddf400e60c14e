package org.lwm2m.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.account.Accounts;
import org.lwm2m.client.account.Draft;
import org.lwm2m.client.account.SecurityInstance;
import org.lwm2m.client.account.ServerObject;
import org.lwm2m.client.bootstrap.Bootstrap;
import org.lwm2m.client.bootstrap.Host;
import org.lwm2m.client.loop.Loop.Timer;
import org.lwm2m.client.management.DeviceManagement;
import org.lwm2m.client.registration.Life;
import org.lwm2m.client.registration.Lives;
import org.lwm2m.client.registration.Surroundings;

/**
 * The servers of one client: its accounts, and what becomes of registrations when accounts come, change and go, by
 * configuration or by a bootstrap. Belongs to the client's loop.
 */
final class Servers implements Host {

    private static final ObjectVersion V1_2 = new ObjectVersion(1, 2);

    private final Surroundings around;
    private final DeviceManagement management;
    private final Consumer<ServerStatus> listener;
    private final Journal journal;
    private final Accounts accounts;
    private final Lives lives = new Lives();
    private final Sending sending;
    private final Bootstrap bootstrap;
    private final Memory memory = new Memory();
    private final List<Provision> configured = new ArrayList<>();

    /** What makes an account, for those of configuration. */
    private final Map<SecurityInstance, String> configurations = new HashMap<>();

    private final Set<SecurityInstance> bootstrapped = new HashSet<>();
    private Optional<Timer> accessCheck = Optional.empty();
    private CompletionStage<Void> removal = CompletableFuture.completedStage(null);
    private boolean closing;

    /** A copy for those that ask from elsewhere. */
    private volatile List<ServerStatus> statuses = List.of();

    /** @param listener hears of each change, after {@link #statuses} has it */
    Servers(Surroundings around, ServerObject.Actions actions, Consumer<ServerStatus> listener) {
        this.around = around;
        this.management = around.management();
        this.listener = listener;
        this.journal = new Journal(around);
        this.accounts = new Accounts(actions);
        this.sending = new Sending(around, lives);
        this.bootstrap = new Bootstrap(around, this);
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

    @Override
    public Accounts accounts() {
        return accounts;
    }

    /** The objects that accounts are. */
    void show(List<Provision> access) {
        configured.addAll(access);
        provisions();
        management.add(0, V1_2, "", accounts.security());
        management.add(1, V1_2, "", accounts.server());
    }

    /** Begins with these, which the accounts have by now. */
    void begin(Collection<Account> added) {
        for (var account : added) {
            lives.add(account, around, status -> {
                publish();
                journal.write(status);
                sending.next(account.id());
                listener.accept(status);
                around.loop().execute(this::look);
            });
        }
        accountsChanged();
        lives.next();
        look();
    }

    /** Takes one account of configuration, in place of one that a bootstrap made for the same server. */
    CompletionStage<SecurityInstance> add(List<Entry> account, Account.Settings settings) {
        var configuration = Fingerprint.of(account);
        if (memory.replaced(configuration)) {
            return CompletableFuture.failedStage(new LwM2mException(
                    Status.FORBIDDEN, "a bootstrap has replaced it; it counts again once it is changed"));
        }
        // An account whose configuration was changed comes back while it still says good-bye.
        return removal.thenComposeAsync(gone -> inTheWay(account), around.loop())
                .thenApplyAsync(
                        gone -> {
                            var added = accounts.addOne(account, settings);
                            configurations.put(added, configuration);
                            begin(added instanceof Account one ? List.of(one) : List.of());
                            return added;
                        },
                        around.loop());
    }

    /** Does nothing if a bootstrap has replaced it. */
    CompletionStage<Void> remove(SecurityInstance account) {
        configurations.remove(account);
        bootstrapped.remove(account);
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
        lives.all().forEach(Life::providersChanged);
        bootstrap.providersChanged();
    }

    /** De-registers everywhere; complete when that is done. */
    CompletionStage<Void> close() {
        closing = true;
        accessCheck.ifPresent(Timer::cancel);
        sending.close();
        bootstrap.close();
        var stops = lives.all().stream()
                .map(life -> life.stop().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        lives.all().forEach(each -> journal.forget(each.account().id()));
        return CompletableFuture.allOf(stops).thenCombine(removal, (stopped, removed) -> null);
    }

    @Override
    public boolean needsBootstrap() {
        var all = lives.all();
        var failed = all.stream()
                .anyMatch(each ->
                        each.status().state() == State.FAILED && each.account().bootstrapsOnFailure());
        return accounts.all().isEmpty() || failed && all.stream().allMatch(this::idle);
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
        var other = Stream.of(
                        made.gone(),
                        made.changed(),
                        before.stream().filter(each -> !accounts.has(each)).toList())
                .flatMap(List::stream)
                .toList();
        other.forEach(each -> Optional.ofNullable(configurations.remove(each)).ifPresent(memory::replace));
        bootstrapped.removeAll(made.gone());
        before.ifPresent(bootstrapped::remove);
        Stream.of(made.came(), made.changed(), accounts.bootstrap().stream().toList())
                .flatMap(List::stream)
                .filter(each -> !configurations.containsKey(each))
                .forEach(bootstrapped::add);
        access(draft, made);
        made.gone().forEach(this::leave);
        resume(made);
    }

    @Override
    public void purge() {
        accounts.bootstrap().ifPresent(each -> {
            Optional.ofNullable(configurations.get(each)).ifPresent(memory::replace);
            journal.write("the bootstrap account goes, as it was to after a bootstrap (/0/x/12)");
            remove(each);
        });
    }

    @Override
    public void bootstrapChanged() {
        publish();
        bootstrap.status().ifPresent(listener);
    }

    @Override
    public void say(String news) {
        journal.write(news);
    }

    private void access(Draft draft, Accounts.Adopted made) {
        var now = accounts.all().stream().map(Account::id).collect(Collectors.toSet());
        var gone = made.gone().stream()
                .map(Account::id)
                .filter(id -> !now.contains(id))
                .collect(Collectors.toSet());
        // Transport 1.2, 5.2.5: what only they had access to goes with them.
        memory.access().stream()
                .filter(each -> each.onlyFor(gone))
                .forEach(each -> management.provisioning().delete(each.control().target()));
        memory.access(
                draft.accessTouched()
                        ? draft.access()
                        : memory.access().stream()
                                .filter(each -> !each.onlyFor(gone))
                                .toList());
        accountsChanged();
        if (draft.accessTouched()) {
            management.provisioning().access(allProvisions());
        } else {
            provisions();
        }
    }

    private void resume(Accounts.Adopted made) {
        for (var account : made.stay()) {
            life(account).ifPresent(life -> {
                if (life.session().isPresent()) {
                    life.changed();
                } else if (!lives.waits(life)) {
                    life.register().exceptionally(failure -> null);
                }
            });
        }
        removal.thenRunAsync(
                () -> {
                    if (!closing) {
                        begin(made.came().stream().filter(accounts::has).toList());
                    }
                },
                around.loop());
    }

    private CompletionStage<Void> leave(Account account) {
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

    /** What a bootstrap made goes when configuration says something about the same server. */
    private CompletionStage<Void> inTheWay(List<Entry> account) {
        var id = account.stream()
                .filter(each -> each.path().equals(Path.of(1, 0, 0)))
                .flatMap(each -> Provision.asNumber(each).stream())
                .findFirst();
        Optional<? extends SecurityInstance> there = id.isPresent() ? accounts.get(id.get()) : accounts.bootstrap();
        return there.filter(bootstrapped::contains)
                .map(this::remove)
                .orElseGet(() -> CompletableFuture.completedStage(null));
    }

    private Optional<Life> life(Account account) {
        return lives.all().stream().filter(each -> each.account() == account).findFirst();
    }

    /** Whether it neither works nor is about to. */
    private boolean idle(Life life) {
        var state = life.status().state();
        return state == State.FAILED || state == State.NO_PROVIDER || lives.waits(life);
    }

    private void look() {
        if (!closing) {
            bootstrap.look();
        }
    }

    private List<Provision> allProvisions() {
        return Stream.of(memory.access(), configured).flatMap(List::stream).toList();
    }

    private void provisions() {
        management.provide(allProvisions());
    }

    private void instancesChanged() {
        management.instancesChanged(accounts.security());
        management.instancesChanged(accounts.server());
    }

    private void accountsChanged() {
        publish();
        instancesChanged();
        management
                .servers(accounts.all().stream().map(Account::standing).toList())
                .ifPresent(journal::write);
    }

    private void publish() {
        statuses = Stream.concat(lives.all().stream().map(Life::status), bootstrap.status().stream())
                .toList();
    }
}
