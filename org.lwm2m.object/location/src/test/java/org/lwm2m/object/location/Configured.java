package org.lwm2m.object.location;

import java.lang.reflect.Proxy;
import java.util.Map;

/** What Config Admin would hand over: a value of a wrong type throws when it is asked for. */
final class Configured {

    private Configured() {}

    static <C> C of(Class<C> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, a) ->
                        values.getOrDefault(method.getName().replace('_', '.'), method.getDefaultValue())));
    }
}
