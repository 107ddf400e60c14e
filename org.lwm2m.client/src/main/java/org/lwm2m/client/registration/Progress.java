package org.lwm2m.client.registration;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.client.loop.Loop.Timer;

/** How it stands with one account, what comes next by itself, and who waits for the outcome. */
final class Progress {

    private final Account account;
    private final Loop loop;
    private final Supplier<URI> uri;
    private final Consumer<ServerStatus> listener;
    private final List<CompletableFuture<Void>> outcomes = new ArrayList<>();
    private ServerStatus status;
    private Timer next = () -> {};

    /** @param uri where the server is called, or was last */
    Progress(Account account, Loop loop, Supplier<URI> uri, Consumer<ServerStatus> listener) {
        this.account = account;
        this.uri = uri;
        this.loop = loop;
        this.listener = listener;
        this.status = now(State.WAITING, Optional.of("has not begun"), Optional.empty());
    }

    ServerStatus status() {
        return status;
    }

    void say(State state) {
        say(state, Optional.empty());
    }

    /** Nothing comes by itself. */
    void say(State state, Optional<String> problem) {
        next.cancel();
        tell(now(state, problem, Optional.empty()));
    }

    /** Does something after a pause, if nothing else comes first. */
    void pause(State state, Optional<String> problem, Duration pause, Runnable then) {
        next.cancel();
        next = loop.after(pause, then);
        tell(now(state, problem, Optional.of(pause)));
    }

    /** Of the next attempt. */
    CompletionStage<Void> outcome() {
        var outcome = new CompletableFuture<Void>();
        outcomes.add(outcome);
        return outcome;
    }

    void succeeded() {
        taken().forEach(each -> each.complete(null));
    }

    void failed(LwM2mException problem) {
        taken().forEach(each -> each.completeExceptionally(problem));
    }

    private List<CompletableFuture<Void>> taken() {
        var taken = List.copyOf(outcomes);
        outcomes.clear();
        return taken;
    }

    private ServerStatus now(State state, Optional<String> problem, Optional<Duration> pause) {
        return new ServerStatus(
                account.id(), uri.get(), state, problem, pause.map(loop.now()::plus), Optional.of(account.lifetime()));
    }

    private void tell(ServerStatus now) {
        status = now;
        listener.accept(now);
    }
}
