package org.lwm2m.client;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;

/** Service properties as text: one value, an array or a collection, as whoever registered the service liked it. */
final class Texts {

    private Texts() {}

    static List<String> of(Map<String, Object> properties, String key) {
        var value = properties.get(key);
        if (value == null) {
            return List.of();
        } else if (value instanceof Object[] several) {
            return Arrays.stream(several).map(String::valueOf).toList();
        } else if (value instanceof int[] numbers) {
            return Arrays.stream(numbers).mapToObj(String::valueOf).toList();
        } else if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return List.of(value.toString());
    }

    /** Those that are numbers. */
    static List<Integer> numbers(Map<String, Object> properties, String key) {
        return of(properties, key).stream()
                .filter(each -> each.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .toList();
    }

    static int rank(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0;
    }
}
