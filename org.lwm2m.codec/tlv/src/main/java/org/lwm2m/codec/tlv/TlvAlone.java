package org.lwm2m.codec.tlv;

import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/**
 * Reads what most responses and notifications are, one resource in few octets, without what {@link TlvReader} needs to keep
 * its place. Whatever is not quite that it leaves to the reader, which also knows the words for what is wrong.
 */
final class TlvAlone {

    /** Text of more octets gains nothing. */
    private static final int FEW = 64;

    private TlvAlone() {}

    static boolean isFew(Bytes payload) {
        return payload.size() > 1 && payload.size() < FEW;
    }

    /** @param payload of few octets */
    static Optional<Value> value(Path resource, Bytes payload, ResourceType type) {
        var head = payload.octet(0);
        var idSize = 1 + (head >>> 5 & 1);
        var sizeSize = head >>> 3 & 3;
        var at = 1 + idSize + sizeSize;
        var size = (int) payload.size() - at;
        if (head >>> 6 != Tlv.RESOURCE
                || sizeSize > 1
                || size < 0
                || number(payload, 1, idSize) != resource.resource()) {
            return Optional.empty();
        }
        var announced = sizeSize == 0 ? head & 7 : payload.octet(at - 1);
        return announced == size ? value(payload, at, size, type) : Optional.empty();
    }

    private static Optional<Value> value(Bytes payload, int at, int size, ResourceType type) {
        var whole = size == 1 || size == 2 || size == 4 || size == 8;
        if (type == ResourceType.INTEGER && whole) {
            var unused = 64 - 8 * size;
            return Optional.of(new Value.Int(number(payload, at, size) << unused >> unused));
        } else if (type == ResourceType.FLOAT && size == 8) {
            return Optional.of(new Value.Real(Double.longBitsToDouble(number(payload, at, size))));
        } else if (type == ResourceType.FLOAT && size == 4) {
            return Optional.of(new Value.Real(Float.intBitsToFloat((int) number(payload, at, size))));
        } else if (type == ResourceType.UNSIGNED && whole) {
            return Optional.of(new Value.Unsigned(number(payload, at, size)));
        } else if (type == ResourceType.BOOLEAN && size == 1 && payload.octet(at) < 2) {
            return Optional.of(new Value.Flag(payload.octet(at) == 1));
        } else if (type == ResourceType.STRING) {
            var text = payload.slice(at, size).utf8();
            return text.indexOf('\ufffd') < 0 ? Optional.of(new Value.Text(text)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static long number(Bytes payload, int at, int size) {
        var number = 0L;
        for (var i = at; i < at + size; i++) {
            number = number << 8 | payload.octet(i);
        }
        return number;
    }
}
