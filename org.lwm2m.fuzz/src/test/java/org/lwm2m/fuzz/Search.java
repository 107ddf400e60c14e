package org.lwm2m.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

    private Search() {}

    /** Arguments: seconds for each decoder, and the decoders; all of them if none is named. */
    public static void main(String... args) throws Exception {
        var seconds = Integer.parseInt(args[0]);
        var named = Arrays.stream(args).skip(1).map(String::toUpperCase).map(Decoder::valueOf);
        var broken = false;
        for (var decoder : args.length > 1 ? named.toList() : List.of(Decoder.values())) {
            var start = System.nanoTime();
            var well = run(decoder, seconds) == 0 && !said(decoder).contains("== Java Exception");
            broken |= !well;
            System.out.printf(
                    "%-10s %12s inputs in %d s%s%n",
                    decoder,
                    inputs(decoder),
                    (System.nanoTime() - start) / 1_000_000_000,
                    well ? "" : ": a rule is broken, see " + log(decoder));
        }
        System.exit(broken ? 1 : 0);
    }

    static Path work(Decoder decoder) {
        return WORK.resolve(decoder.toString());
    }

    static List<String> jazzer(Decoder decoder, String... arguments) {
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
                "--reproducer_path=" + work(decoder),
                "-artifact_prefix=" + work(decoder) + "/",
                "-timeout=60",
                "-rss_limit_mb=2048"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static int run(Decoder decoder, int seconds) throws IOException, InterruptedException {
        var corpus = Files.createDirectories(work(decoder).resolve("corpus"));
        for (var input : Inputs.of(decoder)) {
            Files.write(corpus.resolve("seed-" + Integer.toHexString(Arrays.hashCode(input))), input);
        }
        var command = jazzer(
                decoder,
                "--keep_going=10",
                "-max_total_time=" + seconds,
                "-max_len=4096",
                "-print_final_stats=1",
                corpus.toString());
        var words = WORDS.resolve(decoder + ".txt");
        if (Files.exists(words)) {
            command.add("-dict=" + words);
        }
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(decoder).toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
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
        return Files.readString(log(decoder), StandardCharsets.ISO_8859_1);
    }

    private static Path log(Decoder decoder) {
        return WORK.resolve(decoder + ".log");
    }
}
