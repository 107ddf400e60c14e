package org.lwm2m.itest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.DataListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A Send every 20 ms, each with the next number, and which of them the server heard. */
final class Sends implements AutoCloseable, DataListener {

    private static final Path SENT = Path.parse("/3/0/13");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final LocalClient client;
    private final int server;
    private final boolean timed;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final ConcurrentLinkedQueue<Integer> heard = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final ServiceRegistration<DataListener> listening;

    /** @param timed whether the values have a time, which fewer formats can say */
    Sends(BundleContext context, LocalClient client, boolean timed) {
        this.client = client;
        this.timed = timed;
        server = client.servers().get(0).server();
        listening = context.registerService(DataListener.class, this, null);
        clock.scheduleAtFixedRate(this::send, 0, 20, TimeUnit.MILLISECONDS);
    }

    private void send() {
        var number = sent.getAndIncrement();
        var value = new Value.Time(Instant.ofEpochSecond(number));
        var entry = new Entry(SENT, value, timed ? Optional.of(START.plusSeconds(number)) : Optional.empty());
        client.send(server, List.of(entry)).whenComplete((done, failure) -> {
            if (failure != null) {
                failures.add(number + ": " + LwM2mException.cause(failure));
            }
            ended.incrementAndGet();
        });
    }

    @Override
    public void received(Client from, List<Entry> entries, Optional<Token> observation) {
        if (observation.isEmpty()) {
            number(entries.get(0).value()).ifPresent(heard::add);
        }
    }

    /** While the definition is away, a time is the number that the format has for it. */
    private static Optional<Integer> number(Value value) {
        if (value instanceof Value.Time time) {
            return Optional.of((int) time.value().getEpochSecond());
        }
        return value instanceof Value.Int number ? Optional.of((int) number.value()) : Optional.empty();
    }

    /** Until each Send ended; no more are sent. */
    void ends() throws Exception {
        clock.shutdown();
        Until.holds("the end of each Send", () -> clock.isTerminated() && ended.get() == sent.get());
        Until.holds("all that was sent", () -> heard.stream().distinct().count() == sent.get() - failures.size());
    }

    /** What failed, in words. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** The numbers that the server heard, each once, in the order it first heard them. */
    List<Integer> heard() {
        return heard.stream().distinct().toList();
    }

    /** The numbers that were sent. */
    List<Integer> sent() {
        return IntStream.range(0, sent.get()).boxed().toList();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        listening.unregister();
    }
}
