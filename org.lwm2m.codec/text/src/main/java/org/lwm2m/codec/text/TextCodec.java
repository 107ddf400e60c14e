package org.lwm2m.codec.text;

import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.Format;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.osgi.service.component.annotations.Component;

/**
 * Plain text, 0: the value of one resource or resource instance. A value of unknown type stays text.
 */
@Component
@Format(0)
public final class TextCodec implements Codec {

    private static final int MAX_SIZE = 1 << 26;

    @Override
    public Bytes encode(Path base, List<Entry> entries) {
        if (base.depth() < 3 || entries.size() != 1 || !entries.get(0).path().equals(base)) {
            throw new LwM2mException(
                    Status.NOT_ACCEPTABLE, "text holds one value, not " + entries.size() + " entries for " + base);
        }
        return Bytes.wrap(TextValue.print(entries.get(0)));
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        if (base.depth() < 3) {
            throw new LwM2mException(Status.UNSUPPORTED_FORMAT, "text holds one value, " + base + " has several");
        }
        if (payload.size() > MAX_SIZE) {
            throw new LwM2mException(Status.TOO_LARGE, "text of " + payload + ", at most " + MAX_SIZE + " are read");
        }
        var type = types.at(base).orElse(ResourceType.STRING);
        return List.of(Entry.of(base, TextValue.parse(payload, type, base)));
    }
}
