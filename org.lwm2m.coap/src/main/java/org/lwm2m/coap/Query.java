package org.lwm2m.coap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** The parameters of a query, in any order, each at most once; taken out one by one. */
final class Query {

    private final Map<String, Optional<String>> left = new LinkedHashMap<>();

    /** @throws LwM2mException with 4.00 for a parameter without a name, or one that comes twice */
    Query(List<String> items) {
        for (var item : items) {
            var equals = item.indexOf('=');
            var key = Target.decode(equals < 0 ? item : item.substring(0, equals));
            Optional<String> value =
                    equals < 0 ? Optional.empty() : Optional.of(Target.decode(item.substring(equals + 1)));
            if (key.isEmpty()) {
                throw bad("empty query parameter");
            } else if (left.put(key, value) != null) {
                throw bad("query parameter twice: " + key);
            }
        }
    }

    boolean isEmpty() {
        return left.isEmpty();
    }

    /** The value of a parameter that has to have one if it is there. */
    Optional<String> take(String key) {
        if (!left.containsKey(key)) {
            return Optional.empty();
        }
        var value = left.remove(key).filter(each -> !each.isEmpty());
        if (value.isEmpty()) {
            throw bad("query parameter without a value: " + key);
        }
        return value;
    }

    /** A whole number of at most {@code digits} digits. */
    Optional<Long> number(String key, int digits) {
        return take(key).map(value -> {
            if (value.length() > digits || !Incoming.digits(value)) {
                throw bad("not a number: " + key + "=" + value);
            }
            return Long.parseLong(value);
        });
    }

    /** Whether a parameter is there that has no value; {@code Q=} counts as {@code Q} (F1). */
    boolean flag(String key) {
        if (!left.containsKey(key)) {
            return false;
        }
        left.remove(key).filter(each -> !each.isEmpty()).ifPresent(value -> {
            throw bad("query parameter must not have a value: " + key);
        });
        return true;
    }

    /** All that is left, and a bare one as empty text. */
    Map<String, String> others() {
        var others = new LinkedHashMap<String, String>();
        left.forEach((key, value) -> others.put(key, value.orElse("")));
        left.clear();
        return Map.copyOf(others);
    }

    /** All that is left, for who tells {@code pmin} from {@code pmin=}. */
    Map<String, Optional<String>> rest() {
        var rest = new LinkedHashMap<>(left);
        left.clear();
        return rest;
    }

    /** @throws LwM2mException with 4.00 if something is left that nobody took */
    void end() {
        if (!left.isEmpty()) {
            throw bad("unknown query parameter: " + left.keySet().iterator().next());
        }
    }

    static LwM2mException bad(String what) {
        return Quote.refusal(Status.BAD_REQUEST, what);
    }
}
