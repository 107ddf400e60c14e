package org.lwm2m.client.account;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/**
 * What a resource of /0, or of /21, /23 and /24 that it links, may hold (Core 1.2, E.1, E.7 to E.9). One that is left
 * empty is as good as one that is left out: many a Bootstrap-Server writes all that it knows of.
 *
 * @param least and {@code most} of a number, or of the octets that there are
 */
record SecurityResource(ResourceType type, long least, long most) {

    private static final long ANY = 65535;

    /** By object. */
    private static final Map<Integer, Map<Integer, SecurityResource>> KNOWN = Map.of(
            0,
            Map.ofEntries(
                    text(0, 255),
                    flag(1),
                    number(2, 0, 4),
                    octets(3),
                    octets(4),
                    octets(5),
                    number(6, 0, 255),
                    sized(7, 6, 6),
                    sized(8, 16, 48),
                    text(9, ANY),
                    // 0 and 65535 name nobody; the bootstrap account of some is called so.
                    number(10, 0, 65535),
                    number(11, 0, Long.MAX_VALUE),
                    number(12, 0, Long.MAX_VALUE),
                    unsigned(13, 3),
                    text(14, ANY),
                    unsigned(15, 3),
                    unsigned(16, ANY),
                    link(17),
                    unsigned(18, ANY),
                    unsigned(19, ANY),
                    unsigned(20, ANY),
                    unsigned(21, ANY),
                    unsigned(22, ANY),
                    unsigned(23, ANY),
                    unsigned(24, ANY),
                    text(25, 255),
                    link(26),
                    link(27),
                    number(28, 0, 15),
                    number(29, 0, 15),
                    text(30, ANY)),
            21,
            Map.ofEntries(
                    octets(0),
                    octets(1),
                    octets(2),
                    number(3, Integer.MIN_VALUE, ANY),
                    number(4, Integer.MIN_VALUE, ANY),
                    octets(5),
                    octets(6)),
            23,
            Map.ofEntries(text(0, ANY), number(1, Integer.MIN_VALUE, ANY), text(2, ANY)),
            24,
            Map.ofEntries(
                    flag(0),
                    text(1, ANY),
                    text(2, ANY),
                    flag(3),
                    unsigned(4, 3),
                    unsigned(5, ANY),
                    text(6, ANY),
                    text(7, ANY),
                    octets(8)));

    /** Those of which an instance of the object may have several (Core 1.2, E.1). */
    private static final Set<Integer> MULTIPLE = Set.of(16, 18, 19, 20, 21, 25, 27);

    /** Refuses with 4.00 a value that this resource can't hold; a resource not known holds anything. */
    static void check(Path path, Value value) {
        var known = Optional.ofNullable(KNOWN.get(path.object())).map(each -> each.get(path.resource()));
        known.ifPresent(each -> each.accept(path, value));
    }

    private void accept(Path path, Value value) {
        if (path.depth() == 4 && !(path.object() == 0 && MULTIPLE.contains(path.resource()))) {
            throw wrong(path, "is a single resource");
        }
        switch (type) {
            case INTEGER, UNSIGNED -> {
                var number = AccountEntries.number(value).orElseThrow(() -> wrong(path, "has to be a number"));
                bounds(path, number, "has to be " + least + " to " + most);
            }
            case BOOLEAN -> {
                // What knows no definition may have made a number of it.
                if (!type.accepts(value) && AccountEntries.number(value).isEmpty()) {
                    throw wrong(path, "has to be true or false");
                }
            }
            default -> {
                if (!type.accepts(value)) {
                    throw wrong(path, "has to be " + type);
                }
                size(value)
                        .filter(each -> each > 0)
                        .ifPresent(each -> bounds(path, each, "has to have " + least + " to " + most + " octets"));
            }
        }
    }

    private void bounds(Path path, long number, String otherwise) {
        if (number < least || number > most) {
            throw wrong(path, otherwise);
        }
    }

    private static Optional<Long> size(Value value) {
        if (value instanceof Value.Text text) {
            return Optional.of((long) text.value().getBytes(StandardCharsets.UTF_8).length);
        }
        return value instanceof Value.Opaque opaque ? Optional.of(opaque.value().size()) : Optional.empty();
    }

    private static LwM2mException wrong(Path path, String why) {
        return new LwM2mException(Status.BAD_REQUEST, path + " " + why);
    }

    private static Map.Entry<Integer, SecurityResource> text(int id, long most) {
        return Map.entry(id, new SecurityResource(ResourceType.STRING, 0, most));
    }

    private static Map.Entry<Integer, SecurityResource> flag(int id) {
        return Map.entry(id, new SecurityResource(ResourceType.BOOLEAN, 0, 1));
    }

    private static Map.Entry<Integer, SecurityResource> number(int id, long least, long most) {
        return Map.entry(id, new SecurityResource(ResourceType.INTEGER, least, most));
    }

    private static Map.Entry<Integer, SecurityResource> unsigned(int id, long most) {
        return Map.entry(id, new SecurityResource(ResourceType.UNSIGNED, 0, most));
    }

    private static Map.Entry<Integer, SecurityResource> octets(int id) {
        return sized(id, 0, ANY);
    }

    private static Map.Entry<Integer, SecurityResource> sized(int id, long least, long most) {
        return Map.entry(id, new SecurityResource(ResourceType.OPAQUE, least, most));
    }

    private static Map.Entry<Integer, SecurityResource> link(int id) {
        return Map.entry(id, new SecurityResource(ResourceType.OBJLNK, 0, ANY));
    }
}
