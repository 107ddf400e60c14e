package org.lwm2m.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Registers client after client, up to 100,000, at our server, at Leshan's and at bare Californium, and prints how fast
 * that went and how much heap a registration and an observation take, all that CoAP keeps for late duplicates included.
 */
final class Live {

    private static final int LIVE = Integer.getInteger("bench.live", 100_000);

    /** Each client has a socket, of which there are not as many. */
    private static final int WAVE = Math.min(LIVE, 10_000);

    private static final String AT_ONCE = Integer.getInteger("bench.atonce", 64).toString();
    private static final int WARM_UP = 100;

    private final Contestant one;
    private final List<Contestant.Figures> waves = new ArrayList<>();
    private double registrations;
    private double observations;

    private Live(Contestant one) {
        this.one = one;
    }

    static void run() throws IOException {
        var all = new ArrayList<Live>();
        for (var kind : Contestant.Kind.values()) {
            try (var one = new Contestant(kind)) {
                var live = new Live(one);
                live.fill();
                all.add(live);
            }
        }
        System.out.printf("%n%,d registrations of new clients, %s at once%n%n", LIVE, AT_ONCE);
        Table.head();
        for (var line : Line.values()) {
            Table.line(
                    line.title,
                    List.of(all.stream().mapToDouble(line.figure::of).toArray()));
        }
    }

    private interface Figure {

        double of(Live live);
    }

    private enum Line {
        ALL(
                "registrations a second, all",
                live ->
                        live.waves.stream()
                                .mapToDouble(Contestant.Figures::perSecond)
                                .map(each -> 1 / each)
                                .average()
                                .stream()
                                .map(each -> 1 / each)
                                .sum()),
        LAST("registrations a second, the last tenth", live -> live.last().perSecond()),
        PROCESSOR("µs of processor, the last tenth", live -> live.last().cpu()),
        LATENCY("µs 99 of 100, the last tenth", live -> live.last().most()),
        REGISTRATION("heap, bytes a registration", live -> live.registrations),
        OBSERVATION("heap, bytes an observation", live -> live.observations);

        private final String title;
        private final Figure figure;

        Line(String title, Figure figure) {
            this.title = title;
            this.figure = figure;
        }
    }

    private Contestant.Figures last() {
        return waves.get(waves.size() - 1);
    }

    private void fill() throws IOException {
        one.connect(WAVE);
        // A few before, so that code and what there is once are in memory.
        one.register(WARM_UP, AT_ONCE);
        one.take();
        one.observe(WARM_UP, AT_ONCE);
        var before = one.heap();
        waves.add(one.register(WAVE, AT_ONCE));
        var registered = one.heap();
        one.take();
        one.observe(WAVE, AT_ONCE);
        var observed = one.heap();
        for (var left = LIVE - WAVE; left > 0; left -= WAVE) {
            one.connect(WAVE);
            waves.add(one.register(WAVE, AT_ONCE));
        }
        var all = waves.size() * WAVE;
        observations = (double) (observed - registered) / WAVE;
        registrations = (double) (registered - before + one.heap() - observed) / all;
        if (one.count() != all) {
            throw new IOException("not " + all + " are registered, but " + one.count());
        }
    }
}
