package org.lwm2m.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void eachLaneIsOneAfterAnotherAndInOrderOnManyThreads() throws Exception {
        var heard = new ConcurrentHashMap<String, List<Integer>>();
        var busy = ConcurrentHashMap.<String>newKeySet();
        var overlaps = ConcurrentHashMap.<String>newKeySet();
        var done = new CountDownLatch(20_000);
        try (var time = new SystemTime("lanes-time");
                var workers = new Workers("lanes-test", 4, time)) {
            var lanes = new Lanes(workers);
            for (var number = 0; number < 2_000; number++) {
                for (var lane = 0; lane < 10; lane++) {
                    var name = "lane-" + lane;
                    var value = number;
                    lanes.run(name, () -> {
                        if (!busy.add(name)) {
                            overlaps.add(name);
                        }
                        heard.computeIfAbsent(name, each -> new ArrayList<>()).add(value);
                        busy.remove(name);
                        done.countDown();
                    });
                }
            }
            assertTrue(done.await(30, TimeUnit.SECONDS));
        }
        assertTrue(overlaps.isEmpty());
        var all = IntStream.range(0, 2_000).boxed().toList();
        assertEquals(10, heard.size());
        for (Map.Entry<String, List<Integer>> lane : heard.entrySet()) {
            assertEquals(all, lane.getValue(), lane.getKey());
        }
    }

    @Test
    void aTaskThatFailsStopsNoOther() {
        var tasks = new ArrayList<Runnable>();
        var lanes = new Lanes(tasks::add);
        var heard = new ArrayList<String>();
        lanes.run("lane", () -> {
            throw new IllegalStateException("a bug");
        });
        lanes.run("lane", () -> heard.add("next"));
        assertEquals(2, lanes.waiting("lane"));
        tasks.remove(0).run();
        assertEquals(List.of("next"), heard);
        assertEquals(0, lanes.waiting("lane"));
        assertEquals(List.of(), tasks);
    }
}
