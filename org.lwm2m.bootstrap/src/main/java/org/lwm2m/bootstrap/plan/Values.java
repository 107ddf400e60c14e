package org.lwm2m.bootstrap.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.bootstrap.plan.Plan.Writing;

/**
 * Makes values of words, by the definition of their resource; where there is none a whole number, true, false, or text.
 *
 * @param models the definitions there are now, if any
 */
record Values(Supplier<Optional<ObjectModels>> models) {

    /** @throws IllegalArgumentException with words that begin with the key */
    Value read(Writing what, String text) {
        try {
            return type(what).map(type -> value(type, text)).orElseGet(() -> guess(text));
        } catch (IllegalArgumentException | DateTimeException e) {
            var type = type(what).map(each -> each.name().toLowerCase()).orElse("value");
            throw new IllegalArgumentException(what.key() + " is no " + type + (what.secret() ? "" : ": " + text), e);
        }
    }

    private Optional<ResourceType> type(Writing what) {
        return models.get()
                .flatMap(all -> all.find(what.path().object(), new ObjectVersion(1, Integer.MAX_VALUE)))
                .flatMap(object -> object.resource(what.path().resource()))
                .map(ResourceDefinition::type);
    }

    private static Value value(ResourceType type, String text) {
        return switch (type) {
            case STRING -> new Value.Text(text);
            case INTEGER -> new Value.Int(Long.parseLong(text));
            case UNSIGNED -> new Value.Unsigned(Long.parseUnsignedLong(text));
            case FLOAT -> new Value.Real(Double.parseDouble(text));
            case BOOLEAN -> flag(text);
            case OPAQUE -> new Value.Opaque(Material.octets(text));
            case TIME ->
                new Value.Time(
                        text.matches("-?\\d{1,15}")
                                ? Instant.ofEpochSecond(Long.parseLong(text))
                                : Instant.parse(text));
            case OBJLNK -> link(text);
            case CORELNK -> new Value.CoreLinks(text);
            case NONE -> throw new IllegalArgumentException("it is executed, not written");
        };
    }

    private static Value guess(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return new Value.Int(Long.parseLong(text));
        }
        return text.equals("true") || text.equals("false") ? flag(text) : new Value.Text(text);
    }

    private static Value flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return new Value.Flag(text.equals("true"));
    }

    private static Value link(String text) {
        var sides = text.split(":", 2);
        return new Value.ObjectLink(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
    }
}
