package org.lwm2m.client.registration;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.lwm2m.api.Binding;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.management.ServerSession;

/**
 * What one server account goes through: Register, Updates in time and after changes, tries after failures, De-register
 * (Core 1.2, 6.2). Belongs to the client's loop: all methods are called there, all stages complete there.
 */
public final class Life {

    private final Account account;
    private final Surroundings around;
    private final Progress progress;
    private final BindingChoice bindings;
    private final Way way;
    private final Registrar registrar;
    private final Registering registering;
    private final Lifetime lifetime;
    private final Retrying retrying;
    private final Wakefulness wakefulness;
    private final Reception reception;
    private final Departure departure;
    private final Wish wish = new Wish();

    private Optional<Registration> registration = Optional.empty();
    private Optional<Transport> tried = Optional.empty();
    /** A Register or Update is out. */
    private boolean asking;
    /** The server answered the last that it was asked. */
    private boolean answering;
    /** Nothing came back on this connection, so the next attempt takes another. */
    private boolean stale;
    /** Until somebody has it register. */
    private boolean away;

    public Life(Account account, Surroundings around, Consumer<ServerStatus> listener) {
        this.account = account;
        this.around = around;
        this.bindings = new BindingChoice(account, around);
        this.wakefulness = new Wakefulness(around, () -> registration, this::update);
        this.reception = new Reception(around, () -> registration, () -> asking, wakefulness);
        this.way = new Way(account, bindings, around, Role.MANAGEMENT, reception, this::lost);
        this.progress = new Progress(account, around.loop(), way::uri, listener);
        this.registrar = new Registrar(account, around, way, bindings);
        this.lifetime = new Lifetime(account, around.loop(), progress);
        this.retrying = new Retrying(new Timing(account), around.jitter(), progress, this::attempt);
        this.departure = new Departure(around, way, registrar, this::hangUp);
        this.registering = new Registering(account::version, registrar, departure::begun);
    }

    public Account account() {
        return account;
    }

    public ServerStatus status() {
        return progress.status();
    }

    /** Whether it waits because the last attempt failed. */
    public boolean hasFailed() {
        return retrying.waiting();
    }

    /**
     * Whether no attempt that the account allows is left, or the server said in so many words that it will not have us;
     * it is tried again nevertheless.
     */
    public boolean hasGivenUp() {
        return retrying.hasGivenUp();
    }

    public Wakefulness wakefulness() {
        return wakefulness;
    }

    /** The registration there is, as device management knows it. */
    public Optional<ServerSession> session() {
        return registration.map(ServerSession.class::cast);
    }

    /** Before it begins: goes on with a registration, so the first that is said is an Update with all there is to say. */
    public void resume(PastRegistration past) {
        registration = Optional.of(Registration.again(past, account, way, () -> answering, wakefulness));
        lifetime.ends(Duration.between(around.loop().now(), past.until()), this::over);
    }

    /** Begins, after the delay that /1/x/14 asks for. */
    public void start() {
        var delay = account.initialDelay();
        if (delay.isZero()) {
            begin();
        } else {
            progress.pause(State.WAITING, Optional.empty(), delay, this::begin);
        }
    }

    /** Registers anew. The stage tells how the first attempt goes. */
    public CompletionStage<Void> register() {
        if (departure.begun()) {
            return CompletableFuture.failedStage(
                    new LwM2mException(Status.UNAVAILABLE, "server " + account.id() + " is being left"));
        }
        over();
        hangUp();
        var outcome = progress.outcome();
        begin();
        return outcome;
    }

    public CompletionStage<Void> update() {
        if (registration.isEmpty()) {
            return CompletableFuture.failedStage(
                    new LwM2mException(Status.UNAVAILABLE, "not registered with server " + account.id()));
        }
        var outcome = progress.outcome();
        update(true);
        return outcome;
    }

    /** De-registers and stays away until {@link #register}. */
    public CompletionStage<Void> deregister() {
        away = true;
        return leave("is de-registered");
    }

    /** De-registers, as far as that can be done soon, and ends for good. */
    public CompletionStage<Void> stop() {
        return leave("has stopped");
    }

    /** Ends without a word, as its registration goes on after a restart. */
    public CompletionStage<Void> suspend() {
        registration = Optional.empty();
        return stop();
    }

    /** De-registers and comes back after a time. Complete when that time begins (Core 1.2, E.2). */
    public CompletionStage<Void> disable(String why, Duration time) {
        return leave("is disabled")
                .thenAccept(left -> progress.pause(State.DISABLED, Optional.of(why), time, this::begin));
    }

    /** Ends {@link #disable}, or {@link #deregister}. */
    public CompletionStage<Void> enable() {
        var state = progress.status().state();
        return state == State.DISABLED || away
                ? register()
                : CompletableFuture.failedStage(
                        new LwM2mException(Status.METHOD_NOT_ALLOWED, "server " + account.id() + " is not disabled"));
    }

    /** A server wants an Update; perhaps over another binding, which is refused with 4.00 if there is none. */
    public void updateBy(Optional<Binding> binding) {
        binding.ifPresent(bindings::ask);
        if (binding.isEmpty() || binding.equals(way.binding())) {
            around.loop().execute(() -> update(true));
        } else {
            // Core 1.2, 6.2.1.2: the connection is released at once; but the answer to this goes out before.
            around.loop().after(around.tuning().settle(), this::move);
        }
    }

    private void move() {
        if (!departure.begun()) {
            hangUp();
            attempt();
        }
    }

