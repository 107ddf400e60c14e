package org.lwm2m.store.file.value;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Token;

/** The value types of the api that others are made of: paths, links, attributes, contents, tokens. */
public final class Parts {

    /** Digits and more than {@link Attributes} takes. */
    private static final int LONGEST_NUMBER = 500;

    private Parts() {}

    /** The prefix, how many levels, and each level's id plus one; 0 for an id that is absent. */
    public static void path(ValueWriter to, Path path) {
        to.text(path.prefix()).octet(path.depth());
        for (var level = 0; level < path.depth(); level++) {
            to.number(path.id(level) + 1 & 0xffff);
        }
    }

    public static Path path(ValueReader from) {
        var prefix = from.text();
        var depth = from.upTo(4);
        var packed = 0L;
        for (var level = 0; level < depth; level++) {
            packed |= (long) from.upTo(0xffff) << 48 - 16 * level;
        }
        var path = new Path(prefix, packed);
        from.check(path.depth() == depth, "a path that ends with nothing");
        return path;
    }

    public static void links(ValueWriter to, List<Link> links) {
        to.all(links, (each, link) -> {
            path(each, link.path());
            each.all(link.parameters().entrySet(), (one, pair) -> one.text(pair.getKey())
                    .text(pair.getValue()));
        });
    }

    public static List<Link> links(ValueReader from) {
        return from.all(each -> new Link(path(each), parameters(each)));
    }

    public static void attributes(ValueWriter to, Attributes attributes) {
        to.all(attributes.values().entrySet(), (each, pair) -> each.text(
                        pair.getKey().key())
                .text(pair.getValue().toString()));
    }

    public static Attributes attributes(ValueReader from) {
        var values = new EnumMap<Attribute, BigDecimal>(Attribute.class);
        var last = -1;
        for (var pair : from.all(each -> Map.entry(attribute(each.text()), decimal(each)))) {
            from.check(pair.getKey().ordinal() > last, "attributes out of order");
            last = pair.getKey().ordinal();
            values.put(pair.getKey(), pair.getValue());
        }
        return values.isEmpty() ? Attributes.NONE : new Attributes(values);
    }

    public static void format(ValueWriter to, ContentFormat format) {
        to.number(format.number());
    }

    public static ContentFormat format(ValueReader from) {
        return new ContentFormat(from.upTo(0xffff));
    }

    public static void content(ValueWriter to, Content content) {
        format(to, content.format());
        to.bytes(content.bytes());
    }

    public static Content content(ValueReader from) {
        return new Content(format(from), from.bytes());
    }

    public static void token(ValueWriter to, Token token) {
        to.octet(token.length());
        for (var octet : token.bytes()) {
            to.octet(octet);
        }
    }

    public static Token token(ValueReader from) {
        var bytes = new byte[from.upTo(8)];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) from.octet();
        }
        return Token.of(bytes);
    }

    private static Map<String, String> parameters(ValueReader from) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : from.all(each -> Map.entry(each.text(), each.text()))) {
            from.check(parameters.put(pair.getKey(), pair.getValue()) == null, "a parameter twice");
        }
        return parameters.isEmpty() ? Map.of() : Collections.unmodifiableMap(parameters);
    }

    /** In the one spelling that a number has; {@link Attributes} has them without zeros at the end. */
    private static BigDecimal decimal(ValueReader from) {
        var text = from.text();
        from.check(text.length() <= LONGEST_NUMBER, "a number of too many digits");
        var number = new BigDecimal(text);
        from.check(number.stripTrailingZeros().toString().equals(text), "a number that is spelled otherwise");
        return number;
    }

    private static Attribute attribute(String key) {
        for (var attribute : Attribute.values()) {
            if (attribute.key().equals(key)) {
                return attribute;
            }
        }
        throw new IllegalArgumentException("no attribute: " + key);
    }
}
