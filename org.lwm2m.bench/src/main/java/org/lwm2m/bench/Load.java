package org.lwm2m.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.bench.load.Names;
import org.lwm2m.bench.load.Pace;
import org.lwm2m.bench.load.Work;
import org.osgi.framework.BundleException;

/**
 * Many clients in this JVM, on our own transport: {@code Load SERVER-URI}. What servers read, they get.
 * <p>
 * It obeys {@code connect N} (so many more clients, from an address of their own, instead of those that are there),
 * {@code register}, {@code update} and {@code report}, each with {@code TOTAL PACE} and done by all clients in turn, and
 * {@code quit}.
 */
public final class Load {

    private static final Set<String> OURS = Set.of("org.lwm2m.transport.udp", "org.lwm2m.conf");

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Pace FEW = new Pace(64, 0);

    private final Transport transport;
    private final String server;
    private List<SimulatedClient> clients = List.of();
    private int waves;

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

    static boolean needed(String bundle) {
        return OURS.contains(bundle)
                || !bundle.startsWith("org.lwm2m.") && !bundle.contains("gogo") && !bundle.contains("jline");
    }

    private void obey(String... words) throws InterruptedException {
        var count = Integer.parseInt(words[1]);
        switch (words[0]) {
            case "connect" -> connect(count);
            case "register" -> run(words[0], count, words[2], client -> client.register(LIFETIME));
            case "update" -> run(words[0], count, words[2], SimulatedClient::update);
            case "report" -> run(words[0], count, words[2], SimulatedClient::report);
            default -> System.out.println("unknown");
        }
    }

    private void connect(int count) throws InterruptedException {
        clients.forEach(SimulatedClient::leave);
        var wave = ++waves;
        var secured = server.startsWith("coaps");
        var from = URI.create("%s://127.0.%d.1:0".formatted(secured ? "coaps" : "coap", wave));
        var next = new ArrayList<SimulatedClient>();
        for (var i = 0; i < count; i++) {
            next.add(new SimulatedClient(Names.of(wave, i), secured));
        }
        clients = next;
        Work.run("connect", count, FEW, i -> next.get(i).connect(transport, server, from));
    }

    private void run(String what, int total, String pace, Function<SimulatedClient, CompletionStage<Response>> one)
            throws InterruptedException {
        Work.run(what, total, Pace.parse(pace), i -> one.apply(clients.get(i % clients.size()))
                .thenCompose(response -> response.status().success()
                        ? CompletableFuture.completedStage(response)
                        : CompletableFuture.failedStage(new IOException(response.toString()))));
    }
}
