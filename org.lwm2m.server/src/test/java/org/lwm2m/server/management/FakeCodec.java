package org.lwm2m.server.management;

import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ResourceTypes;

/** Lines of {@code path=value}, for formats whose codec is not here: it knows all that the format could. */
public final class FakeCodec implements Codec {

    @Override
    public Bytes encode(Path base, List<Entry> entries) {
        var lines = new ArrayList<String>();
        for (var entry : entries) {
            lines.add(entry.path() + "=" + (entry.value() instanceof Value.Text text ? text.value() : entry.value()));
        }
        return Bytes.utf8(String.join("\n", lines));
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        return payload.utf8()
                .lines()
                .map(line -> line.split("="))
                .map(parts -> Entry.of(Path.parse(parts[0]), new Value.Text(parts[1])))
                .toList();
    }

    @Override
    public Bytes encodePaths(List<Path> paths) {
        return Bytes.utf8(String.join("\n", paths.stream().map(Path::toString).toList()));
    }
}
