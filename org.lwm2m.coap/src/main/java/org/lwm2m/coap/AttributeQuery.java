package org.lwm2m.coap;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;

/**
 * Notification attributes as a query has them: {@code pmin=10&gt=42.5&st}, the last one taking {@code st} away.
 *
 * @param set what got a value
 * @param unset what came without one
 */
record AttributeQuery(Attributes set, Set<Attribute> unset) {

    private static final int LONGEST = 64;
    private static final int SCALE = 400;

    /** @throws org.lwm2m.api.LwM2mException with 4.00 for what is no attribute, or no value of it */
    static AttributeQuery of(Query query) {
        var set = new EnumMap<Attribute, BigDecimal>(Attribute.class);
        var unset = EnumSet.noneOf(Attribute.class);
        query.rest().forEach((key, value) -> read(key, value, set, unset));
        return new AttributeQuery(new Attributes(set), Set.copyOf(unset));
    }

    /** A number as it is read again: with an exponent only where it would be too long without. */
    static String text(BigDecimal value) {
        var plain = value.toPlainString();
        return plain.length() <= LONGEST ? plain : value.toString();
    }

    private static void read(String key, Optional<String> value, Map<Attribute, BigDecimal> set, Set<Attribute> unset) {
        for (var attribute : Attribute.values()) {
            if (attribute.key().equals(key)) {
                value.ifPresentOrElse(text -> set.put(attribute, number(attribute, text)), () -> unset.add(attribute));
                return;
            }
        }
        throw Query.bad("no attribute that can be written: " + key);
    }

    private static BigDecimal number(Attribute attribute, String text) {
        var pattern =
                switch (attribute) {
                    case GT, LT, ST -> "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?";
                    case EDGE, CON -> "[01]";
                    default -> "[0-9]{1,10}";
                };
        if (text.length() > LONGEST || !text.matches(pattern)) {
            throw Query.bad("not a value of " + attribute.key() + ": " + text);
        }
        var number = new BigDecimal(text);
        // A large exponent makes a small text a huge number when it is printed.
        if (Math.abs(number.scale()) > SCALE
                || attribute == Attribute.HQMAX && number.longValue() > Integer.MAX_VALUE) {
            throw Query.bad("value of " + attribute.key() + " out of range: " + text);
        }
        return number;
    }
}
