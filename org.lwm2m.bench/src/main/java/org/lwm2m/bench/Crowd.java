package org.lwm2m.bench;

import static org.lwm2m.bench.load.UnderLoad.say;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.LocalClients;
import org.osgi.framework.BundleException;

/**
 * Opens 10,000 clients of our engine in one JVM, has a server read and observe each, and counts the threads: it fails if
 * there ever were 50.
 */
public final class Crowd {

    private static final int CLIENTS = Integer.getInteger("bench.crowd", 10_000);
    private static final int TOO_MANY = 50;
    private static final String AT_ONCE = "64";

    private Crowd() {}

    /** The clients, in a JVM of their own: {@code Crowd SERVER-URI COUNT}. Says bytes of heap and threads when asked. */
    public static void main(String... arguments) throws IOException, InterruptedException, BundleException {
        var conf = Files.createTempDirectory("lwm2m-bench-crowd");
        // A line for each client would be many.
        Files.writeString(conf.resolve("org.ops4j.pax.logging.cfg"), "log4j2.logger.lwm2m.level = ERROR");
        var bundles = Bundles.start(Map.of("lwm2m.conf", conf.toString()), Crowd::needed);
        var clients = bundles.service(LocalClients.class);
        var before = heap();
        for (var i = 0; i < Integer.parseInt(arguments[1]); i++) {
            var level = i % 100;
            Battery battery = () -> level;
            clients.open("urn:dev:ops:crowd-%06d".formatted(i), account(arguments[0]), List.of(battery));
        }
        say("opened");
        while (System.in.read() == '\n') {
            say("crowd", heap() - before, threads(), system());
        }
        Runtime.getRuntime().halt(0);
    }

    static void run() throws IOException {
        var own = System.getProperty("java.class.path");
        try (var server = Program.java(own, "org.lwm2m.bench.OursUnderLoad")) {
            var uri = "coap://127.0.0.1:" + server.await("listening")[0];
            var start = System.nanoTime();
            try (var crowd = Program.java(own, "org.lwm2m.bench.Crowd", uri, Integer.toString(CLIENTS))) {
                crowd.await("opened");
                for (var count = count(server); count < CLIENTS; count = count(server)) {
                    Thread.onSpinWait();
                }
                var seconds = (System.nanoTime() - start) / 1e9;
                server.ask("take", "take");
                all("read", server);
                all("observe", server);
                print(seconds, crowd.ask("", "crowd"));
            }
        }
    }

    private static void print(double seconds, String... said) throws IOException {
        System.out.printf("%n| clients | registered after | bytes of heap a client | threads |%n|--:|--:|--:|--:|%n");
        System.out.printf(
                "| %,d | %.1f s | %,d | %s, with those of compiler and collector %s |%n",
                CLIENTS, seconds, Long.parseLong(said[0]) / CLIENTS, said[1], said[2]);
        if (Integer.parseInt(said[1]) >= TOO_MANY) {
            throw new IOException(said[1] + " threads for " + CLIENTS + " clients");
        }
    }

    private static long count(Program server) throws IOException {
        return Long.parseLong(server.ask("count", "count")[0]);
    }

    private static void all(String what, Program server) throws IOException {
        var said = server.ask(what + " " + CLIENTS + " " + AT_ONCE, what);
        if (!said[2].equals("0")) {
            throw new IOException(said[2] + " of the crowd did not answer a " + what);
        }
    }

    private static boolean needed(String bundle) {
        return !bundle.contains("gogo")
                && !bundle.contains("jline")
                && !bundle.equals("org.lwm2m.server")
                && !bundle.equals("org.lwm2m.shell")
                && !bundle.startsWith("org.lwm2m.object.");
    }

    private static List<Entry> account(String uri) {
        return List.of(
                Entry.of(org.lwm2m.api.Path.of(0, 0, 0), new Value.Text(uri)),
                Entry.of(org.lwm2m.api.Path.of(0, 0, 2), new Value.Int(3)),
                Entry.of(org.lwm2m.api.Path.of(0, 0, 10), new Value.Int(101)),
                Entry.of(org.lwm2m.api.Path.of(1, 0, 0), new Value.Int(101)),
                Entry.of(org.lwm2m.api.Path.of(1, 0, 1), new Value.Int(86_400)),
                Entry.of(org.lwm2m.api.Path.of(1, 0, 7), new Value.Text("U")));
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (var i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** The most there were at a time. */
    private static int threads() {
        return ManagementFactory.getThreadMXBean().getPeakThreadCount();
    }

    /** As the system counts them now. */
    private static String system() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("?");
    }
}
