package org.lwm2m.model.location;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lwm2m.api.Bytes;

/**
 * Where a device was at one time. What was not measured is empty.
 *
 * @param latitude in degrees of WGS 84, -90 to 90
 * @param longitude in degrees of WGS 84, -180 to 180
 * @param altitude in m above sea level
 * @param radius in m, of the circle that the device is in
 * @param speed in m/s
 * @param velocity as the octets of 3GPP TS 23.032, 8
 */
public record Fix(
        double latitude,
        double longitude,
        OptionalDouble altitude,
        OptionalDouble radius,
        OptionalDouble speed,
        Optional<Bytes> velocity,
        Instant time) {

    /** @throws IllegalArgumentException if a number is out of its range, or none */
    public Fix {
        check("latitude", latitude, -90, 90);
        check("longitude", longitude, -180, 180);
        altitude.ifPresent(value -> check("altitude", value, -Double.MAX_VALUE, Double.MAX_VALUE));
        radius.ifPresent(value -> check("radius", value, 0, Double.MAX_VALUE));
        speed.ifPresent(value -> check("speed", value, 0, Double.MAX_VALUE));
        Objects.requireNonNull(velocity);
        Objects.requireNonNull(time);
    }

    /** A point, and nothing else known. */
    public static Fix at(double latitude, double longitude, Instant time) {
        return new Fix(
                latitude,
                longitude,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                time);
    }

    /** Not a number is in no range. */
    private static void check(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("no " + what + ": " + value);
        }
    }
}
