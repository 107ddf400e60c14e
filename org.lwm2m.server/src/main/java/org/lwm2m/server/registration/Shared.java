package org.lwm2m.server.registration;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/** Keeps one of all that are equal, for as long as somebody uses it: fleets are alike. */
final class Shared<T> {

    private final Map<T, WeakReference<T>> known = new WeakHashMap<>(); // guarded by this

    synchronized T one(T candidate) {
        var reference = known.get(candidate);
        var same = reference == null ? null : reference.get();
        if (same != null) {
            return same;
        }
        known.put(candidate, new WeakReference<>(candidate));
        return candidate;
    }
}
