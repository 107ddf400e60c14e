package org.lwm2m.object.device;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/**
 * The time that servers see and may set: the system's, as far ahead or behind as it was set. The system's own clock and
 * zone are left alone, as they are not this object's to change; what was set holds until the object stops. Its offset and
 * its zone are then set again, if the client has a store.
 */
final class DeviceClock {

    /** The year 9999, and as long before 1970. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final Pattern OFFSET = Pattern.compile("Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?");

    private final Host host;
    private volatile Duration ahead = Duration.ZERO;
    private volatile Optional<String> offset = Optional.empty();
    private volatile Optional<String> zone = Optional.empty();

    DeviceClock(Host host) {
        this.host = host;
    }

    /** ISO 8601, such as {@code +02:00}. */
    static boolean isOffset(String text) {
        return OFFSET.matcher(text).matches();
    }

    /** A name of the IANA database that is known here. */
    static boolean isZone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name);
    }

    /** In whole seconds, as LwM2M has it. */
    Instant now() {
        return host.time().instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
    }

    void set(Instant time) {
        if (Math.abs(time.getEpochSecond()) > LAST_SECOND) {
            throw new LwM2mException(Status.BAD_REQUEST, "no time before the year 10000: " + time);
        }
        ahead = Duration.between(host.time().instant(), time);
    }

    /** As it was set, else configured, else that of the zone at present. */
    String offset(Settings settings) {
        return offset.or(() -> settings.text(14)).orElseGet(() -> {
            var id = ZoneId.of(zone(settings)).getRules().getOffset(now()).getId();
            return id.equals("Z") ? "+00:00" : id;
        });
    }

    void setOffset(String text) {
        if (!isOffset(text)) {
            throw new LwM2mException(Status.BAD_REQUEST, "no offset such as +02:00: " + text);
        }
        offset = Optional.of(text);
    }

    /** As it was set, else configured, else the system's. */
    String zone(Settings settings) {
        return zone.or(() -> settings.text(15))
                .orElseGet(() -> host.zone().get().getId());
    }

    void setZone(String name) {
        if (!isZone(name)) {
            throw new LwM2mException(Status.BAD_REQUEST, "no known time zone such as Europe/Berlin: " + name);
        }
        zone = Optional.of(name);
    }
}
