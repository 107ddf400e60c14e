package org.lwm2m.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.RequestSamples;
import org.lwm2m.testing.VectorFile;

/**
 * The inputs that a decoder is known to have trouble or branches with: vectors, samples, and what was found. The latter
 * are kept in a file a decoder, a line an input, either {@code hex} or {@code text}.
 */
final class Inputs {

    /** We run in the folder of this module. */
    private static final Path FOUND = Path.of("src/test/resources/org/lwm2m/fuzz");

    private Inputs() {}

    static List<byte[]> of(Decoder decoder) throws IOException {
        return Stream.concat(samples(decoder), found(decoder)).toList();
    }

    static Path file(Decoder decoder) {
        return FOUND.resolve(decoder + ".txt");
    }

    private static Stream<byte[]> found(Decoder decoder) throws IOException {
        return Files.readAllLines(file(decoder)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Inputs::input);
    }

    private static byte[] input(String line) {
        var words = line.split(" ", 2);
        return switch (words[0]) {
            case "hex" -> HexFormat.of().parseHex(words.length > 1 ? words[1] : "");
            case "text" -> words[1].getBytes(UTF_8);
            default -> throw new IllegalArgumentException("neither hex nor text: " + line);
        };
    }

    private static Stream<byte[]> samples(Decoder decoder) throws IOException {
        return switch (decoder) {
            case LINK, DDF, OSCORE, TCP -> Stream.empty();
            case COAP -> requests();
            default -> vectors(decoder);
        };
    }

    private static Stream<byte[]> vectors(Decoder decoder) throws IOException {
        var file = Path.of(
                "../org.lwm2m.codec/" + decoder + "/src/test/resources/org/lwm2m/codec/" + decoder + "/vectors.txt");
        return VectorFile.read(Files.readString(file)).stream().map(Question::input);
    }

    private static Stream<byte[]> requests() {
        return Stream.of(
                        RequestSamples.uplink().map(each -> CoapRules.input(each, Role.MANAGEMENT, true)),
                        RequestSamples.bootstrapUplink().map(each -> CoapRules.input(each, Role.BOOTSTRAP, true)),
                        RequestSamples.downlink().map(each -> CoapRules.input(each, Role.MANAGEMENT, false)),
                        RequestSamples.foreign().map(each -> CoapRules.input(each, Role.MANAGEMENT, false)),
                        RequestSamples.bootstrapDownlink().map(each -> CoapRules.input(each, Role.BOOTSTRAP, false)))
                .flatMap(each -> each);
    }
}
