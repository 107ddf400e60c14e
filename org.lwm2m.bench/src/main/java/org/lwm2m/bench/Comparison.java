package org.lwm2m.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Puts the same load on our server and on Leshan's, one after the other, and prints what each did and the ratio.
 * <p>
 * Both run in a JVM of their own with the same options, the load in a third; all on the loopback interface. They take
 * turns, and the best round of each counts, as other work on the machine only makes things slower.
 */
public final class Comparison {

    private static final int WARM_UP = Integer.getInteger("bench.warmup", 2_000);
    private static final int CLIENTS = Integer.getInteger("bench.clients", 5_000);
    private static final int READS = Integer.getInteger("bench.reads", 40_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int AT_ONCE = Integer.getInteger("bench.atonce", 64);

    private static final Path LESHAN = Path.of("../org.lwm2m.itest/leshan/target");

    private Comparison() {}

    /** What one server did in one round; all but bytes and failures by the second. */
    record Round(double registers, double updates, double reads, double bytesPerRegistration, long failed) {}

    public static void main(String... arguments) throws IOException {
        var own = System.getProperty("java.class.path");
        var leshan = LESHAN.resolve("classes")
                + java.io.File.pathSeparator
                + Files.readString(LESHAN.resolve("classpath")).strip();
        var ours = new ArrayList<Round>();
        var theirs = new ArrayList<Round>();
        for (var i = 0; i < ROUNDS; i++) {
            ours.add(round(own, own, "org.lwm2m.bench.OursUnderLoad"));
            theirs.add(round(own, leshan, "org.lwm2m.itest.leshan.LeshanUnderLoad"));
        }
        print(ours, theirs);
    }

    private static Round round(String loadClassPath, String classPath, String program) throws IOException {
        try (var server = Program.java(classPath, program)) {
            var uri = "coap://127.0.0.1:" + server.await("listening")[0];
            try (var load = Program.java(loadClassPath, "org.lwm2m.bench.Load", uri)) {
                load.await("ready");
                return measure(server, load);
            }
        }
    }

    private static Round measure(Program server, Program load) throws IOException {
        load.ask("connect " + WARM_UP + " " + AT_ONCE, "connect");
        load.ask("register " + AT_ONCE, "register");
        server.ask("reads " + READS / 2 + " " + AT_ONCE + " /3/0", "reads");
        load.ask("connect " + CLIENTS + " " + AT_ONCE, "connect");
        // What exchanges leave behind for late duplicates is there before as it is after.
        var before = Long.parseLong(server.ask("heap", "heap")[0]);
        var registers = load.ask("register " + AT_ONCE, "register");
        var after = Long.parseLong(server.ask("heap", "heap")[0]);
        var updates = load.ask("update " + AT_ONCE, "update");
        var reads = server.ask("reads " + READS + " " + AT_ONCE + " /3/0", "reads");
        var failed = Long.parseLong(registers[2]) + Long.parseLong(updates[2]) + Long.parseLong(reads[2]);
        return new Round(rate(registers), rate(updates), rate(reads), (double) (after - before) / CLIENTS, failed);
    }

    /** Successes a second, of microseconds and successes. */
    private static double rate(String... words) {
        return Double.parseDouble(words[1]) * 1e6 / Double.parseDouble(words[0]);
    }

    private static void print(List<Round> ours, List<Round> theirs) {
        System.out.printf(
                "%n%d clients, %d reads of /3/0, %d at once, best of %d rounds%n%n", CLIENTS, READS, AT_ONCE, ROUNDS);
        System.out.printf("| | ours | Leshan | ratio |%n|---|---|---|---|%n");
        line("Register a second", most(ours, Round::registers), most(theirs, Round::registers));
        line("Update a second", most(ours, Round::updates), most(theirs, Round::updates));
        line("Read a second", most(ours, Round::reads), most(theirs, Round::reads));
        line("heap bytes a registration", least(ours), least(theirs));
        line("failed requests", failed(ours), failed(theirs));
    }

    private static double most(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).max().orElseThrow();
    }

    private static double least(List<Round> rounds) {
        return rounds.stream().mapToDouble(Round::bytesPerRegistration).min().orElseThrow();
    }

    private static double failed(List<Round> rounds) {
        return rounds.stream().mapToLong(Round::failed).sum();
    }

    private static void line(String what, double ours, double theirs) {
        System.out.printf("| %s | %,.0f | %,.0f | %.2f |%n", what, ours, theirs, ours / theirs);
    }
}
