package org.lwm2m.client.registration;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.client.loop.Loop.Timer;

/** A De-register and the end of the connection after it, both in bounded time. */
final class Departure {

    private final Surroundings around;
    private final Way way;
    private final Registrar registrar;
    private final Runnable hangUp;
    private Optional<CompletableFuture<Void>> left = Optional.empty();
    private boolean saying;
    private Timer limit = () -> {};

    /** @param hangUp ends the connection */
    Departure(Surroundings around, Way way, Registrar registrar, Runnable hangUp) {
        this.around = around;
        this.way = way;
        this.registrar = registrar;
        this.hangUp = hangUp;
    }

    boolean begun() {
        return left.isPresent();
    }

    /** Complete when we are gone; who wanted to leave before and come back does not hear of it. */
    CompletionStage<Void> begin() {
        if (left.isEmpty()) {
            limit = around.loop().after(around.tuning().farewell(), this::end);
        }
        left = Optional.of(new CompletableFuture<>());
        return left.get();
    }

    void from(Optional<Registration> registration) {
        if (registration.isPresent() && way.isOpen()) {
            var mine = way.generation();
            saying = true;
            registrar.deregister(registration.get()).whenComplete((done, failure) -> {
                if (mine == way.generation()) {
                    end();
                }
            });
        } else if (!saying || !way.isOpen()) {
            end();
        }
    }

    private void end() {
        limit.cancel();
        saying = false;
        var done = left;
        left = Optional.empty();
        hangUp.run();
        done.ifPresent(each -> each.complete(null));
    }
}
