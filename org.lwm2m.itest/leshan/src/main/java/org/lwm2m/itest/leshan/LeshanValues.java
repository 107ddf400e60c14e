package org.lwm2m.itest.leshan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Date;
import org.eclipse.leshan.core.link.DefaultLinkParser;
import org.eclipse.leshan.core.link.DefaultLinkSerializer;
import org.eclipse.leshan.core.link.Link;
import org.eclipse.leshan.core.link.LinkParseException;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.eclipse.leshan.core.node.ObjectLink;
import org.eclipse.leshan.core.util.datatype.ULong;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/** Our values as Leshan's, and back. */
public final class LeshanValues {

    private LeshanValues() {}

    public static Type type(ResourceType type) {
        return switch (type) {
            case STRING -> Type.STRING;
            case INTEGER -> Type.INTEGER;
            case UNSIGNED -> Type.UNSIGNED_INTEGER;
            case FLOAT -> Type.FLOAT;
            case BOOLEAN -> Type.BOOLEAN;
            case OPAQUE -> Type.OPAQUE;
            case TIME -> Type.TIME;
            case OBJLNK -> Type.OBJLNK;
            case CORELNK -> Type.CORELINK;
            case NONE -> Type.NONE;
        };
    }

    static Type type(Value value) {
        for (var type : ResourceType.values()) {
            if (type.accepts(value)) {
                return type(type);
            }
        }
        throw new IllegalArgumentException("" + value);
    }

    static Object theirs(Value value) {
        if (value instanceof Value.Text text) {
            return text.value();
        } else if (value instanceof Value.Int number) {
            return number.value();
        } else if (value instanceof Value.Unsigned number) {
            return ULong.valueOf(Long.toUnsignedString(number.value()));
        } else if (value instanceof Value.Real real) {
            return real.value();
        } else if (value instanceof Value.Flag flag) {
            return flag.value();
        } else if (value instanceof Value.Opaque opaque) {
            return opaque.value().array();
        } else if (value instanceof Value.Time time) {
            return Date.from(time.value());
        } else if (value instanceof Value.ObjectLink link) {
            return new ObjectLink(link.object(), link.instance());
        } else if (value instanceof Value.CoreLinks links) {
            return parsed(links.value());
        }
        throw new IllegalArgumentException("" + value);
    }

    static Value ours(Type type, Object value) {
        return switch (type) {
            case STRING -> new Value.Text((String) value);
            case INTEGER -> new Value.Int((Long) value);
            case UNSIGNED_INTEGER ->
                new Value.Unsigned(((ULong) value).toBigInteger().longValue());
            case FLOAT -> new Value.Real((Double) value);
            case BOOLEAN -> new Value.Flag((Boolean) value);
            case OPAQUE -> new Value.Opaque(Bytes.wrap((byte[]) value));
            case TIME -> new Value.Time(((Date) value).toInstant());
            case OBJLNK -> link((ObjectLink) value);
            case CORELINK -> new Value.CoreLinks(new DefaultLinkSerializer().serializeCoreLinkFormat((Link[]) value));
            case NONE -> throw new IllegalArgumentException("" + value);
        };
    }

    private static Value link(ObjectLink link) {
        return new Value.ObjectLink(link.getObjectId(), link.getObjectInstanceId());
    }

    private static Link[] parsed(String links) {
        try {
            return new DefaultLinkParser().parseCoreLinkFormat(links.getBytes(UTF_8));
        } catch (LinkParseException e) {
            throw new IllegalArgumentException(links, e);
        }
    }
}
