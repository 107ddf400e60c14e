package org.lwm2m.model.location;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows where the device is: a receiver of satellites, a modem, a map of the cells around. A service that the Location
 * object asks when a server wants to know, and every few seconds while one observes it.
 * <p>
 * With several, the one of the highest service ranking that has a fix counts.
 */
@ConsumerType
public interface Positioning {

    /** The last fix; empty as long as there is none. Must not block. */
    Optional<Fix> fix();
}
