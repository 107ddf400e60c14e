package org.lwm2m.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/**
 * Reads vectors from text, a line a fact:
 * <pre>
 * == Read /3/0/13 as text              a vector and its name
 * base /3/0/13                         the path of the request
 * text 1367491215                      the payload; or hex, over as many lines as it takes
 * /3/0/13 TIME 1367491215              an entry; RAW for octets of a resource whose type nobody knows
 * type /3/0/9 INTEGER                  the type of a resource that has no entry here
 * decode only                          the entries make another payload
 * refused 400                          decoding fails so
 * </pre>
 * Lines that start with {@code #} and empty ones are passed over.
 */
public final class VectorFile {

    private final List<Vector> vectors = new ArrayList<>();
    private String name = "";
    private Path base = Path.ROOT;
    private StringBuilder hex = new StringBuilder();
    private List<Entry> entries = new ArrayList<>();
    private Map<Path, ResourceType> types = new HashMap<>();
    private boolean encodes = true;
    private Optional<Status> refused = Optional.empty();

    private VectorFile() {}

    /** The vectors of the file {@code vectors.txt} beside {@code test}. */
    static List<Vector> beside(Class<?> test) {
        try (var in = test.getResourceAsStream("vectors.txt")) {
            if (in == null) {
                throw new IllegalStateException("no vectors.txt beside " + test);
            }
            return read(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vectors of a file as text. */
    public static List<Vector> read(String text) {
        var file = new VectorFile();
        text.lines().forEach(file::line);
        file.end();
        return file.vectors;
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        var words = line.split(" ", 2);
        var rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "==" -> {
                end();
                name = rest;
            }
            case "base" -> base = Path.parse(rest);
            case "hex" -> hex.append(rest.replace(" ", ""));
            case "text" -> hex.append(HexFormat.of().formatHex(rest.getBytes(UTF_8)));
            case "type" -> types.put(Path.parse(rest.split(" ")[0]), ResourceType.valueOf(rest.split(" ")[1]));
            case "decode" -> encodes = false;
            case "refused" -> refused = Optional.of(Status.of(Integer.parseInt(rest)));
            default -> entry(Path.parse(words[0]), rest);
        }
    }

    private void entry(Path path, String what) {
        var words = what.split(" ", 2);
        var text = words.length > 1 ? words[1] : "";
        if (words[0].equals("RAW")) {
            entries.add(Entry.of(path, new Value.Opaque(Bytes.hex(text))));
            return;
        }
        var type = ResourceType.valueOf(words[0]);
        if (type != ResourceType.NONE && path.depth() > 2) {
            types.put(path.upTo(3), type);
        }
        entries.add(Entry.of(path, value(type, text)));
    }

    private void end() {
        if (!name.isEmpty()) {
            var payload = Bytes.hex(hex.toString());
            vectors.add(new Vector(name, base, payload, entries, types, encodes && refused.isEmpty(), refused));
        }
        base = Path.ROOT;
        hex = new StringBuilder();
        entries = new ArrayList<>();
        types = new HashMap<>();
        encodes = true;
        refused = Optional.empty();
    }

    private static Value value(ResourceType type, String text) {
        return switch (type) {
            case STRING -> new Value.Text(text);
            case INTEGER -> new Value.Int(Long.parseLong(text));
            case UNSIGNED -> new Value.Unsigned(Long.parseUnsignedLong(text));
            case FLOAT -> new Value.Real(Double.parseDouble(text));
            case BOOLEAN -> new Value.Flag(Boolean.parseBoolean(text));
            case OPAQUE -> new Value.Opaque(Bytes.hex(text));
            case TIME -> new Value.Time(Instant.ofEpochSecond(Long.parseLong(text)));
            case OBJLNK -> {
                var ids = text.split(":");
                yield new Value.ObjectLink(Integer.parseInt(ids[0]), Integer.parseInt(ids[1]));
            }
            case CORELNK -> new Value.CoreLinks(text);
            case NONE -> Value.NONE;
        };
    }
}
