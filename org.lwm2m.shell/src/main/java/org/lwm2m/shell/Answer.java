package org.lwm2m.shell;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.shell.text.Table;

/** Waits for what was asked, and says why it failed. */
final class Answer {

    /** Beyond the deadline of a request: its engine should have given up by then. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** How long a command looks whether a sleeping client wakes just now. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final Duration FOREVER = Duration.ofDays(10_000);

    private Answer() {}

    static <T> T of(CompletionStage<T> asked, Duration deadline) throws CommandFailed {
        var answer = asked.toCompletableFuture();
        try {
            return answer.get(deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new CommandFailed("no answer within " + deadline.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    /** Waits a moment for a client that slept when it was asked; empty if it sleeps on. */
    static <T> Optional<T> soon(CompletionStage<T> asked) throws CommandFailed {
        try {
            return Optional.of(asked.toCompletableFuture().get(MOMENT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted; the request goes on", e);
        }
    }

    /** Waits as long as the engine does, which gives up when a transfer stands still. */
    static <T> T whenever(CompletionStage<T> asked) throws CommandFailed {
        return of(asked, FOREVER);
    }

    static CommandFailed failed(Throwable why) {
        if (why instanceof CompletionException && why.getCause() != null) {
            return failed(why.getCause());
        } else if (why instanceof LwM2mException known) {
            var words = Table.clean(String.valueOf(known.getMessage()));
            var status = known.status().toString();
            return new CommandFailed(words.contains(status) ? words : status + ": " + words, why);
        }
        return new CommandFailed(Table.clean(String.valueOf(why)), why);
    }
}
