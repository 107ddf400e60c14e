package org.lwm2m.client.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What everything of a client relies on. */
class LoopsTest {

    private final Loops loops = new Loops(3);

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void tasksOfALoopRunInOrderAndNeverTwoAtOnce() throws InterruptedException {
        var some = IntStream.range(0, 20).mapToObj(each -> loops.open()).toList();
        var ran = some.stream()
                .map(each -> (List<Integer>) new ArrayList<Integer>())
                .toList();
        var done = new CountDownLatch(some.size());
        for (var number = 0; number < 1000; number++) {
            for (var each = 0; each < some.size(); each++) {
                var list = ran.get(each);
                var next = number;
                some.get(each).execute(() -> {
                    list.add(next);
                    if (next == 999) {
                        done.countDown();
                    }
                });
            }
        }
        assertTrue(done.await(30, TimeUnit.SECONDS));
        for (var list : ran) {
            assertEquals(IntStream.range(0, 1000).boxed().toList(), list);
        }
    }

    @Test
    void aTaskThatFailsDoesNotStopTheOthers() throws InterruptedException {
        var loop = loops.open();
        var done = new CountDownLatch(1);
        loop.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        loop.execute(done::countDown);
        assertTrue(done.await(10, TimeUnit.SECONDS));
    }

    @Test
    void aTimerThatIsCancelledOnItsLoopNeverRuns() throws InterruptedException {
        var loop = loops.open();
        var runs = new AtomicInteger();
        var done = new CountDownLatch(1);
        loop.execute(() -> {
            var timer = loop.after(Duration.ZERO, runs::incrementAndGet);
            // Whether or not its time has come by now, its turn has not.
            timer.cancel();
            loop.after(Duration.ofMillis(20), done::countDown);
        });
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals(0, runs.get());
    }

    @Test
    void afterTheEndNothingRuns() {
        var loop = loops.open();
        loops.close();
        var ran = new AtomicInteger();
        loop.execute(ran::incrementAndGet);
        loop.after(Duration.ZERO, ran::incrementAndGet).cancel();
        assertEquals(0, ran.get());
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(each -> each.getName().startsWith("lwm2m-client-clock-") && !each.isDaemon()));
    }
}
