package org.lwm2m.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;

/** One request on its way in bad {@link Weather}, repeated until it is answered or its sender's patience ends. */
final class LoopExchange {

    /** RFC 7252, 4.8: MAX_RETRANSMIT, and ACK_TIMEOUT, which doubles each time. */
    private static final int REPETITIONS = 4;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    /** How long a copy of it may still come: EXCHANGE_LIFETIME. */
    static final Duration LIFETIME = Duration.ofSeconds(247);

    final LoopConnection way;
    final Request request;
    final long order;
    final Weather weather;
    private final CompletableFuture<Response> answer;

    LoopExchange(LoopConnection way, Request request, Weather weather, CompletableFuture<Response> answer) {
        this.way = way;
        this.request = request;
        this.weather = weather;
        this.answer = answer;
        order = way.near().network.nextOrder();
    }

    /** Sends it, and again until there is an answer. */
    void start() {
        attempt(0);
    }

    /** Sends it once; whatever becomes of it. */
    void tell() {
        transmitRequest();
    }

    /** The observation whose news this is. */
    Optional<Token> notified() {
        return request instanceof Uplink.Notify notify ? Optional.of(notify.token()) : Optional.empty();
    }

    private void attempt(int number) {
        if (answer.isDone()) {
            return;
        } else if (number > REPETITIONS) {
            answer.completeExceptionally(new LwM2mException(Status.TIMEOUT, "no answer from " + way.address()));
            return;
        }
        transmitRequest();
        weather.after(FIRST_PAUSE.multipliedBy(1L << number), () -> attempt(number + 1));
    }

    private void transmitRequest() {
        weather.sent(way.near().address, way.address(), request);
        transmit(this::arrive);
    }

    private void transmit(Runnable arrival) {
        weather.arrivals()
                .forEach(delay -> weather.after(delay, () -> way.near().network.deliver(arrival)));
    }

    private void arrive() {
        way.near().network.at(way.address()).ifPresent(far -> far.once(this).thenAccept(answered(far)));
    }

    private Consumer<Response> answered(LoopEnd far) {
        return response -> {
            if (response.status() != Status.NONE && !far.closed) {
                weather.sent(far.address, way.near().address, response);
                transmit(() -> giveBack(response));
            }
        };
    }

    private void giveBack(Response response) {
        if (!answer.complete(response)) {
            weather.unwanted(answer.isCompletedExceptionally());
        }
    }
}
