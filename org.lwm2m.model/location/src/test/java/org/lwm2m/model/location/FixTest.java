package org.lwm2m.model.location;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FixTest {

    @Test
    void isSomewhereOnEarth() {
        for (var good : List.of(-90.0, 0.0, 90.0)) {
            Fix.at(good, 2 * good, Instant.EPOCH);
        }
        for (var bad : List.of(-90.1, 90.1, Double.NaN, Double.POSITIVE_INFINITY)) {
            assertThrows(IllegalArgumentException.class, () -> Fix.at(bad, 0, Instant.EPOCH));
            assertThrows(IllegalArgumentException.class, () -> Fix.at(0, 2 * bad, Instant.EPOCH));
        }
    }

    @Test
    void hasNoRadiusOrSpeedBelowZero() {
        assertThrows(IllegalArgumentException.class, () -> fix(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> fix(0, -1));
        fix(0, 0);
    }

    private static Fix fix(double radius, double speed) {
        return new Fix(
                0,
                0,
                OptionalDouble.empty(),
                OptionalDouble.of(radius),
                OptionalDouble.of(speed),
                Optional.empty(),
                Instant.EPOCH);
    }
}
