package org.lwm2m.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.lwm2m.api.Path;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.osgi.framework.BundleException;

/**
 * Our server, from the shipped bundles, to be measured. It says the port it listens on, then obeys {@code count},
 * {@code heap} (bytes in use after a collection), {@code cpu}, {@code reads TOTAL AT-ONCE PATH} (of all its clients in turn) and
 * {@code quit}.
 */
public final class OursUnderLoad {

    private static final Set<String> NOT_MEASURED =
            Set.of("org.lwm2m.client", "org.lwm2m.object.device", "org.lwm2m.shell");

    private OursUnderLoad() {}

    public static void main(String... arguments) throws IOException, InterruptedException, BundleException {
        var port = freePort();
        var conf = Files.createTempDirectory("lwm2m-bench-conf");
        Files.writeString(conf.resolve("org.lwm2m.server.cfg"), "listen = coap://127.0.0.1:" + port);
        var bundles = Bundles.start(
                Map.of("lwm2m.conf", conf.toString()),
                name -> !name.contains("jline") && !name.contains("gogo") && !NOT_MEASURED.contains(name));
        var clients = bundles.service(Clients.class);
        say("listening", port);
        try (var commands = new BufferedReader(new InputStreamReader(System.in))) {
            for (var line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
                obey(clients, line.split(" "));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void obey(Clients clients, String... words) throws InterruptedException {
        switch (words[0]) {
            case "count" -> say("count", clients.count());
            case "heap" -> say("heap", heap());
            case "cpu" -> say("cpu", cpu());
            case "reads" ->
                reads(clients, Integer.parseInt(words[1]), Integer.parseInt(words[2]), Path.parse(words[3]));
            default -> say("unknown", words[0]);
        }
    }

    /** Nanoseconds of processor time that this JVM has used. */
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

    private static void reads(Clients clients, int total, int atOnce, Path path) throws InterruptedException {
        var all = clients.stream().toArray(Client[]::new);
        var slots = new Semaphore(atOnce);
        var open = new CountDownLatch(total);
        var good = new LongAdder();
        var start = System.nanoTime();
        for (var i = 0; i < total; i++) {
            slots.acquire();
            all[i % all.length].read(path).whenComplete((entries, problem) -> {
                good.add(problem == null ? 1 : 0);
                slots.release();
                open.countDown();
            });
        }
        open.await();
        say("reads", (System.nanoTime() - start) / 1000, good.sum(), total - good.sum());
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void say(Object... words) {
        var line = new StringBuilder();
        for (var word : words) {
            line.append(line.isEmpty() ? "" : "\t").append(word);
        }
        System.out.println(line);
    }
}
