package org.lwm2m.client.management;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;

/**
 * A format that tests can read: a line for each entry, {@code /3303/0/5700=22.5}, or the value alone where there is
 * just one, {@code 22.5}.
 */
record LinesCodec(boolean bare) implements Codec {

    @Override
    public Bytes encode(Path base, List<Entry> entries) {
        if (bare) {
            if (entries.size() != 1) {
                throw new LwM2mException(Status.NOT_ACCEPTABLE, "one value only");
            }
            return Bytes.utf8(text(entries.get(0).value()));
        }
        return Bytes.utf8(entries.stream()
                .map(entry -> entry.path() + "=" + text(entry.value())
                        + entry.time().map(time -> "@" + time).orElse(""))
                .collect(Collectors.joining("\n")));
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        var text = payload.utf8();
        if (bare) {
            return List.of(Entry.of(base, value(base, text, types)));
        }
        var entries = new ArrayList<Entry>();
        for (var line : text.isEmpty() ? new String[0] : text.split("\n")) {
            var equals = line.indexOf('=');
            if (equals < 0) {
                throw new LwM2mException(Status.BAD_REQUEST, "no line: " + line);
            }
            var path = path(line.substring(0, equals));
            entries.add(Entry.of(path, value(path, line.substring(equals + 1), types)));
        }
        return entries;
    }

    @Override
    public List<Path> decodePaths(Bytes payload) {
        return payload.utf8().lines().map(Path::parse).toList();
    }

    /** A hash stands for an instance that has no number yet. */
    private static Path path(String text) {
        return Path.parse(text.replace("#", "65535"));
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.value();
        } else if (value instanceof Value.Int number) {
            return "" + number.value();
        } else if (value instanceof Value.Real number) {
            return "" + number.value();
        } else if (value instanceof Value.Flag flag) {
            return "" + flag.value();
        } else if (value instanceof Value.Opaque bytes) {
            return bytes.value().hex();
        }
        return value instanceof Value.None ? "none" : value.toString();
    }

    private static Value value(Path path, String text, ResourceTypes types) {
        if (text.equals("none")) {
            return Value.NONE;
        }
        try {
            return switch (types.at(path).orElse(ResourceType.STRING)) {
                case INTEGER -> new Value.Int(Long.parseLong(text));
                case UNSIGNED -> new Value.Unsigned(Long.parseUnsignedLong(text));
                case FLOAT -> new Value.Real(Double.parseDouble(text));
                case BOOLEAN -> new Value.Flag(Boolean.parseBoolean(text));
                case OPAQUE -> new Value.Opaque(Bytes.hex(text));
                case TIME -> new Value.Time(Instant.parse(text));
                case OBJLNK ->
                    new Value.ObjectLink(Integer.parseInt(text.split(":")[0]), Integer.parseInt(text.split(":")[1]));
                case CORELNK -> new Value.CoreLinks(text);
                default -> new Value.Text(text);
            };
        } catch (IllegalArgumentException e) {
            throw new LwM2mException(Status.BAD_REQUEST, "no such value: " + text);
        }
    }
}
