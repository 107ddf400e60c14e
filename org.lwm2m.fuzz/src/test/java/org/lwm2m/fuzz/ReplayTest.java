package org.lwm2m.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input that was ever found, once more. {@link Search} finds new ones. */
class ReplayTest {

    @ParameterizedTest
    @EnumSource
    void endsWellOnAllThatWasFound(Decoder decoder) throws Exception {
        var inputs = Inputs.of(decoder);
        assertFalse(inputs.isEmpty());
        for (var input : inputs) {
            assertDoesNotThrow(() -> decoder.check(input), () -> HexFormat.of().formatHex(input));
        }
    }
}
