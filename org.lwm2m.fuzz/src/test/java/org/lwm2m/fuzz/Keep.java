package org.lwm2m.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

/**
 * Takes over what {@link Search} learned into the inputs that each build replays: of the fewest that reach all code that
 * was reached, the shortest, up to a size.
 */
final class Keep {

    /** Of the file of one decoder, so that all of them stay below 200 KB. */
    private static final int ROOM = 17_000;

    private Keep() {}

    /** Arguments: the decoders; all of them if none is named. */
    public static void main(String... args) throws Exception {
        var named = Arrays.stream(args).map(String::toUpperCase).map(Decoder::valueOf);
        for (var decoder : args.length > 0 ? named.toList() : List.of(Decoder.values())) {
            keep(decoder);
        }
    }

    private static void keep(Decoder decoder) throws IOException, InterruptedException {
        var known = new HashSet<String>();
        Inputs.of(decoder).forEach(input -> known.add(HexFormat.of().formatHex(input)));
        var file = Inputs.file(decoder);
        var room = ROOM - (int) Files.size(file);
        var lines = new StringBuilder();
        for (var input : fewest(decoder)) {
            var hex = HexFormat.of().formatHex(input);
            if (lines.length() + hex.length() + 5 > room) {
                break;
            } else if (known.add(hex)) {
                lines.append("hex ").append(hex).append('\n');
            }
        }
        if (!lines.isEmpty()) {
            Files.writeString(file, "\n# Reach code that no other does.\n" + lines, UTF_8, StandardOpenOption.APPEND);
        }
    }

    /** The shortest first. */
    private static List<byte[]> fewest(Decoder decoder) throws IOException, InterruptedException {
        var work = Search.work(decoder);
        var fewest = Files.createDirectories(work.resolve("fewest"));
        var command = Search.jazzer(
                decoder, "-merge=1", fewest.toString(), work.resolve("corpus").toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("merge.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("merging " + decoder + " failed, see " + work.resolve("merge.log"));
        }
        var inputs = new ArrayList<byte[]>();
        try (var files = Files.list(fewest)) {
            for (var file : (Iterable<Path>) files::iterator) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        inputs.sort(
                (one, other) -> one.length != other.length ? one.length - other.length : Arrays.compare(one, other));
        return inputs;
    }
}
