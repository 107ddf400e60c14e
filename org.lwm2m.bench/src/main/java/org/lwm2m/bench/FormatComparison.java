package org.lwm2m.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.lwm2m.itest.formats.LeshanFormat;
import org.lwm2m.itest.formats.OurFormat;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures our codecs and Leshan's on the same data, each in a JVM of its own, and prints the ratios as tables. They take
 * turns, and the best round of each counts, as other work on the machine only makes things slower.
 */
public final class FormatComparison {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final List<String> FORMATS = named("bench.formats");
    private static final List<String> DATA = named("bench.data");

    private FormatComparison() {}

    /** Operations a second, and octets allocated by one. */
    record Speed(double perSecond, double octets) {

        Speed best(Speed other) {
            return new Speed(Math.max(perSecond, other.perSecond), Math.min(octets, other.octets));
        }
    }

    public static void main(String... arguments) throws RunnerException {
        sizes();
        System.out.println("\n| format | data | encode: speed | encode: octets | decode: speed | decode: octets |");
        System.out.println("|---|---|--:|--:|--:|--:|");
        var walks = new ArrayList<String>();
        for (var format : formats()) {
            for (var data : dataFor(format)) {
                if (format.leshan()) {
                    var encode = measure(format, data, "encode", "leshanEncodes");
                    var decode = measure(format, data, "decode", "leshanDecodes");
                    row(format, data, ratios(encode), ratios(decode));
                }
                if (format == OurFormat.SENML_CBOR || format == OurFormat.LWM2M_CBOR) {
                    var decode = measure(format, data, "decode", "walk");
                    var times = decode.get(1).perSecond() / decode.get(0).perSecond();
                    walks.add(String.format(Locale.ROOT, "| %s | %s | %.2f |", format.title(), data.title(), times));
                }
            }
        }
        System.out.println("\n| format | data | decode: times a walk |\n|---|---|--:|");
        walks.forEach(System.out::println);
    }

    private static void sizes() {
        System.out.println("\n| format | " + String.join(" | ", titles()) + " |");
        System.out.println("|---|" + "--:|".repeat(Samples.values().length));
        for (var format : formats()) {
            var row = new StringBuilder("| " + format.title());
            for (var data : Samples.values()) {
                row.append(" | ").append(dataFor(format).contains(data) ? size(format, data) : "");
            }
            System.out.println(row + " |");
        }
    }

    /** Ours, and in brackets Leshan's where it differs. */
    private static String size(OurFormat format, Samples data) {
        var pack = data.pack(format);
        var ours = format.codec().encode(pack.base(), pack.entries()).size();
        if (!format.leshan()) {
            return String.format(Locale.ROOT, "%,d", ours);
        }
        var leshan = new LeshanFormat(format.number(), pack.shapes().model());
        var theirs = leshan.encode(pack.base(), pack.entries()).length;
        return String.format(Locale.ROOT, theirs == ours ? "%,d" : "%,d (%,d)", ours, theirs);
    }

    private static List<Speed> measure(OurFormat format, Samples data, String... methods) throws RunnerException {
        var best = new ArrayList<Speed>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var i = 0; i < methods.length; i++) {
                var speed = run(format, data, methods[i]);
                if (round == 0) {
                    best.add(speed);
                } else {
                    best.set(i, best.get(i).best(speed));
                }
            }
        }
        return best;
    }

    private static Speed run(OurFormat format, Samples data, String method) throws RunnerException {
        var options = new OptionsBuilder()
                .include("\\.FormatBench\\." + method + "$")
                .param("format", format.name())
                .param("data", data.name())
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs("-Xmx512m", "-XX:+UseSerialGC", "-Dslf4j.internal.verbosity=ERROR")
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(4)
                .measurementTime(TimeValue.milliseconds(250));
        var result = new Runner(options.build()).runSingle();
        var octets = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        var fastest = result.getAggregatedResult().getIterationResults().stream()
                .mapToDouble(each -> each.getPrimaryResult().getScore())
                .max();
        return new Speed(fastest.orElseThrow(), octets);
    }

    private static String ratios(List<Speed> sides) {
        var ours = sides.get(0);
        var theirs = sides.get(1);
        return String.format(
                Locale.ROOT, "%.1f | %.2f", ours.perSecond() / theirs.perSecond(), ours.octets() / theirs.octets());
    }

    private static void row(OurFormat format, Samples data, String encode, String decode) {
        System.out.println("| " + format.title() + " | " + data.title() + " | " + encode + " | " + decode + " |");
    }

    private static List<OurFormat> formats() {
        return Stream.of(OurFormat.values())
                .filter(each -> FORMATS.isEmpty() || FORMATS.contains(each.name()))
                .toList();
    }

    private static List<Samples> dataFor(OurFormat format) {
        return Stream.of(Samples.values())
                .filter(each -> DATA.isEmpty() || DATA.contains(each.name()))
                .filter(each -> format.carries(each.pack(format)))
                .toList();
    }

    private static List<String> titles() {
        return Stream.of(Samples.values()).map(Samples::title).toList();
    }

    private static List<String> named(String key) {
        var names = System.getProperty(key, "");
        return names.isEmpty() ? List.of() : List.of(names.split(","));
    }
}
