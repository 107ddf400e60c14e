package org.lwm2m.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.account.SecurityInstance;
import org.lwm2m.client.account.ServerObject;
import org.lwm2m.client.card.Card;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.client.loop.Loop.Timer;
import org.lwm2m.client.management.DeviceManagement;
import org.lwm2m.client.registration.Life;
import org.lwm2m.client.registration.Self;
import org.lwm2m.client.registration.Surroundings;

/** One client: its accounts, their registrations, its objects. All of it lives on one loop; any thread may ask. */
final class RunningClient implements LocalClient {

    private final Surroundings around;
    private final Loop loop;
    private final DeviceManagement management;
    private final ClientCodecs codecs;
    private final Servers servers;
    private final List<Account> first;
    private Optional<Card> card = Optional.empty();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Optional<Timer> check = Optional.empty();
    private Optional<Timer> codecCheck = Optional.empty();
    private boolean closing;

    /** Hears of the client's accounts. Called on its loop. */
    interface Ear {

        void changed(RunningClient client, ServerStatus now);
    }

    /** @param instances of /0, /1 and /2 to begin with; refused with 4.00 and words if they make no accounts */
    RunningClient(Surroundings around, ClientCodecs codecs, Ear ear, List<Entry> instances) {
        this(around, codecs, ear, instances, Memory.brief());
    }

    /** The same, with what it is to remember. */
    RunningClient(Surroundings around, ClientCodecs codecs, Ear ear, List<Entry> instances, Memory memory) {
        this.around = around;
        this.loop = around.loop();
        this.management = around.management();
        this.codecs = codecs;
        this.servers = new Servers(around, new ServerActions(), memory, status -> {
            ear.changed(this, status);
            if (status.state() == State.REGISTERED && !closing) {
                card.ifPresent(each -> each.heard(status.server()));
            }
        });
        var access = instances.stream()
                .collect(Collectors.partitioningBy(each -> each.path().object() == 2));
        var provisions = Provision.read(access.get(true));
        this.first = servers.accounts().add(access.get(false), Account.Settings.STANDARD);
        loop.execute(() -> {
            management.whenLinksChange(this::linksChanged);
            management.recall();
            servers.show(provisions);
        });
    }

    @Override
    public String endpoint() {
        return around.endpoint();
    }

    @Override
    public List<ServerStatus> servers() {
        return servers.statuses();
    }

    /**
     * Takes one account, at instances that are free.
     *
     * @return completes with the account when the client has it, or fails with words if it is none
     */
    CompletionStage<SecurityInstance> add(List<Entry> account, Account.Settings settings) {
        return asked(
                () -> card.map(each -> each.add(account, settings)).orElseGet(() -> servers.add(account, settings)));
    }

    /** It goes by the smartcard that may be in; before {@link #start}. */
    void goesByCard() {
        loop.execute(() -> {
            card = Optional.of(new Card(around, new CardHost()));
            card.get().start();
        });
    }

    private void lookAtCard() {
        if (!closing) {
            card.ifPresent(Card::look);
        }
    }

    /** A smartcard was put in, changed or taken out. */
    void cardChanged() {
        loop.execute(this::lookAtCard);
    }

    /** Begins to register, with the objects that it was given until now. */
    void start() {
        loop.execute(() -> {
            servers.start(first);
            linksChanged();
        });
    }

    /** An account that was to be taken is not to be any more, if it still waits. */
    void cancel(List<Entry> account, Account.Settings settings) {
        loop.execute(() -> card.ifPresent(each -> each.cancel(account, settings)));
    }

    CompletionStage<Void> remove(SecurityInstance account) {
        return asked(() -> card.map(each -> each.remove(account)).orElseGet(() -> servers.remove(account)));
    }

    /** Access control at one place begins with this from now on. */
    void provide(Provision provision) {
        loop.execute(() -> servers.provide(provision));
    }

    void withdraw(Provision provision) {
        loop.execute(() -> servers.withdraw(provision));
    }

    /** Changes what it says of itself: said when it registers next, and numbers at once. */
    void introduces(Consumer<Self> change) {
        loop.execute(() -> change.accept(around.self()));
    }

    @Override
    public CompletionStage<Void> smsNumber(Optional<String> number) {
        var told = number.flatMap(SelfConfiguration::number);
        return asked(() -> {
            if (around.self().sms(told)) {
                servers.lives().all().forEach(Life::changed);
            }
            return CompletableFuture.completedStage(null);
        });
    }

    /** Runs something with the client's objects, on its loop. */
    void objects(Consumer<DeviceManagement> change) {
        loop.execute(() -> change.accept(management));
    }

