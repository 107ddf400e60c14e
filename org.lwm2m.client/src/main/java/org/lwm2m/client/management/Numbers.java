package org.lwm2m.client.management;

import java.math.BigDecimal;
import java.util.Optional;
import org.lwm2m.api.Value;

/** The number that a value is, if it is one that can be compared with gt, lt and st. */
final class Numbers {

    private Numbers() {}

    static Optional<BigDecimal> of(Value value) {
        if (value instanceof Value.Int number) {
            return Optional.of(BigDecimal.valueOf(number.value()));
        } else if (value instanceof Value.Unsigned number) {
            return Optional.of(new BigDecimal(Long.toUnsignedString(number.value())));
        } else if (value instanceof Value.Real number && Double.isFinite(number.value())) {
            return Optional.of(BigDecimal.valueOf(number.value()));
        } else if (value instanceof Value.Time time) {
            return Optional.of(BigDecimal.valueOf(time.value().getEpochSecond()));
        }
        return Optional.empty();
    }
}
