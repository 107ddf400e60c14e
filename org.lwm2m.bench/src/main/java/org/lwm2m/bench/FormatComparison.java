package org.lwm2m.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.lwm2m.itest.formats.LeshanFormat;
import org.lwm2m.itest.formats.OurFormat;
import org.openjdk.jmh.runner.RunnerException;

/** Measures our codecs and Leshan's on the same data, and prints what came out as the tables of the documents. */
public final class FormatComparison {

    private static final List<String> FORMATS = named("bench.formats");
    private static final List<String> DATA = named("bench.data");
    private static final String COLUMNS = "| format | data | ours | Leshan | times | octets | Leshan | part |\n"
            + "|---|---|--:|--:|--:|--:|--:|--:|";

    private FormatComparison() {}

    public static void main(String... arguments) throws RunnerException {
        sizes();
        beside("Encode", "encode", "leshanEncodes");
        var decoding = beside("Decode", "decode", "leshanDecodes");
        walks(decoding);
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

    /** Thousands of operations a second of processor time, and octets allocated by one. Answers ours. */
    private static Map<String, Cost> beside(String title, String ours, String theirs) throws RunnerException {
        var all = new HashMap<String, Cost>();
        System.out.println("\n" + title + "\n\n" + COLUMNS);
        for (var format : formats()) {
            for (var data : dataFor(format)) {
                var methods = format.leshan() ? new String[] {ours, theirs} : new String[] {ours};
                var costs = Cost.measured(format, data, methods);
                var cost = costs.get(0);
                row(
                        format,
                        data,
                        format.leshan()
                                ? cost.beside(costs.get(1))
                                : cost.perSecond() + " | | | " + cost.allocated() + " | | ");
                all.put(format + " " + data, cost);
            }
        }
        return all;
    }

    /** How long decoding takes, in times of walking the tokens of the same payload. */
    private static void walks(Map<String, Cost> decoding) throws RunnerException {
        System.out.println("\nDecode, and walk over tokens alone, in microseconds\n");
        System.out.println("| format | data | decode | walk | times |\n|---|---|--:|--:|--:|");
        for (var format : formats()) {
            for (var data : dataFor(format)) {
                if (format == OurFormat.SENML_CBOR || format == OurFormat.LWM2M_CBOR) {
                    var decode = decoding.get(format + " " + data).nanos();
                    var walk = Cost.measured(format, data, "walk").get(0).nanos();
                    var cells = new Object[] {decode / 1000, walk / 1000, decode / walk};
                    row(format, data, String.format(Locale.ROOT, "%.2f | %.2f | %.2f", cells));
                }
            }
        }
    }

    private static void row(OurFormat format, Samples data, String cells) {
        System.out.println("| " + format.title() + " | " + data.title() + " | " + cells + " |");
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
