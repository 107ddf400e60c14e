package org.lwm2m.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Puts the same load on our server, on Leshan's and on bare Californium, in turns, and prints how many requests a second
 * each did, what they took of the processor, and how long one took at a steady pace.
 * <p>
 * What is printed is the median of all rounds, and the median of the rounds' ratios: other work on the machine slows
 * down whom it meets.
 */
final class Rates {

    private static final int CLIENTS = Integer.getInteger("bench.clients", 1_000);
    private static final int REQUESTS = Integer.getInteger("bench.requests", 20_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 8);
    private static final String AT_ONCE = Integer.getInteger("bench.atonce", 64).toString();
    private static final int PACE = Integer.getInteger("bench.pace", 1_000);
    private static final int PACED = 3 * PACE;

    private final List<Contestant> all;

    private Rates(List<Contestant> all) {
        this.all = all;
    }

    /** One kind of request, put to a contestant so often and so fast. */
    private interface Kind {

        Contestant.Figures run(Contestant one, int total, String pace) throws IOException;
    }

    static void run() throws IOException {
        var all = Contestant.all();
        try {
            for (var one : all) {
                one.connect(CLIENTS);
                one.register(CLIENTS, AT_ONCE);
            }
            new Rates(all).compare();
        } finally {
            all.forEach(Contestant::close);
        }
    }

    private void compare() throws IOException {
        System.out.printf(
                "%n%,d clients; %d rounds in turns; rates and processor time: %,d requests, %s at once; latency: %,d a"
                        + " second for 3 s%n%n",
                CLIENTS, ROUNDS, REQUESTS, AT_ONCE, PACE);
        Table.head();
        // All code is warm before the first figure; a Register ends observations, so they come last.
        warmUp(Contestant::register);
        warmUp(Contestant::update);
        takeClients();
        warmUp(Contestant::read);
        kind("Register of known clients", Contestant::register);
        kind("Update", Contestant::update);
        takeClients();
        kind("Read of /3/0", Contestant::read);
        for (var one : all) {
            one.observe(CLIENTS, AT_ONCE);
        }
        warmUp(Contestant::report);
        kind("notification", Contestant::report);
    }

    private void takeClients() throws IOException {
        for (var one : all) {
            one.take();
        }
    }

    private void warmUp(Kind kind) throws IOException {
        for (var i = 0; i < WARM_UP; i++) {
            for (var one : all) {
                kind.run(one, REQUESTS, AT_ONCE);
            }
        }
    }

    private void kind(String what, Kind kind) throws IOException {
        var fast = rounds(kind, REQUESTS, AT_ONCE);
        var steady = rounds(kind, PACED, PACE + "/s");
        line(what + ", a second", fast, Contestant.Figures::perSecond);
        line(what + ", µs of processor", fast, Contestant.Figures::cpu);
        line(what + ", µs median", steady, Contestant.Figures::median);
        line(what + ", µs 99 of 100", steady, Contestant.Figures::most);
    }

    /** Of each round what each contestant did. */
    private List<List<Contestant.Figures>> rounds(Kind kind, int total, String pace) throws IOException {
        var rounds = new ArrayList<List<Contestant.Figures>>();
        for (var i = 0; i < ROUNDS; i++) {
            var round = new ArrayList<Contestant.Figures>();
            for (var one : all) {
                round.add(kind.run(one, total, pace));
            }
            rounds.add(round);
        }
        return rounds;
    }

    private static void line(
            String what, List<List<Contestant.Figures>> rounds, ToDoubleFunction<Contestant.Figures> figure) {
        Table.line(
                what,
                rounds.stream()
                        .map(round -> round.stream().mapToDouble(figure).toArray())
                        .toList());
    }
}
