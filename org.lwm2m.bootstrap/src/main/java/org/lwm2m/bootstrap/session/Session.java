package org.lwm2m.bootstrap.session;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.bootstrap.BootstrapResult;
import org.lwm2m.api.bootstrap.BootstrapResult.Operation;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.Identity;
import org.lwm2m.engine.provider.Codecs;

/** One client being bootstrapped: each operation asked of it, and what came of them. */
final class Session implements BootstrapSession {

    private static final int RESULTS = 1_000;

    private final Caller caller;
    private final Asking asking;
    private final Dialect dialect;
    private final Codecs codecs;
    private final BiConsumer<Session, BootstrapResult> heard;
    private final Deque<BootstrapResult> results = new ArrayDeque<>(); // guarded by this
    private final CompletableFuture<BootstrapReport> over = new CompletableFuture<>();
    private volatile Optional<Version> version = Optional.empty();

    /** Who is bootstrapped. */
    record Caller(String endpoint, Identity identity, URI address, boolean pack, List<Path> account, Instant started) {}

    /** @param heard told of each result */
    Session(Caller caller, Asking asking, Dialect dialect, Codecs codecs, BiConsumer<Session, BootstrapResult> heard) {
        this.caller = caller;
        this.asking = asking;
        this.dialect = dialect;
        this.codecs = codecs;
        this.heard = heard;
    }

    @Override
    public String endpoint() {
        return caller.endpoint;
    }

    @Override
    public Identity identity() {
        return caller.identity;
    }

    @Override
    public URI address() {
        return caller.address;
    }

    @Override
    public Instant started() {
        return caller.started;
    }

    @Override
    public boolean pack() {
        return caller.pack;
    }

    @Override
    public List<Path> account() {
        return caller.account;
    }

    @Override
    public Optional<Version> version() {
        return version;
    }

    @Override
    public synchronized List<BootstrapResult> results() {
        return List.copyOf(results);
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        if (path.depth() < 1 || path.depth() > 2 || path.object() != 1 && path.object() != 2) {
            return refused("only /1 and /2 and their instances are read in a bootstrap, not " + path);
        }
        return done(
                        Operation.READ,
                        path,
                        () -> dialect.read(
                                version, format -> asking.ask(new BootstrapDownlink.Read(path, Optional.of(format)))))
                .thenCompose(answer -> dialect.decode(path, answer.orThrow()));
    }

    @Override
    public CompletionStage<List<Link>> discover(Path path) {
        if (path.depth() > 1) {
            return refused("only the root and objects are discovered in a bootstrap, not " + path);
        }
        return done(Operation.DISCOVER, path, () -> asking.ask(new BootstrapDownlink.Discover(path)))
                .thenCombine(codecs.links(), (answer, codec) -> {
                    var found = Discovered.read(answer.orThrow(), codec);
                    version = found.version().or(() -> version);
                    return found.links();
                });
    }

    /** Fails if the client refuses; that there is nothing to delete is fine. */
    CompletionStage<Void> carryOut(Step step) {
        if (step instanceof Step.Delete delete) {
            return done(Operation.DELETE, delete.path(), () -> asking.ask(new BootstrapDownlink.Delete(delete.path())))
                    .thenAccept(answer -> {
                        if (answer.status() != Status.NOT_FOUND) {
                            taken(Operation.DELETE, delete.path(), answer);
                        }
                    });
        }
        var write = (Step.Write) step;
        return done(
                        Operation.WRITE,
                        write.path(),
                        () -> dialect.write(
                                write.path(),
                                write.entries(),
                                version,
                                content -> asking.ask(new BootstrapDownlink.Write(write.path(), content))))
                .thenAccept(answer -> taken(Operation.WRITE, write.path(), answer));
    }

    CompletionStage<Response> finish() {
        return done(Operation.FINISH, Path.ROOT, () -> asking.ask(new BootstrapDownlink.Finish()));
    }

    /** What was done, and is kept to be looked at. */
    void note(BootstrapResult result) {
        synchronized (this) {
            if (results.size() == RESULTS) {
                results.removeFirst();
            }
            results.add(result);
        }
        heard.accept(this, result);
    }

    /** Ends it, once. @return whether it did not end before */
    boolean end(BootstrapReport report) {
        var why = report.failure().orElse("this bootstrap is over");
        asking.end(new LwM2mException(Status.UNAVAILABLE, why));
        return over.complete(report);
    }

    CompletionStage<BootstrapReport> over() {
        return over;
    }

    BootstrapReport report(Instant now, Optional<LwM2mException> failure) {
        return new BootstrapReport(
                caller.endpoint,
                caller.identity,
                caller.address,
                caller.pack,
                caller.started,
                now,
                results(),
                failure.map(LwM2mException::getMessage));
    }

    private CompletionStage<Response> done(Operation operation, Path path, Supplier<CompletionStage<Response>> ask) {
        if (caller.pack) {
            return refused("a client that asked for a pack can't be asked anything");
        }
        return ask.get().whenComplete((answer, failure) -> {
            if (failure == null) {
                note(new BootstrapResult(operation, path, answer.status(), words(answer)));
            } else {
                note(failed(operation, path, LwM2mException.cause(failure)));
            }
        });
    }

    private static BootstrapResult failed(Operation operation, Path path, Throwable failure) {
        return failure instanceof LwM2mException known
                ? new BootstrapResult(operation, path, known.status(), known.getMessage())
                : new BootstrapResult(operation, path, Status.INTERNAL_ERROR, failure.toString());
    }

    /** What the peer said about an error, in one line. */
    private static String words(Response answer) {
        if (answer.status().success()) {
            return "";
        }
        var said = answer.reason().substring(answer.status().toString().length());
        return said.startsWith(": ") ? said.substring(2) : said;
    }

    private static void taken(Operation operation, Path path, Response answer) {
        if (!answer.status().success()) {
            throw new LwM2mException(
                    answer.status(), operation + " " + path + ": the client answered " + answer.reason());
        }
    }

    private static <T> CompletionStage<T> refused(String why) {
        return CompletableFuture.failedFuture(new LwM2mException(Status.METHOD_NOT_ALLOWED, why));
    }
}
