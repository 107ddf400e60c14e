package org.lwm2m.engine.configuration;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A value that may be one, many, or many with commas between, as configurations differ. */
public final class Texts {

    private Texts() {}

    /** Without blanks around them, and none that is empty. */
    public static List<String> of(Object value) {
        var texts = new ArrayList<String>();
        if (value instanceof Collection<?> many) {
            many.forEach(each -> texts.addAll(of(each)));
        } else if (value.getClass().isArray()) {
            for (var at = 0; at < Array.getLength(value); at++) {
                texts.addAll(of(Array.get(value, at)));
            }
        } else {
            for (var each : value.toString().split(",")) {
                if (!each.isBlank()) {
                    texts.add(each.strip());
                }
            }
        }
        return texts;
    }
}
