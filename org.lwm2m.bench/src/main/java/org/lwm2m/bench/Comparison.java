package org.lwm2m.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Puts the same load on our server and on Leshan's, one after the other, and prints what each did and the ratio.
 * <p>
 * Both run in a JVM of their own with the same options, the load in a third; all on the loopback interface. They take
 * turns, and the best round of each counts, as other work on the machine only makes things slower.
 */
public final class Comparison {

    private static final int WARM_UP = Integer.getInteger("bench.warmup", 5_000);
    private static final int CLIENTS = Integer.getInteger("bench.clients", 5_000);
    private static final int REQUESTS = Integer.getInteger("bench.requests", 50_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int AT_ONCE = Integer.getInteger("bench.atonce", 64);

    private static final Path LESHAN = Path.of("../org.lwm2m.itest/leshan/target");

    private Comparison() {}

    /** One kind of request in one round: how many went well a second, processor microseconds of the server for each. */
    record Figure(double perSecond, double cpuMicros, long failed) {}

    /** What one server did in one round. */
    record Round(Figure register, Figure update, Figure read, double bytesPerRegistration) {}

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
        work(server, load);
        work(server, load);
        load.ask("connect " + CLIENTS + " " + AT_ONCE, "connect");
        // What exchanges leave behind for late duplicates is there before as it is after.
        var before = Long.parseLong(server.ask("heap", "heap")[0]);
        load.ask("register " + AT_ONCE, "register");
        var after = Long.parseLong(server.ask("heap", "heap")[0]);
        var figures = work(server, load);
        return new Round(figures.get(0), figures.get(1), figures.get(2), (double) (after - before) / CLIENTS);
    }

    /** Done several times, of which the last counts: those before are the compiler's. */
    private static List<Figure> work(Program server, Program load) throws IOException {
        var some = REQUESTS + " " + AT_ONCE;
        return List.of(
                figure(server, () -> load.ask("again " + some, "again")),
                figure(server, () -> load.ask("update " + some, "update")),
                figure(server, () -> server.ask("reads " + some + " /3/0", "reads")));
    }

    /** Work that says its microseconds, its successes and its failures. */
    private interface Work {

        String[] run() throws IOException;
    }

    private static Figure figure(Program server, Work work) throws IOException {
        var before = Long.parseLong(server.ask("cpu", "cpu")[0]);
        var said = work.run();
        var nanos = Long.parseLong(server.ask("cpu", "cpu")[0]) - before;
        var good = Double.parseDouble(said[1]);
        return new Figure(good * 1e6 / Double.parseDouble(said[0]), nanos / 1e3 / good, Long.parseLong(said[2]));
    }

    private static void print(List<Round> ours, List<Round> theirs) {
        System.out.printf(
                "%n%d clients, %d requests of each kind, %d at once, best of %d rounds%n%n",
                CLIENTS, REQUESTS, AT_ONCE, ROUNDS);
        System.out.printf("| | ours | Leshan | ratio |%n|---|---|---|---|%n");
        lines("Register of known clients", ours, theirs, Round::register);
        lines("Update", ours, theirs, Round::update);
        lines("Read of /3/0", ours, theirs, Round::read);
        line(
                "heap, bytes a registration",
                least(ours, Round::bytesPerRegistration),
                least(theirs, Round::bytesPerRegistration));
    }

    private static void lines(String what, List<Round> ours, List<Round> theirs, Function<Round, Figure> of) {
        line(what + ", a second", most(ours, of), most(theirs, of));
        line(
                what + ", µs of processor",
                least(ours, round -> of.apply(round).cpuMicros()),
                least(theirs, round -> of.apply(round).cpuMicros()));
        var failed = Stream.concat(ours.stream(), theirs.stream())
                .mapToLong(round -> of.apply(round).failed())
                .sum();
        if (failed > 0) {
            throw new IllegalStateException(failed + " requests failed: " + what);
        }
    }

    private static double most(List<Round> rounds, Function<Round, Figure> of) {
        return rounds.stream()
                .mapToDouble(round -> of.apply(round).perSecond())
                .max()
                .orElseThrow();
    }

    private static double least(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).min().orElseThrow();
    }

    private static void line(String what, double ours, double theirs) {
        System.out.printf("| %s | %,.0f | %,.0f | %.2f |%n", what, ours, theirs, ours / theirs);
    }
}
