package org.lwm2m.codec.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.CharacterCodingException;
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
        return Bytes.utf8(TextValue.print(entries.get(0)));
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        if (base.depth() < 3) {
            throw new LwM2mException(Status.UNSUPPORTED_FORMAT, "text holds one value, " + base + " has several");
        }
        var type = types.at(base).orElse(ResourceType.STRING);
        return List.of(Entry.of(base, TextValue.parse(text(base, payload), type, base)));
    }

    private static String text(Path base, Bytes payload) {
        if (payload.size() > MAX_SIZE) {
            throw new LwM2mException(Status.TOO_LARGE, "text of " + payload + ", at most " + MAX_SIZE + " are read");
        }
        var text = payload.utf8();
        if (text.indexOf('\ufffd') >= 0) {
            checkUtf8(base, payload);
        }
        return text;
    }

    /** Tells a replacement character that was sent from one that stands for bytes that are no UTF-8. */
    private static void checkUtf8(Path base, Bytes payload) {
        try {
            UTF_8.newDecoder().decode(payload.buffer());
        } catch (CharacterCodingException e) {
            throw new LwM2mException(Status.BAD_REQUEST, "text for " + base + " is not UTF-8", e);
        }
    }
}
