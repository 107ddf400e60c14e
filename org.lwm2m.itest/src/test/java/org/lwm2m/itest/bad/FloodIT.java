package org.lwm2m.itest.bad;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.lwm2m.api.Bytes;

/** Peers that flood the server are held within bounds, in a heap of 64 MB, and a good one is served meanwhile. */
public class FloodIT {

    private static final Bytes LIST = Bytes.utf8("</1/0>,</3/0>");
    private static final int BURST = 6_000;
    private static final int AT_ONCE = 50;
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Pattern USED = Pattern.compile("(?:tenured|def new) generation +total \\d+K, used (\\d+)K");

    /** KiB; the bounds of what may be remembered, registered and transferred allow it. */
    private static final long MOST_HEAP_MORE = 16_384;

    private static Shipped system;
    private static Peer good;
    private static String location;
    private static List<Long> quiet;
    private static long heap;

    @BeforeClass
    public static void starts() throws Exception {
        system = Shipped.start();
        system.run("lwm2m:clients", "gateway");
        good = new Peer("127.0.0.1", system.port);
        var created =
                good.ask(Message.request("POST /rd?ep=good&lwm2m=1.1&lt=600").carrying(40, LIST));
        location = created.path(Message.LOCATION);
        latencies(500);
        quiet = latencies(300);
        heap = heap();
    }

    @AfterClass
    public static void ends() throws Exception {
        good.close();
        system.close();
    }

    @Test
    public void aFloodOfRequestsTakesNoMemory() throws Exception {
        var answers = flood("requests", i -> Message.request("GET /3/0"));
        assertTrue(answers.toString(), answers.get("4.04") > 0);
    }

    @Test
    public void aFloodOfRegistrationsGetsNoFurtherThanItsBound() throws Exception {
        var answers = flood("registrations", i -> Message.request("POST /rd?ep=flood-" + i + "&lwm2m=1.1&lt=600")
                .carrying(40, LIST));
        assertTrue(answers.toString(), answers.get("2.01") <= 1000);
    }

    @Test
    public void aFloodOfTransfersThatNeverEndIsRefused() throws Exception {
        var since = system.log().size();
        var answers = flood("half transfers", i -> Message.request("POST /rd?ep=half-" + i + "&lwm2m=1.1&lt=600")
                .carrying(40, Bytes.wrap(new byte[1024]))
                .block1(0, true, 6));
        assertTrue(answers.toString(), answers.get("2.31") <= 8 && answers.get("5.03") > 0);
        assertTrue(system.problems(since).toString().contains("transfer"));
    }

    @Test
    public void whatIsRememberedOfManyPeersIsBounded() throws Exception {
        var longPath = ("/" + "x".repeat(250)).repeat(4);
        for (var port = 0; port < 200; port++) {
            try (var bad = new Peer("127.0.0.2", system.port)) {
                for (var i = 0; i < 10; i++) {
                    for (var j = 0; j < 20; j++) {
                        bad.send(bad.fresh(Message.request("GET /rd" + longPath)));
                    }
                    bad.next();
                }
            }
        }
        held("40,000 long answers to 200 peers");
    }

    @Test
    public void datagramsThatAreTooLargeDoNotPileUp() throws Exception {
        var large = new byte[60_000];
        var peers = new ArrayList<Peer>();
        for (var port = 0; port < 100; port++) {
            peers.add(new Peer("127.0.0.2", system.port));
        }
        for (var i = 0; i < 20; i++) {
            peers.forEach(each -> each.send(large));
        }
        peers.forEach(Peer::close);
        held("2,000 datagrams of 60 kB");
    }

    /** Sends a burst, while a good peer goes on, and counts the answers. */
    private static Map<String, Integer> flood(String what, IntFunction<Message> next) throws Exception {
        var since = system.log().size();
        var loud = new ArrayList<Long>();
        Map<String, Integer> answers;
        try (var bad = new Peer("127.0.0.2", system.port)) {
            // Two threads: the common pool may have only one.
            Executor threads = task -> new Thread(task, "flood").start();
            var counted = CompletableFuture.supplyAsync(() -> answers(bad), threads);
            var sent = CompletableFuture.runAsync(() -> burst(bad, next), threads);
            while (!sent.isDone()) {
                loud.addAll(latencies(1));
            }
            sent.join();
            answers = counted.join();
        }
        System.out.printf(
                "%s: %s; a good peer's Update takes %d us instead of %d, at the 99th percentile %d instead of %d%n",
                what, answers, at(loud, 50), at(quiet, 50), at(loud, 99), at(quiet, 99));
        assertTrue("nothing was served meanwhile", loud.size() > 10);
        assertTrue("" + system.problems(since), system.problems(since).size() <= 3);
        held(what);
        return answers;
    }

    private static void burst(Peer bad, IntFunction<Message> next) {
        for (var i = 0; i < BURST; i++) {
            bad.send(bad.fresh(next.apply(i)));
            if (i % AT_ONCE == 0) {
                // Not more than the wire takes: what is lost there never reaches a bound.
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static Map<String, Integer> answers(Peer bad) {
        var answers = new TreeMap<String, Integer>();
        for (var next = bad.next(Shipped.SOON); next.isPresent(); next = bad.next(QUIET)) {
            answers.merge(next.get().status(), 1, Integer::sum);
        }
        return answers;
    }

    private static void held(String what) throws Exception {
        latencies(10);
        assertTrue(system.runs());
        assertEquals(List.of(), system.traces());
        var more = heap() - heap;
        System.out.println(what + ": " + more + " KiB more on the heap");
        assertTrue(more + " KiB more", more < MOST_HEAP_MORE);
    }

    /** Nanoseconds that so many Updates take. */
    private static List<Long> latencies(int count) {
        var all = new ArrayList<Long>();
        for (var i = 0; i < count; i++) {
            var start = System.nanoTime();
            assertEquals("2.04", good.ask(Message.request("POST " + location)).status());
            all.add(System.nanoTime() - start);
        }
        return all;
    }

    /** Microseconds. */
    private static long at(List<Long> nanos, int percent) {
        return nanos.stream().sorted().toList().get((nanos.size() - 1) * percent / 100) / 1000;
    }

    /** KiB of objects that live. */
    private static long heap() throws IOException {
        jcmd("GC.run");
        return USED.matcher(jcmd("GC.heap_info"))
                .results()
                .mapToLong(used -> Long.parseLong(used.group(1)))
                .sum();
    }

    private static String jcmd(String command) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, "" + system.pid(), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
