package org.lwm2m.object.device;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.lwm2m.api.Binding;
import org.lwm2m.api.transport.Transport;

/** The bindings that there are transports for. */
final class Bindings {

    private final Map<Transport, Binding> there = new HashMap<>(); // guarded by this

    synchronized void add(Transport transport, Map<String, Object> properties) {
        Binding.parse(String.valueOf(properties.get(Transport.BINDING))).stream()
                .findFirst()
                .ifPresent(each -> there.put(transport, each));
    }

    synchronized void remove(Transport transport) {
        there.remove(transport);
    }

    /** {@code U} if there is none: each client and each server is to have that. */
    synchronized String letters() {
        return there.isEmpty() ? Binding.U.name() : Binding.format(EnumSet.copyOf(there.values()));
    }
}
