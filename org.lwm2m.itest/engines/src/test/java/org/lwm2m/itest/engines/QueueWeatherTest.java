package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.client.ClientSide;

/** A client that sleeps in weather that loses, delays and doubles what both sides say: nothing is done twice. */
class QueueWeatherTest {

    private static final Path RUN = Path.of(Tasks.ID, 0, 4);
    /**
     * Sooner than anybody calls anew from the same place: there, a copy that is later than that would be a new request
     * to a wire without sessions.
     */
    private static final int LATEST = 10_000;

    private static final int HOURS = Integer.getInteger("queue.hours", 12);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatWaitedIsDoneOnceOrToldAsNotKnown(long seed) {
        var random = new Random(seed);
        var task = new Tasks.One();
        var both = new Together(
                new Definitions(Tasks.Task.class), List.copyOf(Formats.all().keySet()));
        both.register(
                Version.values()[random.nextInt(3)], Map.of(1, new Value.Int(3600), 7, new Value.Text("UQ")), task);
        var weather = new BadWeather(both.clock, random, new Datagrams(Optional.empty()), LATEST);
        both.network.weather(weather);
        var asked = new LinkedHashMap<String, CompletableFuture<Void>>();
        for (var number = 0; number < 8 * HOURS; number++) {
            both.clock.advance(Duration.ofSeconds(random.nextInt(900)));
            var client = both.server.clients().find(ClientSide.ENDPOINT);
            var name = "1='" + number + "'";
            client.ifPresent(one -> asked.put(name, one.execute(RUN, name).toCompletableFuture()));
        }
        weather.end();
        both.clock.advance(Duration.ofHours(30));

        assertEquals(new HashSet<>(task.ran).size(), task.ran.size(), "done twice");
        var done = new ArrayList<String>();
        asked.forEach((name, outcome) -> {
            assertTrue(outcome.isDone(), name + " has no outcome");
            if (!outcome.isCompletedExceptionally()) {
                done.add(name);
            }
        });
        assertTrue(task.ran.containsAll(done), "acknowledged and not done");
        var inOrder = task.ran.stream().filter(done::contains).toList();
        assertEquals(done, inOrder, "out of order");
        assertTrue(done.size() > asked.size() / 3, done.size() + " of " + asked.size());
        assertEquals(
                List.of(),
                both.server
                        .clients()
                        .find(ClientSide.ENDPOINT)
                        .map(each -> each.waiting())
                        .orElse(List.of()));
    }
}
