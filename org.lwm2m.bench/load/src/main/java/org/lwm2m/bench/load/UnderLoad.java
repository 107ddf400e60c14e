package org.lwm2m.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a server that is put under load, in a JVM of its own. It says the port it listens on, then obeys
 * <ul>
 * <li>{@code count}: how many clients are registered; {@code take}: asks these from now on
 * <li>{@code heap}: bytes in use after a collection; {@code cpu}: nanoseconds of processor time used so far
 * <li>{@code read TOTAL PACE} and {@code observe TOTAL PACE}: asks the clients in turn
 * <li>{@code notified N}: waits until so many notifications came in all; {@code quit}
 * </ul>
 */
public final class UnderLoad {

    private static final long MOMENT = 100_000;
    private static final long PATIENCE = 10_000_000_000L;

    private final Subject server;
    private List<? extends Subject.Target> clients = List.of();

    private UnderLoad(Subject server) {
        this.server = server;
    }

    /** Does not return. */
    public static void run(Subject server) throws IOException, InterruptedException {
        var one = new UnderLoad(server);
        say("listening", server.port());
        try (var commands = new BufferedReader(new InputStreamReader(System.in))) {
            for (var line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
                one.obey(line.split(" "));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    /** Prints a line of words with tabs between. */
    public static void say(Object... words) {
        var line = new StringBuilder();
        for (var word : words) {
            line.append(line.isEmpty() ? "" : "\t").append(word);
        }
        System.out.println(line);
    }

    private void obey(String... words) throws InterruptedException {
        switch (words[0]) {
            case "count" -> say("count", server.clients().size());
            case "take" -> {
                clients = server.clients();
                say("take", clients.size());
            }
            case "heap" -> say("heap", heap());
            case "cpu" -> say("cpu", cpu());
            case "read" ->
                Work.run("read", Integer.parseInt(words[1]), Pace.parse(words[2]), i -> client(i)
                        .read());
            case "observe" ->
                Work.run("observe", Integer.parseInt(words[1]), Pace.parse(words[2]), i -> client(i)
                        .observe());
            case "notified" -> say("notified", notified(Long.parseLong(words[1])));
            default -> say("unknown", words[0]);
        }
    }

    private Subject.Target client(int i) {
        return clients.get(i % clients.size());
    }

    /** As many as came, if not so many come at all. */
    private long notified(long wanted) {
        var start = System.nanoTime();
        while (server.notified() < wanted && System.nanoTime() - start < PATIENCE) {
            LockSupport.parkNanos(MOMENT);
        }
        return server.notified();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (var i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
