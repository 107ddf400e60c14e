package org.lwm2m.client.registration;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Foreign;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;

/** Answers what one server asks: nothing before it has answered Register (Core 1.2, 6.3). */
final class Reception implements Inbox {

    private final Surroundings around;
    private final Supplier<Optional<Registration>> registration;
    private final BooleanSupplier asking;
    private final Wakefulness wakefulness;
    private final Overtakers overtakers;

    /** @param asking whether a Register or Update is out */
    Reception(
            Surroundings around,
            Supplier<Optional<Registration>> registration,
            BooleanSupplier asking,
            Wakefulness wakefulness) {
        this.around = around;
        this.registration = registration;
        this.asking = asking;
        this.wakefulness = wakefulness;
        this.overtakers = new Overtakers(around.loop());
    }

    /** Register was answered: what overtook its answer is handled now. */
    void open() {
        overtakers.release(this::handle);
    }

    /** Who sleeps hears nothing: the server finds out, and waits. */
    @Override
    public CompletionStage<Response> handle(Request request) {
        return wakefulness.asleep()
                ? CompletableFuture.completedStage(Response.SILENCE)
                : wakefulness.during(() -> answer(request));
    }

    /** Without a registration it is collected: whether it is to be ignored is known when it is there. */
    @Override
    public CompletionStage<Optional<Sink>> receive(Request head, OptionalLong size) {
        if (wakefulness.asleep()) {
            return CompletableFuture.failedStage(new LwM2mException(Status.NONE, "asleep"));
        }
        wakefulness.spoke();
        var known = registration.get();
        return head instanceof Downlink ask && known.isPresent()
                ? around.management().receive(known.get(), ask, size).thenApply(sink -> sink.map(wakefulness::heard))
                : CompletableFuture.completedStage(Optional.empty());
    }

    private CompletionStage<Response> answer(Request request) {
        var known = registration.get();
        if (request instanceof Downlink ask && known.isPresent()) {
            return around.management().handle(known.get(), ask);
        } else if (request instanceof Downlink && asking.getAsBoolean()) {
            return overtakers.add(request);
        } else if (request instanceof Foreign || request instanceof Uplink) {
            return CompletableFuture.completedStage(Response.failed(Status.NOT_FOUND, "a client has no such thing"));
        }
        // Requests of a server that we are not registered with, and those that only a bootstrap server may send.
        return CompletableFuture.completedStage(Response.SILENCE);
    }
}
