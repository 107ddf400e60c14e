package org.lwm2m.shell.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.shell.House;

class ReadinessTest {

    private final House house = new House();
    private final Readiness readiness = new Readiness(house.engines);

    @Test
    void isThereAtOnceIfAClientIsRegistered() throws InterruptedException {
        house.local(State.FAILED, State.REGISTERED);

        assertTrue(readiness.await(Duration.ZERO));
    }

    @Test
    void givesUpWhenTheTimeIsOver() throws InterruptedException {
        house.local(State.WAITING);

        assertFalse(readiness.await(Duration.ZERO));
    }

    @Test
    void comesWhenAClientTellsThatItRegistered() {
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return readiness.await(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        var client = house.local(State.REGISTERED);
        readiness.changed(client, client.servers().get(0));

        assertTrue(waiting.join());
    }
}
