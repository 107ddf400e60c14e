package org.lwm2m.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.transport.Transport;
import org.osgi.framework.BundleException;

/**
 * Many clients in this JVM, on our own transport: {@code Load SERVER-URI}.
 * <p>
 * It obeys {@code connect N AT-ONCE} (opens N more), {@code register AT-ONCE} (those that are not yet), {@code again N AT-ONCE} (those that are, in turn), {@code update
 * N AT-ONCE} (of all in turn) and {@code quit}, and says how many microseconds it took, how many went well, and how many did not.
 * What servers read, they get.
 */
public final class Load {

    private static final Set<String> OURS = Set.of("org.lwm2m.transport.udp", "org.lwm2m.conf");

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final Transport transport;
    private final String server;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private int registered;

    private Load(Transport transport, String server) {
        this.transport = transport;
        this.server = server;
    }

    public static void main(String... arguments) throws IOException, InterruptedException, BundleException {
        var bundles = Bundles.start(Map.of(), Load::needed);
        var load = new Load(bundles.service(Transport.class), arguments[0]);
        System.out.println("ready");
        try (var commands = new BufferedReader(new InputStreamReader(System.in))) {
            for (var line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
                load.obey(line.split(" "));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static boolean needed(String bundle) {
        return OURS.contains(bundle)
                || !bundle.startsWith("org.lwm2m.") && !bundle.contains("gogo") && !bundle.contains("jline");
    }

    private void obey(String... words) throws InterruptedException {
        switch (words[0]) {
            case "connect" -> connect(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "register" -> {
                var first = registered;
                registered = clients.size();
                run(words[0], registered - first, Integer.parseInt(words[1]), i -> clients.get(first + i)
                        .register(LIFETIME));
            }
            case "again" ->
                run(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]), i -> clients.get(i % registered)
                        .register(LIFETIME));
            case "update" ->
                run("update", Integer.parseInt(words[1]), Integer.parseInt(words[2]), i -> clients.get(
                                i % clients.size())
                        .update());
            default -> System.out.println("unknown");
        }
    }

    private void connect(int count, int atOnce) throws InterruptedException {
        var first = clients.size();
        for (var i = 0; i < count; i++) {
            clients.add(new SimulatedClient("urn:dev:ops:bench-%06d".formatted(first + i)));
        }
        run("connect", count, atOnce, i -> clients.get(first + i)
                .connect(transport, server)
                .thenApply(connection -> Response.of(org.lwm2m.api.Status.CHANGED)));
    }

    private static void run(String what, int total, int atOnce, IntFunction<CompletionStage<Response>> one)
            throws InterruptedException {
        var slots = new Semaphore(atOnce);
        var open = new CountDownLatch(total);
        var good = new LongAdder();
        var start = System.nanoTime();
        for (var i = 0; i < total; i++) {
            slots.acquire();
            one.apply(i).whenComplete((response, problem) -> {
                good.add(problem == null && response.status().success() ? 1 : 0);
                first(problem, response).filter(words -> good.sum() == 0).ifPresent(System.err::println);
                slots.release();
                open.countDown();
            });
        }
        open.await();
        System.out.println(
                what + "\t" + (System.nanoTime() - start) / 1000 + "\t" + good.sum() + "\t" + (total - good.sum()));
    }

    /** Why nothing works, as long as nothing does. */
    private static Optional<String> first(Throwable problem, Response response) {
        return problem != null
                ? Optional.of(problem.toString())
                : Optional.of(response).filter(each -> !each.status().success()).map(Response::toString);
    }
}
