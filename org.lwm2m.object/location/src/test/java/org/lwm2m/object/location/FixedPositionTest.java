package org.lwm2m.object.location;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.lwm2m.model.location.Fix;

class FixedPositionTest {

    private Instant now = Instant.parse("2026-07-01T12:00:00Z");

    @Test
    void isWhereItIsConfiguredToBeSinceThen() {
        var position = position(Map.of("latitude", -43.5723, "longitude", 153.2176));
        now = now.plusSeconds(60);
        assertEquals(Optional.of(Fix.at(-43.5723, 153.2176, Instant.parse("2026-07-01T12:00:00Z"))), position.fix());
        position.modified(config(Map.of("latitude", 1.0, "longitude", 2.0, "altitude", 140.0, "radius", 100.0)));
        assertEquals(
                Optional.of(new Fix(
                        1,
                        2,
                        OptionalDouble.of(140),
                        OptionalDouble.of(100),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        now)),
                position.fix());
    }

    @Test
    void isNowhereWithoutAGoodLatitudeAndLongitude() {
        assertEquals(Optional.empty(), position(Map.of()).fix());
        assertEquals(Optional.empty(), position(Map.of("latitude", 1.0)).fix());
        assertEquals(
                Optional.empty(),
                position(Map.of("latitude", 91.0, "longitude", 2.0)).fix());
        assertEquals(
                Optional.empty(),
                position(Map.of("latitude", 1.0, "longitude", "east")).fix());
    }

    @Test
    void leavesOutAnotherValueThatIsBad() {
        assertEquals(
                Optional.of(Fix.at(1, 2, now)),
                position(Map.of("latitude", 1.0, "longitude", 2.0, "altitude", "high", "radius", -1.0))
                        .fix());
    }

    private FixedPosition position(Map<String, Object> values) {
        return new FixedPosition(config(values), () -> now);
    }

    private static FixedPosition.Config config(Map<String, Object> values) {
        return Configured.of(FixedPosition.Config.class, values);
    }
}
