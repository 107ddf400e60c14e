package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.request.ReadRequest;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.registration.Registration;

/**
 * A Leshan server to be measured. It says the port it listens on, then obeys {@code count}, {@code heap} (bytes in use
 * after a collection), {@code cpu}, {@code reads TOTAL AT-ONCE PATH} (of all its clients in turn) and {@code quit}.
 */
public final class LeshanUnderLoad {

    private static final long DEADLINE_MILLIS = 30_000;

    private LeshanUnderLoad() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        var server = LeshanServerPeer.server();
        server.start();
        say("listening", server.getEndpoint(Protocol.COAP).getURI().getPort());
        try (var commands = new BufferedReader(new InputStreamReader(System.in))) {
            for (var line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
                obey(server, line.split(" "));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void obey(LeshanServer server, String... words) throws InterruptedException {
        switch (words[0]) {
            case "count" -> say("count", clients(server).size());
            case "heap" -> say("heap", heap());
            case "cpu" -> say("cpu", cpu());
            case "reads" -> reads(server, Integer.parseInt(words[1]), Integer.parseInt(words[2]), words[3]);
            default -> say("unknown", words[0]);
        }
    }

    private static List<Registration> clients(LeshanServer server) {
        var found = new ArrayList<Registration>();
        server.getRegistrationService().getAllRegistrations().forEachRemaining(found::add);
        return found;
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

    private static void reads(LeshanServer server, int total, int atOnce, String path) throws InterruptedException {
        var clients = clients(server);
        var slots = new Semaphore(atOnce);
        var open = new CountDownLatch(total);
        var good = new LongAdder();
        Runnable ended = () -> {
            slots.release();
            open.countDown();
        };
        var start = System.nanoTime();
        for (var i = 0; i < total; i++) {
            slots.acquire();
            server.send(
                    clients.get(i % clients.size()),
                    new ReadRequest(ContentFormat.TLV, path),
                    DEADLINE_MILLIS,
                    response -> {
                        good.add(response.isSuccess() ? 1 : 0);
                        ended.run();
                    },
                    problem -> ended.run());
        }
        open.await();
        say("reads", (System.nanoTime() - start) / 1000, good.sum(), total - good.sum());
    }
}
