package org.lwm2m.object.location;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import org.lwm2m.model.location.Fix;
import org.lwm2m.model.location.Positioning;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a gateway was put up, as its configuration tells. Any receiver that has a fix counts before this.
 */
@Component(
        configurationPid = FixedPosition.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=-1000")
@Designate(ocd = FixedPosition.Config.class)
public final class FixedPosition implements Positioning {

    static final String PID = "org.lwm2m.object.location.fixed";

    private static final Logger LOG = LoggerFactory.getLogger(FixedPosition.class);

    private final InstantSource time;
    private volatile Optional<Fix> fix;

    /** What is left out is not a number. */
    @ObjectClassDefinition(name = "LwM2M fixed location", description = "Where this gateway is, if it never moves.")
    @interface Config {

        @AttributeDefinition(description = "/6/0/0 in degrees, north positive")
        double latitude() default Double.NaN;

        @AttributeDefinition(description = "/6/0/1 in degrees, east positive")
        double longitude() default Double.NaN;

        @AttributeDefinition(description = "/6/0/2 in m above sea level, if known", required = false)
        double altitude() default Double.NaN;

        @AttributeDefinition(
                description = "/6/0/3 in m, of the circle that the gateway is in, if known",
                required = false)
        double radius() default Double.NaN;
    }

    @Activate
    public FixedPosition(Config config) {
        this(config, InstantSource.system());
    }

    FixedPosition(Config config, InstantSource time) {
        this.time = time;
        fix = read(config, time.instant());
    }

    @Modified
    void modified(Config config) {
        fix = read(config, time.instant());
    }

    @Override
    public Optional<Fix> fix() {
        return fix;
    }

    /** Without a good latitude and longitude there is no fix; another bad value is just left out. */
    private static Optional<Fix> read(Config config, Instant now) {
        var latitude = within(config::latitude, "latitude", -90, 90);
        var longitude = within(config::longitude, "longitude", -180, 180);
        if (latitude.isEmpty() || longitude.isEmpty()) {
            LOG.warn("{}: latitude and longitude must both be given, so there is no fixed location", PID);
            return Optional.empty();
        }
        return Optional.of(new Fix(
                latitude.getAsDouble(),
                longitude.getAsDouble(),
                within(config::altitude, "altitude", -1e7, 1e7),
                within(config::radius, "radius", 0, 1e8),
                OptionalDouble.empty(),
                Optional.empty(),
                now));
    }

    private static OptionalDouble within(DoubleSupplier configured, String key, double least, double most) {
        try {
            var value = configured.getAsDouble();
            if (Double.isNaN(value)) {
                return OptionalDouble.empty();
            } else if (value >= least && value <= most) {
                return OptionalDouble.of(value);
            }
            LOG.warn("{}: {} must be {} to {}, leaving it out", PID, key, least, most);
        } catch (RuntimeException e) {
            // Config Admin hands over what was written, and it is no number.
            LOG.warn("{}: {} is no number, leaving it out", PID, key);
        }
        return OptionalDouble.empty();
    }
}
