package org.lwm2m.store.memory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.store.RegistrationStore;
import org.osgi.service.component.annotations.Component;

/** Keeps registrations for as long as this bundle runs, so that the server engine can be replaced meanwhile. */
@Component
public final class MemoryRegistrations implements RegistrationStore {

    private final Map<String, Registration> registrations = new ConcurrentHashMap<>();
    private final Map<String, Map<Token, Downlink>> observations = new ConcurrentHashMap<>();

    @Override
    public Stream<Registration> registrations() {
        return List.copyOf(registrations.values()).stream();
    }

    @Override
    public Map<Token, Downlink> observations(String registration) {
        return Map.copyOf(observations.getOrDefault(registration, Map.of()));
    }

    @Override
    public void put(Registration registration) {
        registrations.put(registration.id(), registration);
    }

    @Override
    public void remove(String registration) {
        registrations.remove(registration);
        observations.remove(registration);
    }

    @Override
    public void put(String registration, Token token, Downlink observe) {
        observations.compute(registration, (id, some) -> {
            var more = some == null ? new ConcurrentHashMap<Token, Downlink>() : some;
            more.put(token, observe);
            return more;
        });
    }

    @Override
    public void remove(String registration, Token token) {
        observations.computeIfPresent(registration, (id, some) -> {
            some.remove(token);
            return some.isEmpty() ? null : some;
        });
    }
}
