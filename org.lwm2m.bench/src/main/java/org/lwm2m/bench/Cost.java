package org.lwm2m.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lwm2m.itest.formats.OurFormat;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What one operation takes: nanoseconds of the processor, and octets that it allocates.
 */
record Cost(double nanos, double octets) {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 2);

    /** Of methods of {@link FormatBench}, each in a JVM of its own. They take turns, and the best round of each counts. */
    static List<Cost> measured(OurFormat format, Samples data, String... methods) throws RunnerException {
        var best = new ArrayList<Cost>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var i = 0; i < methods.length; i++) {
                var cost = run(format, data, methods[i]);
                if (round == 0) {
                    best.add(cost);
                } else {
                    best.set(i, best.get(i).orLess(cost));
                }
            }
        }
        return best;
    }

    /** Beside another one's: operations a second of both, how many times as fast, octets of both, which part of them. */
    String beside(Cost other) {
        return String.format(
                Locale.ROOT,
                "%s | %s | %.1f | %s | %s | %.2f",
                perSecond(),
                other.perSecond(),
                other.nanos / nanos,
                allocated(),
                other.allocated(),
                octets / other.octets);
    }

    String allocated() {
        return String.format(Locale.ROOT, "%,.0f", octets);
    }

    /** Thousands of operations a second. */
    String perSecond() {
        var thousands = 1e6 / nanos;
        return String.format(Locale.ROOT, thousands < 100 ? "%,.1f" : "%,.0f", thousands);
    }

    private Cost orLess(Cost other) {
        return new Cost(Math.min(nanos, other.nanos), Math.min(octets, other.octets));
    }

    private static Cost run(OurFormat format, Samples data, String method) throws RunnerException {
        var options = new OptionsBuilder()
                .include("\\.FormatBench\\." + method + "$")
                .param("format", format.name())
                .param("data", data.name())
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs("-Xmx512m", "-XX:+UseSerialGC", "-Xbatch", "-Dslf4j.internal.verbosity=ERROR")
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.milliseconds(200))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(200));
        var found = new Runner(options.build()).runSingle().getSecondaryResults();
        return new Cost(
                found.get(ProcessorTime.RESULT).getScore(),
                found.get("gc.alloc.rate.norm").getScore());
    }
}
