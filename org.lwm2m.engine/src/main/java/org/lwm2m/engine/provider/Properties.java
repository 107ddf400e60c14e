package org.lwm2m.engine.provider;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a service property of one or many values, however they are held. */
final class Properties {

    private Properties() {}

    static List<Integer> numbers(Object property) {
        return all(property)
                .filter(Number.class::isInstance)
                .map(each -> ((Number) each).intValue())
                .toList();
    }

    static List<String> texts(Object property) {
        return all(property)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private static Stream<?> all(Object property) {
        if (property == null) {
            return Stream.empty();
        } else if (property instanceof Collection<?> many) {
            return many.stream();
        } else if (property.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(property)).mapToObj(at -> Array.get(property, at));
        }
        return Stream.of(property);
    }
}
