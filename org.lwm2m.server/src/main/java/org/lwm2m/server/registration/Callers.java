package org.lwm2m.server.registration;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Registration;

/** Registrations by who calls: the identity, or the address where that is all that is known. Not thread-safe. */
final class Callers {

    private final Map<Object, List<Registered>> callers = new HashMap<>();

    /** Where one identity has several registrations, the address tells which. */
    Optional<Registered> find(Identity identity, URI address) {
        var candidates = new ArrayList<Registered>(1);
        for (var each : callers.getOrDefault(key(identity, address), List.of())) {
            if (each.registration().identity().equals(identity)) {
                candidates.add(each);
            }
        }
        return candidates.size() == 1
                ? Optional.of(candidates.get(0))
                : candidates.stream()
                        .filter(each -> each.registration().address().equals(address))
                        .findFirst();
    }

    /** Whether there is room for one more, or for a longer list of one; an identity that is proved is not bounded. */
    boolean roomFor(Registration next, Bounds bounds) {
        if (!(next.identity() instanceof Identity.None)) {
            return true;
        }
        var others = 0;
        var links = next.links().size();
        for (var each : callers.getOrDefault(key(next.identity(), next.address()), List.of())) {
            if (!each.registration().endpoint().equals(next.endpoint())) {
                others++;
                links += each.registration().links().size();
            }
        }
        return others < bounds.fromOne() && links <= bounds.linksFromOne();
    }

    void add(Registered one) {
        callers.merge(key(one), List.of(one), (some, more) -> Stream.concat(some.stream(), more.stream())
                .toList());
    }

    void remove(Registered one) {
        callers.computeIfPresent(key(one), (key, some) -> {
            if (some.size() == 1) {
                return some.get(0) == one ? null : some;
            }
            return some.stream().filter(each -> each != one).toList();
        });
    }

    private static Object key(Registered one) {
        return key(one.registration().identity(), one.registration().address());
    }

    private static Object key(Identity identity, URI address) {
        return identity instanceof Identity.None ? address : identity;
    }
}
