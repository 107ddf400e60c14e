package org.lwm2m.server.management;

import java.util.function.Supplier;
import org.lwm2m.api.Path;
import org.lwm2m.server.registration.Registered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of what clients say that makes no sense: data listeners of each, the log once for each registration. */
final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final Management management;
    private final Surroundings here;
    private final Supplier<Limits> limits;

    Faults(Management management, Surroundings here, Supplier<Limits> limits) {
        this.management = management;
        this.here = here;
        this.limits = limits;
    }

    /** @param path of a value, or of what was asked for */
    void tell(Registered client, Path path, String why) {
        var endpoint = client.registration().endpoint();
        if (client.firstFault()) {
            LOG.warn("{} says what makes no sense, as it may again: {}: {}", endpoint, path, why);
        }
        if (here.lanes().waiting(endpoint) < limits.get().reports()) {
            here.lanes().run(endpoint, () -> here.listeners().faulty(management.client(endpoint), path, why));
        }
    }
}
