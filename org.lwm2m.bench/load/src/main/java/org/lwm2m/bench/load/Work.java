package org.lwm2m.bench.load;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Does the same thing many times and says how it went: microseconds in all, how many went well and how many did not, the
 * median and the 99th percentile of microseconds that one took.
 * <p>
 * At a steady pace the time of one counts from when it was due, so that waiting behind a slow one counts as well.
 */
public final class Work {

    private final int total;
    private final Pace pace;
    private final IntFunction<? extends CompletionStage<?>> one;
    private final long[] latencies;
    private final CountDownLatch open;
    private final LongAdder good = new LongAdder();

    private Work(int total, Pace pace, IntFunction<? extends CompletionStage<?>> one) {
        this.total = total;
        this.pace = pace;
        this.one = one;
        this.latencies = new long[total];
        this.open = new CountDownLatch(total);
    }

    /** @param one what to do the n-th time; it went well unless its stage fails */
    public static void run(String what, int total, Pace pace, IntFunction<? extends CompletionStage<?>> one)
            throws InterruptedException {
        var work = new Work(total, pace, one);
        var start = System.nanoTime();
        if (pace.perSecond() > 0) {
            work.paced(start);
        } else {
            work.bounded();
        }
        work.open.await();
        work.say(what, System.nanoTime() - start);
    }

    private void bounded() throws InterruptedException {
        var slots = new Semaphore(pace.atOnce());
        for (var i = 0; i < total; i++) {
            slots.acquire();
            begin(i, System.nanoTime(), slots::release);
        }
    }

    private void paced(long start) {
        for (var i = 0; i < total; i++) {
            var due = start + i * 1_000_000_000L / pace.perSecond();
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            begin(i, due, () -> {});
        }
    }

    private void begin(int i, long from, Runnable ended) {
        one.apply(i).whenComplete((result, problem) -> {
            latencies[i] = System.nanoTime() - from;
            if (problem == null) {
                good.increment();
            } else if (open.getCount() == total) {
                System.err.println(problem);
            }
            ended.run();
            open.countDown();
        });
    }

    private void say(String what, long nanos) {
        Arrays.sort(latencies);
        UnderLoad.say(what, nanos / 1000, good.sum(), total - good.sum(), part(50), part(99));
    }

    /** The microseconds that so many percent took at most. */
    private long part(int percent) {
        return latencies.length == 0 ? 0 : latencies[(int) ((latencies.length - 1) * (long) percent / 100)] / 1000;
    }
}