    /** Something that an Update tells may have changed. */
    public void changed() {
        bindings.refresh().thenRun(() -> update(false));
    }

    /** Codecs came or went, and it was no replacement. */
    public void formatsChanged() {
        registrar.lookForFormats();
        update(false);
    }

    /** A transport, a security mode or a codec came or went. */
    public void providersChanged() {
        if (departure.begun()) {
            return;
        }
        if (way.abandoned()) {
            hangUp();
            retrying.restart();
            attempt();
        } else if (progress.status().state() == State.NO_PROVIDER
                || retrying.waiting() && !tried.equals(way.carrier())) {
            retrying.restart();
            attempt();
        }
    }

    private void begin() {
        away = false;
        retrying.restart();
        registering.restart();
        attempt();
    }

    private void attempt() {
        retrying.over();
        tried = way.carrier();
        var usable = way.isOpen() && !stale;
        var missing = usable ? Optional.<String>empty() : way.missing();
        if (missing.isEmpty() && registration.isEmpty()) {
            missing = registrar.missing();
        }
        if (missing.isPresent()) {
            fail(new LwM2mException(Status.UNAVAILABLE, missing.get()));
            progress.say(State.NO_PROVIDER, missing);
        } else if (usable) {
            call();
        } else {
            hangUp();
            progress.say(State.CONNECTING);
            way.open((connection, failure) -> {
                if (failure == null) {
                    call();
                } else {
                    failed(way.problem(failure));
                }
            });
        }
    }

    private void call() {
        if (registration.isPresent()) {
            update(true);
        } else {
            progress.say(State.REGISTERING);
            ask(registering.register(), this::registerAnswered);
        }
    }

    private void update(boolean anyway) {
        wish.add(anyway);
        if (registration.isEmpty() || asking || !way.isOpen() || departure.begun()) {
            return;
        }
        registrar.update(registration.get(), wish.take()).ifPresent(answer -> ask(answer, this::updateAnswered));
    }

    /** An answer counts only for the connection that it was asked on. */
    private void ask(CompletionStage<Registrar.Answer> answer, Consumer<Registrar.Answer> answered) {
        var mine = way.generation();
        asking = true;
        wakefulness.spoke();
        answer.whenComplete((result, failure) -> {
            if (mine == way.generation()) {
                asking = false;
                if (failure == null) {
                    answered.accept(result);
                } else {
                    stale = true;
                    failed(way.problem(failure));
                }
            }
        });
    }

    private void registerAnswered(Registrar.Answer answer) {
        var response = answer.response();
        retrying.heard(response);
        if (response.status() == Status.CREATED) {
            registration = Optional.of(
                    new Registration(account, way, registering.version(), answer, () -> answering, wakefulness));
            settled();
            reception.open();
        } else {
            refused("Register", response);
        }
    }

    private void updateAnswered(Registrar.Answer answer) {
        var response = answer.response();
        if (registration.isEmpty() && !departure.begun()) {
            attempt();
        } else if (response.status().success()) {
            registration.ifPresent(each -> each.announced(answer.announced()));
            var wasAway = !answering;
            settled();
            if (wasAway) {
                registration.ifPresent(around.management()::reachable);
            }
        } else if (response.status() == Status.UNAVAILABLE || departure.begun()) {
            refused("Update", response);
        } else {
            // The server does not know us any more, whatever its reason.
            over();
            attempt();
        }
    }

    private void settled() {
        answering = true;
        wakefulness.spoke();
        retrying.restart();
        lifetime.cancel();
        progress.succeeded();
        if (departure.begun()) {
            depart();
            return;
        }
        lifetime.renew(() -> update(true), this::over);
        if (wish.present()) {
            update(false);
        }
    }

    private void refused(String what, Response response) {
        var problem = new LwM2mException(response.status(), what + " was answered " + response.reason());
        if (response.status() == Status.UNAVAILABLE && response.retryAfter().isPresent() && !departure.begun()) {
            fail(problem);
            retrying.after(problem, response.retryAfter());
        } else {
            failed(problem);
        }
    }

    private void failed(LwM2mException problem) {
        fail(problem);
        if (departure.begun()) {
            depart();
        } else {
            retrying.after(problem);
        }
    }

    private void fail(LwM2mException problem) {
        answering = false;
        bindings.forget();
        progress.failed(problem);
    }

    private void lost() {
        var missing = way.missing().isPresent();
        var age = way.age();
        hangUp();
        if (departure.begun()) {
            depart();
        } else if (missing) {
            attempt();
        } else if (!retrying.reconnects(age)) {
            failed(new LwM2mException(Status.UNAVAILABLE, "the connection was lost"));
        }
    }

    private CompletionStage<Void> leave(String why) {
        retrying.over();
        fail(new LwM2mException(Status.UNAVAILABLE, "server " + account.id() + " " + why));
        progress.say(State.WAITING, Optional.of(why));
        var left = departure.begin();
        if (!asking) {
            depart();
        }
        return left;
    }

    private void depart() {
        var ending = registration;
        over();
        departure.from(ending);
    }

    private void hangUp() {
        way.close();
        asking = false;
        answering = false;
        stale = false;
    }

    /** The registration is over, by whatever cause. */
    private void over() {
        lifetime.cancel();
        bindings.forget();
        wakefulness.end();
        var ended = registration;
        registration = Optional.empty();
        ended.ifPresent(around.management()::ended);
    }
}
