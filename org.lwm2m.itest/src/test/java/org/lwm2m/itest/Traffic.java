package org.lwm2m.itest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Observation;

/** A read every 10 ms, answered or not, and an observation that reports each second. */
public final class Traffic implements AutoCloseable {

    private static final Path READ = Path.parse("/3/0");
    private static final Path OBSERVED = Path.parse("/3/0/13");

    private final Client client;
    private final Downlink.Read read;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger goodInARow = new AtomicInteger();
    private final AtomicInteger reports = new AtomicInteger();
    private final AtomicLong lastGood = new AtomicLong(System.nanoTime());
    private final AtomicLong longestGap = new AtomicLong();
    private final AtomicReference<Throwable> odd = new AtomicReference<>();
    private final ConcurrentLinkedQueue<LwM2mException> refusals = new ConcurrentLinkedQueue<>();
    private final Observation observation;

    /** @param format of what is read, so that it is known which codec that takes */
    public Traffic(Client client, ContentFormat format) throws Exception {
        this.client = client;
        this.read = new Downlink.Read(READ, Optional.of(format));
        var eachSecond = Attributes.NONE.with(Attribute.PMIN, 0).with(Attribute.PMAX, 1);
        observation = Until.done(client.observe(List.of(OBSERVED), eachSecond, this::reported));
        clock.scheduleAtFixedRate(this::ask, 0, 10, TimeUnit.MILLISECONDS);
    }

    /** Until reads go well, {@code count} in a row. */
    public void flows(int count) throws Exception {
        goodInARow.set(0);
        Until.holds(count + " good reads in a row", () -> goodInARow.get() >= count);
    }

    /** Until the observation, which is the same as ever, reported {@code count} times more. */
    public void reports(int count) throws Exception {
        var before = reports.get();
        Until.holds(count + " more notifications", () -> reports.get() >= before + count);
    }

    /** Until the reads that are under way ended too; no more are asked. */
    public void ends() throws Exception {
        clock.shutdown();
        Until.holds("an answer to each read", () -> clock.isTerminated() && answered.get() == asked.get());
        if (odd.get() != null) {
            throw new AssertionError("a read failed without a status", odd.get());
        }
    }

    /** That of the observation, which is another one if it began anew. */
    public Token token() {
        return observation.token();
    }

    public int asked() {
        return asked.get();
    }

    /** How many reads were refused, by status. */
    public Map<Status, Long> refusals() {
        return refusals.stream().collect(Collectors.groupingBy(LwM2mException::status, Collectors.counting()));
    }

    /** What was said of each status, once. */
    public Set<String> reasons() {
        return refusals.stream()
                .map(each -> each.status() + " " + each.getMessage())
                .collect(Collectors.toSet());
    }

    /** The longest time between two good answers. */
    public Duration longestGap() {
        return Duration.ofNanos(longestGap.get());
    }

    @Override
    public void close() {
        clock.shutdownNow();
        observation.close();
    }

    private void ask() {
        asked.incrementAndGet();
        client.send(read).thenApply(Response::orThrow).whenComplete((answer, problem) -> {
            if (problem == null) {
                good();
            } else {
                refused(problem);
            }
            answered.incrementAndGet();
        });
    }

    private void good() {
        var now = System.nanoTime();
        var before = lastGood.getAndSet(now);
        longestGap.accumulateAndGet(now - before, Math::max);
        goodInARow.incrementAndGet();
    }

    private void refused(Throwable problem) {
        goodInARow.set(0);
        if (LwM2mException.cause(problem) instanceof LwM2mException known) {
            refusals.add(known);
        } else {
            odd.compareAndSet(null, problem);
        }
    }

    private void reported(List<Entry> entries) {
        if (!entries.isEmpty() && entries.get(0).path().equals(OBSERVED)) {
            reports.incrementAndGet();
        }
    }
}
