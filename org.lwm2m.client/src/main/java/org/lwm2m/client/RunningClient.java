package org.lwm2m.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.account.Accounts;
import org.lwm2m.client.account.ServerObject;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.client.loop.Loop.Timer;
import org.lwm2m.client.management.DeviceManagement;
import org.lwm2m.client.registration.Life;
import org.lwm2m.client.registration.Lives;
import org.lwm2m.client.registration.Surroundings;

/** One client: its accounts, their registrations, its objects. All of it lives on one loop; any thread may ask. */
final class RunningClient implements LocalClient {

    private static final ObjectVersion V1_2 = new ObjectVersion(1, 2);

    private final Surroundings around;
    private final Loop loop;
    private final DeviceManagement management;
    private final ClientCodecs codecs;
    private final Ear ear;
    private final Journal journal;
    private final Accounts accounts = new Accounts(new ServerActions());
    private final Lives lives = new Lives();
    private final Sending sending;
    private final List<Account> first;
    private final List<Provision> provisions = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Optional<Timer> check = Optional.empty();
    private Optional<Timer> codecCheck = Optional.empty();
    private Optional<Timer> accessCheck = Optional.empty();
    private boolean closing;
    private CompletionStage<Void> removal = CompletableFuture.completedStage(null);

    /** A copy for those that ask from elsewhere. */
    private volatile List<ServerStatus> statuses = List.of();

    /** Hears of the client's accounts. Called on its loop. */
    interface Ear {

        void changed(RunningClient client, ServerStatus now);
    }

    /** @param instances of /0, /1 and /2 to begin with; refused with 4.00 and words if they make no accounts */
    RunningClient(Surroundings around, ClientCodecs codecs, Ear ear, List<Entry> instances) {
        this.around = around;
        this.loop = around.loop();
        this.management = around.management();
        this.codecs = codecs;
        this.ear = ear;
        this.journal = new Journal(around);
        this.sending = new Sending(around, lives);
        var access = instances.stream()
                .collect(Collectors.partitioningBy(each -> each.path().object() == 2));
        this.provisions.addAll(Provision.read(access.get(true)));
        this.first = accounts.add(access.get(false), Account.Settings.STANDARD);
        loop.execute(() -> {
            management.provide(List.copyOf(provisions));
            management.whenLinksChange(this::linksChanged);
            management.add(0, V1_2, "", accounts.security());
            management.add(1, V1_2, "", accounts.server());
        });
    }

    @Override
    public String endpoint() {
        return around.endpoint();
    }

    @Override
    public List<ServerStatus> servers() {
        return statuses;
    }

    /**
     * Takes one account, at instances that are free.
     *
     * @return completes with the account when the client has it, or fails with words if it is none
     */
    CompletionStage<Account> add(List<Entry> account, Account.Settings settings) {
        // An account whose configuration was changed comes back while it still says good-bye.
        return asked(() -> removal.thenApplyAsync(
                gone -> {
                    var added = accounts.addOne(account, settings);
                    begin(List.of(added));
                    return added;
                },
                loop));
    }

    /** Begins to register, with the objects that it was given until now. */
    void start() {
        loop.execute(() -> begin(first));
    }

    CompletionStage<Void> remove(Account account) {
        return asked(() -> lives.get(account.id())
                .map(life -> {
                    lives.remove(life);
                    sending.remove(account.id());
                    publish();
                    var gone = life.stop().thenRun(() -> {
                        accounts.remove(account);
                        management.forget(account.id());
                        journal.forget(account.id());
                        instancesChanged();
                        // Not at once: an account that is only configured anew keeps what it owns.
                        accessCheck.ifPresent(Timer::cancel);
                        accessCheck = closing
                                ? Optional.empty()
                                : Optional.of(loop.after(around.tuning().gap(), this::accountsChanged));
                    });
                    removal = removal.thenCombine(gone, (one, other) -> null);
                    return gone;
                })
                .orElseGet(() -> CompletableFuture.completedStage(null)));
    }

    /** Access control at one place begins with this from now on. */
    void provide(Provision provision) {
        loop.execute(() -> {
            provisions.add(provision);
            management.provide(List.copyOf(provisions));
        });
    }

    void withdraw(Provision provision) {
        loop.execute(() -> {
            provisions.remove(provision);
            management.provide(List.copyOf(provisions));
        });
    }

    /** Runs something with the client's objects, on its loop. */
    void objects(Consumer<DeviceManagement> change) {
        loop.execute(() -> change.accept(management));
    }

    /** Transports, security modes or codecs came or went. */
    void providersChanged() {
        loop.execute(() -> {
            lives.all().forEach(Life::providersChanged);
            codecs.changed();
            // Not at once: a codec that is only being updated is no news for anybody.
            codecCheck.ifPresent(Timer::cancel);
            codecCheck = closing
                    ? Optional.empty()
                    : Optional.of(
                            loop.after(around.tuning().gap(), () -> lives.all().forEach(Life::formatsChanged)));
        });
    }

