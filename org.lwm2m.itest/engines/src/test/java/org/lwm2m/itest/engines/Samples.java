package org.lwm2m.itest.engines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceType;

/** Values of a resource, made by its definition: some that it takes, and some that it must not. */
final class Samples {

    private static final Pattern BOUNDS = Pattern.compile("(-?\\d+)\\.{2,3}(-?\\d+)( bytes)?");
    private static final Pattern LISTED = Pattern.compile("\\d+(,\\d+)+");
    private static final Pattern SIZE = Pattern.compile("(\\d+)( bytes)?");

    private Samples() {}

    /** What it takes: both ends of its range, and one between. */
    static List<Value> good(ResourceDefinition resource) {
        var bounds = BOUNDS.matcher(resource.range());
        var listed = LISTED.matcher(resource.range());
        if (bounds.matches()) {
            var low = Long.parseLong(bounds.group(1));
            var high = Long.parseLong(bounds.group(2));
            return LongStream.of(low, (low + high) / 2, high)
                    .distinct()
                    .mapToObj(each -> of(resource.type(), each))
                    .flatMap(Optional::stream)
                    .toList();
        } else if (listed.matches()) {
            return Stream.of(resource.range().split(","))
                    .map(each -> of(resource.type(), Long.parseLong(each)))
                    .flatMap(Optional::stream)
                    .toList();
        }
        var size = SIZE.matcher(resource.range());
        return size.matches()
                ? List.of(of(resource.type(), Long.parseLong(size.group(1))).orElseThrow())
                : any(resource.type());
    }

    /** What is beyond its range, where that says one. */
    static List<Value> bad(ResourceDefinition resource) {
        var bad = new ArrayList<Value>();
        var bounds = BOUNDS.matcher(resource.range());
        if (bounds.matches()) {
            of(resource.type(), Long.parseLong(bounds.group(1)) - 1).ifPresent(bad::add);
            of(resource.type(), Long.parseLong(bounds.group(2)) + 1).ifPresent(bad::add);
        }
        return bad;
    }

    /** A value of another type, which no format takes for this one. */
    static Value strange(ResourceType type) {
        return type == ResourceType.STRING || type == ResourceType.CORELNK
                ? new Value.Flag(true)
                : new Value.Text("neither number nor link");
    }

    /** A number, or something of that many octets. */
    private static Optional<Value> of(ResourceType type, long number) {
        return switch (type) {
            case INTEGER -> Optional.of(new Value.Int(number));
            case UNSIGNED -> number < 0 ? Optional.empty() : Optional.of(new Value.Unsigned(number));
            case FLOAT -> Optional.of(new Value.Real(number));
            case STRING -> number < 0 ? Optional.empty() : Optional.of(new Value.Text("x".repeat((int) number)));
            case OPAQUE ->
                number < 0 ? Optional.empty() : Optional.of(new Value.Opaque(Bytes.wrap(new byte[(int) number])));
            default -> any(type).stream().findFirst();
        };
    }

    private static List<Value> any(ResourceType type) {
        return switch (type) {
            case INTEGER -> List.of(new Value.Int(-1), new Value.Int(300), new Value.Int(1L << 40));
            case UNSIGNED -> List.of(new Value.Unsigned(0), new Value.Unsigned(70_000));
            case FLOAT -> List.of(new Value.Real(-1.25), new Value.Real(1e10));
            case BOOLEAN -> List.of(new Value.Flag(true), new Value.Flag(false));
            case OPAQUE -> List.of(new Value.Opaque(Bytes.hex("00ff3e")), new Value.Opaque(Bytes.EMPTY));
            case TIME -> List.of(new Value.Time(Instant.ofEpochSecond(1_476_186_613)));
            case OBJLNK -> List.of(new Value.ObjectLink(3, 0), Value.ObjectLink.NULL);
            case CORELNK -> List.of(new Value.CoreLinks("</3/0>,</1/0>"));
            default -> List.of(new Value.Text("Grüße, 世界"), new Value.Text("plain"));
        };
    }
}