    /** Transports, security modes or codecs came or went. */
    void providersChanged() {
        loop.execute(() -> {
            management.recall();
            servers.providersChanged();
            lookAtCard();
            codecs.changed();
            // Not at once: a codec that is only being updated is no news for anybody.
            codecCheck.ifPresent(Timer::cancel);
            codecCheck = closing
                    ? Optional.empty()
                    : Optional.of(loop.after(
                            around.tuning().gap(), () -> servers.lives().all().forEach(Life::formatsChanged)));
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
    public CompletionStage<Void> sleep(int server) {
        return with(server, life -> life.wakefulness().sleep());
    }

    @Override
    public CompletionStage<Void> deregister(int server) {
        return with(server, Life::deregister);
    }

    @Override
    public CompletionStage<Void> disable(int server, Optional<Duration> time) {
        return with(server, life -> life.disable("disabled here", time.orElseGet(life.account()::disableTimeout)));
    }

    @Override
    public CompletionStage<Void> enable(int server) {
        return with(server, Life::enable);
    }

    @Override
    public CompletionStage<Void> bootstrap() {
        return asked(() -> servers.bootstrap().begin());
    }

    @Override
    public CompletionStage<Void> send(List<Path> paths) {
        return asked(() -> servers.sending().send(paths));
    }

    @Override
    public CompletionStage<Void> send(int server, List<Entry> values) {
        return with(server, life -> servers.sending().sendReadable(life, values));
    }

    @Override
    public CompletionStage<Void> tell(int server, List<Entry> values) {
        return with(server, life -> servers.sending().tell(life, values));
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
                servers.sending().keep();
                management.close();
                servers.close().whenComplete((done, failure) -> ended.complete(null));
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

    /** Collects changes for a moment, so that a bundle that brings twenty objects makes one Update. */
    private void linksChanged() {
        if (check.isEmpty() && !closing) {
            check = Optional.of(loop.after(around.tuning().settle(), () -> {
                check = Optional.empty();
                servers.lives().all().forEach(Life::changed);
            }));
        }
    }

    private CompletionStage<Void> with(int server, Function<Life, CompletionStage<Void>> what) {
        return asked(() -> servers.lives()
                .get(server)
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

    /** The accounts of a smartcard are like those of configuration. */
    private final class CardHost implements Card.Host {

        @Override
        public CompletionStage<SecurityInstance> add(List<Entry> account, Account.Settings settings) {
            return servers.add(account, settings);
        }

        @Override
        public CompletionStage<Void> remove(SecurityInstance account) {
            return servers.remove(account);
        }

        @Override
        public void provide(Provision provision) {
            servers.provide(provision);
        }

        @Override
        public void withdraw(Provision provision) {
            servers.withdraw(provision);
        }

        @Override
        public void say(String news) {
            servers.journal().write(news);
        }
    }

    /** What servers do to their accounts in /1. */
    private final class ServerActions implements ServerObject.Actions {

        @Override
        public void changed(int instance, Set<Integer> resources) {
            for (var resource : resources) {
                management.changed(servers.accounts().server(), Path.of(1, instance, resource));
            }
            servers.written(instance);
            // Later: whoever wrote gets its answer first.
            loop.execute(() -> life(instance).ifPresent(Life::changed));
        }

        @Override
        public void disable(int instance) {
            loop.execute(() -> life(instance)
                    .ifPresent(each -> each.disable(
                            "disabled by the server", each.account().disableTimeout())));
        }

        @Override
        public void update(int instance, String arguments) {
            var binding = binding(arguments);
            life(instance).ifPresent(each -> each.updateBy(binding));
        }

        /** Later: whoever asked for it gets its answer first. */
        @Override
        public void bootstrap() {
            loop.execute(() -> servers.bootstrap().begin().exceptionally(failure -> null));
        }

        /** {@code 0='T'} is binding T (Core 1.2, 6.2.1.2). */
        private static Optional<Binding> binding(String arguments) {
            if (arguments.isEmpty()) {
                return Optional.empty();
            }
            if (!arguments.matches("0='[UTSNMH]'")) {
                throw new LwM2mException(
                        Status.BAD_REQUEST, "the argument has to be a binding, such as 0='U', not " + arguments);
            }
            return Optional.of(Binding.valueOf(arguments.substring(3, 4)));
        }

        private Optional<Life> life(int instance) {
            return servers.lives().all().stream()
                    .filter(each -> each.account().serverInstance() == instance)
                    .findFirst();
        }
    }
}
