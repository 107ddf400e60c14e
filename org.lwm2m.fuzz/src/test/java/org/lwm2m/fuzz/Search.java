package org.lwm2m.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Searches for inputs that break a rule, with Jazzer, a JVM a decoder. What it learns stays in {@code target/search}, so
 * that the next search goes on from there; an input that breaks a rule is a file {@code crash-*} or {@code timeout-*}
 * there.
 */
final class Search {

    private static final Path WORK = Path.of("target/search");
    private static final Path WORDS = Path.of("src/test/resources/org/lwm2m/fuzz/words");
    private static final Pattern STATISTICS = Pattern.compile("stat::number_of_executed_units: *([0-9]+)");

    private final int seconds;

    private Search(int seconds) {
        this.seconds = seconds;
    }

    /** Arguments: seconds for each decoder, and the decoders; all of them if none is named. */
    public static void main(String... args) throws Exception {
        var search = new Search(Integer.parseInt(args[0]));
        var named = Arrays.stream(args).skip(1).map(String::toUpperCase).map(Decoder::valueOf);
        var decoders = args.length > 1 ? named.toList() : List.of(Decoder.values());
        var report = new StringBuilder();
        var broken = false;
        for (var decoder : decoders) {
            var well = search.run(decoder) == 0 && !said(decoder).contains("== Java Exception");
            broken |= !well;
            report.append("%-10s %12s inputs in %d s%s%n"
                    .formatted(
                            decoder,
                            inputs(decoder),
                            search.seconds,
                            well ? "" : ": a rule is broken, see " + log(decoder)));
        }
        System.out.print(report);
        System.exit(broken ? 1 : 0);
    }

    private int run(Decoder decoder) throws IOException, InterruptedException {
        var work = WORK.resolve(decoder.toString());
        seed(decoder, Files.createDirectories(work.resolve("corpus")));
        var process = new ProcessBuilder(command(decoder, work))
                .redirectErrorStream(true)
                .redirectOutput(log(decoder).toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    private List<String> command(Decoder decoder, Path work) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:-OmitStackTraceInFastThrow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Target.class.getName(),
                "--target_args=" + decoder,
                "--instrumentation_includes=org.lwm2m.**:org.eclipse.californium.core.**",
                "--custom_hook_excludes=org.lwm2m.fuzz.**",
                "--reproducer_path=" + work,
                "--keep_going=10",
                "-artifact_prefix=" + work + "/",
                "-max_total_time=" + seconds,
                "-max_len=4096",
                "-timeout=60",
                "-rss_limit_mb=2048",
                "-print_final_stats=1"));
        var words = WORDS.resolve(decoder + ".txt");
        if (Files.exists(words)) {
            command.add("-dict=" + words);
        }
        command.add(work.resolve("corpus").toString());
        return command;
    }

    private static void seed(Decoder decoder, Path corpus) throws IOException {
        for (var input : Inputs.of(decoder)) {
            Files.write(corpus.resolve("seed-" + Integer.toHexString(Arrays.hashCode(input))), input);
        }
    }

    private static String inputs(Decoder decoder) throws IOException {
        return STATISTICS
                .matcher(said(decoder))
                .results()
                .reduce((first, last) -> last)
                .map(last -> last.group(1))
                .orElse("?");
    }

    private static String said(Decoder decoder) throws IOException {
        return Files.readString(log(decoder));
    }

    private static Path log(Decoder decoder) {
        return WORK.resolve(decoder + ".log");
    }

    static String line(byte[] input) {
        return "hex " + HexFormat.of().formatHex(input);
    }
}
