package org.lwm2m.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import org.lwm2m.bench.Contestant.Figures;
import org.lwm2m.bench.Contestant.Kind;

/**
 * Our server and Leshan's over DTLS with pre-shared keys, in turns: handshakes and requests a second. Then a storm of
 * handshakes that fail at our server, while good clients talk.
 */
final class Secured {

    private static final int CLIENTS = Integer.getInteger("bench.clients", 1_000);
    private static final int REQUESTS = Integer.getInteger("bench.requests", 20_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 8);
    private static final int STORM = Integer.getInteger("bench.storm", 10_000);
    private static final String AT_ONCE = Integer.getInteger("bench.atonce", 64).toString();
    private static final int PACE = 200;

    private final List<Contestant> all;

    private Secured(List<Contestant> all) {
        this.all = all;
    }

    /** One kind of work, done by a contestant. */
    private interface Work {

        Figures run(Contestant one) throws IOException;
    }

    static void run() throws IOException {
        var all = new ArrayList<Contestant>();
        var folder = Files.createTempDirectory("lwm2m-bench-conf");
        try {
            for (var kind : List.of(Kind.OURS, Kind.LESHAN)) {
                all.add(new Contestant(kind, "coaps", List.of(folder.toString())));
            }
            new Secured(all).compare(folder.resolve(SecuredConf.CERTIFICATE));
        } finally {
            all.forEach(Contestant::close);
        }
    }

    private void compare(Path certificate) throws IOException {
        System.out.printf(
                "%nDTLS 1.2 with pre-shared keys, AES_128_CCM_8; %,d handshakes and %,d requests a round, %s at once%n%n",
                CLIENTS, REQUESTS, AT_ONCE);
        Table.head(all.size());
        line("handshakes", one -> one.connect(CLIENTS));
        line("Register of known clients", one -> one.register(REQUESTS, AT_ONCE));
        line("Update", one -> one.update(REQUESTS, AT_ONCE));
        for (var one : all) {
            one.take();
        }
        line("Read of /3/0", one -> one.read(REQUESTS, AT_ONCE));
        storm(all.get(0), certificate);
    }

    private void line(String what, Work kind) throws IOException {
        var rounds = new ArrayList<List<Figures>>();
        for (var i = 0; i < WARM_UP + ROUNDS; i++) {
            var round = new ArrayList<Figures>();
            for (var one : all) {
                round.add(kind.run(one));
            }
            if (i >= WARM_UP) {
                rounds.add(round);
            }
        }
        line(what + ", a second", rounds, Figures::perSecond);
        line(what + ", µs of processor", rounds, Figures::cpu);
    }

    private static void line(String what, List<List<Figures>> rounds, ToDoubleFunction<Figures> figure) {
        Table.line(
                what,
                rounds.stream()
                        .map(round -> round.stream().mapToDouble(figure).toArray())
                        .toList());
    }

    /** Good clients update at a steady pace: in a calm, then while keys and certificates are tried that are wrong. */
    private static void storm(Contestant ours, Path certificate) throws IOException {
        var classPath = System.getProperty("java.class.path");
        try (var storm = Program.java(classPath, "org.lwm2m.bench.Storm", ours.uri(), certificate.toString())) {
            storm.await("ready");
            System.out.printf(
                    "%n%,d failing handshakes, 100 at once; Updates, %d a second, meanwhile%n%n", STORM, PACE);
            System.out.println("| | Updates | µs median | µs 99 of 100 | to calm | heap, kB | failed a second |");
            System.out.println("|---|--:|--:|--:|--:|--:|--:|");
            var calm = updates(ours, 10, CompletableFuture.completedFuture(null));
            print("calm", calm, calm, ours.heap(), 0);
            for (var what : List.of("psk", "x509")) {
                var raging = CompletableFuture.supplyAsync(() -> rage(storm, what));
                var seen = updates(ours, 1, raging);
                var said = raging.join();
                var seconds = Double.parseDouble(said[0]) / 1e6;
                if (!said[2].equals("0")) {
                    throw new IOException(said[2] + " of the storm were let in");
                }
                print(what, seen, calm, ours.heap(), STORM / seconds);
            }
        }
    }

    private static String[] rage(Program storm, String what) {
        try {
            return storm.ask(what + " " + STORM, what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At least so many times a second of Updates, and until something is over. */
    private static List<Figures> updates(Contestant ours, int least, CompletableFuture<?> until) throws IOException {
        var seen = new ArrayList<Figures>();
        while (seen.size() < least || !until.isDone()) {
            seen.add(ours.update(PACE, PACE + "/s"));
        }
        return seen;
    }

    private static void print(String what, List<Figures> seen, List<Figures> calm, long heap, double failed) {
        System.out.printf(
                "| %s | %,d | %,.0f | %,.0f | %.2f | %,d | %,.0f |%n",
                what,
                seen.size() * PACE,
                middle(seen, Figures::median),
                middle(seen, Figures::most),
                middle(seen, Figures::most) / middle(calm, Figures::most),
                heap / 1024,
                failed);
    }

    private static double middle(List<Figures> all, ToDoubleFunction<Figures> figure) {
        return all.stream().mapToDouble(figure).sorted().toArray()[all.size() / 2];
    }
}