    @Override
    public CompletionStage<Void> register(int server) {
        return with(server, Life::register);
    }

    @Override
    public CompletionStage<Void> update(int server) {
        return with(server, Life::update);
    }

    @Override
    public CompletionStage<Void> deregister(int server) {
        return with(server, Life::deregister);
    }

    @Override
    public CompletionStage<Void> bootstrap() {
        return CompletableFuture.failedStage(
                new LwM2mException(Status.NOT_FOUND, endpoint() + " has no bootstrap account"));
    }

    @Override
    public CompletionStage<Void> send(List<Path> paths) {
        return asked(() -> sending.send(paths));
    }

    @Override
    public CompletionStage<Void> send(int server, List<Entry> values) {
        return with(server, life -> sending.sendReadable(life, values));
    }

    @Override
    public CompletionStage<Void> tell(int server, List<Entry> values) {
        return with(server, life -> sending.tell(life, values));
    }

    @Override
    public void close() {
        leave();
    }

    /** De-registers everywhere; complete when that is done, or the time for it is over. */
    CompletionStage<Void> leave() {
        loop.execute(() -> {
            if (!closing) {
                closing = true;
                check.ifPresent(Timer::cancel);
                codecCheck.ifPresent(Timer::cancel);
                accessCheck.ifPresent(Timer::cancel);
                sending.close();
                var stops = lives.all().stream()
                        .map(life -> life.stop().toCompletableFuture())
                        .toArray(CompletableFuture[]::new);
                lives.all().forEach(each -> journal.forget(each.account().id()));
                CompletableFuture.allOf(stops)
                        .thenCombine(removal, (stopped, removed) -> null)
                        .whenComplete((done, failure) -> ended.complete(null));
            }
        });
        return ended;
    }

    /** Complete when the client has left. */
    CompletionStage<Void> leaving() {
        return ended;
    }

    @Override
    public String toString() {
        return endpoint();
    }

    private void begin(Collection<Account> added) {
        for (var account : added) {
            lives.add(account, around, status -> {
                publish();
                journal.write(status);
                sending.next(account.id());
                ear.changed(this, status);
            });
        }
        publish();
        instancesChanged();
        accountsChanged();
        lives.next();
        linksChanged();
    }

    private void instancesChanged() {
        management.instancesChanged(accounts.security());
        management.instancesChanged(accounts.server());
    }

    private void accountsChanged() {
        management
                .servers(accounts.all().stream().map(Account::standing).toList())
                .ifPresent(journal::write);
    }

    private void publish() {
        statuses = lives.all().stream().map(Life::status).toList();
    }

    /** Collects changes for a moment, so that a bundle that brings twenty objects makes one Update. */
    private void linksChanged() {
        if (check.isEmpty() && !closing) {
            check = Optional.of(loop.after(around.tuning().settle(), () -> {
                check = Optional.empty();
                lives.all().forEach(Life::changed);
            }));
        }
    }

    private CompletionStage<Void> with(int server, Function<Life, CompletionStage<Void>> what) {
        return asked(() -> lives.get(server)
                .map(what)
                .orElseGet(() -> CompletableFuture.failedStage(
                        new LwM2mException(Status.NOT_FOUND, endpoint() + " has no account of server " + server))));
    }

    private <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> what) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            if (closing) {
                                throw new LwM2mException(Status.UNAVAILABLE, endpoint() + " is closed");
                            }
                            return what.get();
                        },
                        loop)
                .thenCompose(Function.identity());
    }

    /** What servers do to their accounts in /1. */
    private final class ServerActions implements ServerObject.Actions {

        @Override
        public void changed(int instance, Set<Integer> resources) {
            for (var resource : resources) {
                management.changed(accounts.server(), Path.of(1, instance, resource));
            }
            // Later: whoever wrote gets its answer first.
            loop.execute(() -> life(instance).ifPresent(Life::changed));
        }

        @Override
        public void disable(int instance) {
            loop.execute(() -> life(instance).ifPresent(Life::disable));
        }

        @Override
        public void update(int instance, String arguments) {
            var binding = binding(arguments);
            life(instance).ifPresent(each -> each.updateBy(binding));
        }

        /** {@code 0='T'} is binding T (Core 1.2, 6.2.1.2). */
        private static Optional<String> binding(String arguments) {
            if (arguments.isEmpty()) {
                return Optional.empty();
            }
            if (!arguments.matches("0='[UTSNMH]'")) {
                throw new LwM2mException(
                        Status.BAD_REQUEST, "the argument has to be a binding, such as 0='U', not " + arguments);
            }
            return Optional.of(arguments.substring(3, 4));
        }

        private Optional<Life> life(int instance) {
            return lives.all().stream()
                    .filter(each -> each.account().serverInstance() == instance)
                    .findFirst();
        }
    }
}
