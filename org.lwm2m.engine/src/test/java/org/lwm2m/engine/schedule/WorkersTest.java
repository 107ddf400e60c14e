package org.lwm2m.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void aTaskThatTakesLongHoldsUpNobodyWhileThereAreThreads() throws InterruptedException {
        try (var time = new SystemTime("workers-time");
                var workers = new Workers("workers-test", 4, time)) {
            var end = new CountDownLatch(1);
            var begun = new CountDownLatch(3);
            var done = new CountDownLatch(100);
            IntStream.range(0, 3)
                    .forEach(i -> workers.execute(() -> {
                        begun.countDown();
                        waitFor(end);
                    }));
            IntStream.range(0, 100).forEach(i -> workers.execute(done::countDown));
            assertTrue(begun.await(10, TimeUnit.SECONDS));
            assertTrue(done.await(10, TimeUnit.SECONDS));
            end.countDown();
        }
    }

    @Test
    void noMoreThreadsThanAllowedAreBusyAndTheRestIsDoneAfterwards() throws InterruptedException {
        try (var time = new SystemTime("workers-time");
                var workers = new Workers("workers-test", 2, time)) {
            var end = new CountDownLatch(1);
            var begun = new CountDownLatch(2);
            var done = new CountDownLatch(1);
            IntStream.range(0, 2)
                    .forEach(i -> workers.execute(() -> {
                        begun.countDown();
                        waitFor(end);
                    }));
            workers.execute(done::countDown);
            assertTrue(begun.await(10, TimeUnit.SECONDS));
            assertEquals(1, done.getCount());
            end.countDown();
            assertTrue(done.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aTaskThatThrowsEndsNothing() throws InterruptedException {
        try (var time = new SystemTime("workers-time");
                var workers = new Workers("workers-test", 1, time)) {
            var done = new CountDownLatch(2);
            for (var bug : List.of(new IllegalStateException("a bug"), new AssertionError("another"))) {
                workers.execute(() -> {
                    if (bug instanceof RuntimeException unchecked) {
                        throw unchecked;
                    }
                    throw (Error) bug;
                });
                workers.execute(done::countDown);
            }
            assertTrue(done.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatComesAfterTheEndIsDoneByWhoBringsIt() {
        var time = new SystemTime("workers-time");
        var workers = new Workers("workers-test", 1, time);
        workers.close();
        time.close();
        var done = new CountDownLatch(1);
        workers.execute(done::countDown);
        assertEquals(0, done.getCount());
    }

    private static void waitFor(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
