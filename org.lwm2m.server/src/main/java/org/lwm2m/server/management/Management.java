package org.lwm2m.server.management;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Waiting;
import org.lwm2m.server.registration.Registered;
import org.lwm2m.server.registration.Registrar;
import org.lwm2m.server.registration.Registrations;

/** All that can be asked of clients: makes the handles that applications hold, and runs what they ask. */
public final class Management {

    private final Surroundings here;
    private final Registrations registrations;
    private final Exchanges exchanges;
    private final Supplier<Limits> limits;
    private final Operations operations;
    private final Reporting reporting;
    private final Faults faults;

    public Management(
            Surroundings here,
            Registrations registrations,
            Registrar registrar,
            Exchanges exchanges,
            Observations observations,
            Supplier<Limits> limits) {
        this.here = here;
        this.registrations = registrations;
        this.exchanges = exchanges;
        this.limits = limits;
        this.operations = new Operations(registrar);
        this.faults = new Faults(this, here, limits);
        this.reporting = new Reporting(this, here, registrar, observations, limits);
    }

    /** A handle for a client, whether or not it is registered now. */
    public Client client(String endpoint) {
        return new ClientHandle(this, endpoint, "", Optional.empty(), false, here.workers());
    }

    public Reporting reporting() {
        return reporting;
    }

    Faults faults() {
        return faults;
    }

    Operations operations() {
        return operations;
    }

    Registered registered(String endpoint) {
        return registrations
                .find(endpoint)
                .orElseThrow(() -> new LwM2mException(Status.NOT_FOUND, endpoint + " is not registered"));
    }

    /** Whether it is the registration that its client has now. */
    boolean isRegistered(Registered client) {
        return registrations
                .find(client.registration().endpoint())
                .filter(now -> now == client)
                .isPresent();
    }

    Optional<Registered> caller(org.lwm2m.api.transport.Connection from) {
        return registrations.byCaller(from);
    }

    Dialect dialect(String endpoint, String device) {
        return dialect(registered(endpoint), device);
    }

    Dialect dialect(Registered client, String device) {
        return new Dialect(client, device, here.codecs(), here.models(), faults);
    }

    Call call(String endpoint, Optional<Duration> deadline) {
        return call(endpoint, deadline, false);
    }

    Call call(String endpoint, Optional<Duration> deadline, boolean durable) {
        var within = deadline.orElseGet(() -> exchanges.patience(endpoint));
        return new Call(exchanges, here.time(), endpoint, within, durable);
    }

    /** How long a request may take that somebody stands and waits for. */
    Duration timeout() {
        return limits.get().timeout();
    }

    Exchanges exchanges() {
        return exchanges;
    }

    /** Goes on with a request that was kept, unless it was out when the server stopped, or its time is over. */
    public void restore(Waiting kept) {
        var left = Duration.between(here.time().now(), kept.deadline());
        var call = new Call(exchanges, here.time(), kept.endpoint(), left, true);
        if (left.isNegative() || left.isZero()) {
            exchanges.drop(kept, call.neverAwake());
        } else if (kept.sent()) {
            exchanges.drop(
                    kept,
                    new LwM2mException(
                            Status.TIMEOUT,
                            "the server stopped before " + kept.endpoint()
                                    + " answered; it is not known whether the request arrived, so it is not sent again"));
        } else {
            exchanges.restore(call, kept);
        }
    }

    /** Completes where the application may do as it likes; whoever cancels it waits no longer. */
    <T> CompletableFuture<T> run(Call call, Function<Call, CompletableFuture<T>> operation, Executor completes) {
        var outcome = new CompletableFuture<T>();
        attempt(call, operation)
                .whenComplete((value, failure) -> completes.execute(() -> {
                    if (failure == null) {
                        outcome.complete(value);
                    } else {
                        outcome.completeExceptionally(LwM2mException.cause(failure));
                    }
                }));
        outcome.whenComplete((value, failure) -> {
            if (outcome.isCancelled()) {
                call.cancel();
            }
        });
        return outcome;
    }

    /** Completes wherever the answer came, for a caller that waits. */
    static <T> CompletableFuture<T> attempt(Call call, Function<Call, CompletableFuture<T>> operation) {
        try {
            return operation.apply(call);
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    /** Reads one value into a sink, which is ended whatever happens. */
    CompletableFuture<Bytes> download(Call call, String device, Path path, Sink body) {
        return Download.read(call, () -> dialect(call.endpoint(), device).out(path), body, here.workers());
    }

    /** Exactly this request, once. An observation that is asked for so is heard by data listeners. */
    CompletableFuture<Response> send(Call call, Downlink request) {
        return reporting.follow(registered(call.endpoint()), request, () -> call.ask(request, false));
    }
}
