package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Value;

class ValueChecksTest {

    @ParameterizedTest
    @CsvSource({
        "'10,26', 0123456789, true",
        "'10,26', 0123456789abcdef0123456789, true",
        "'10,26', 10, false",
        "'10,26', 01234567, false",
        "'on,off', off, true",
        "'on, off', off, true",
        "'on,off', never, false",
        "'U, UQ or such', T, true",
        "'1..5', abc, true",
        "'1..5', abcdef, false",
    })
    void aTextIsAsLongAsNumbersSayOrOneOfTheWords(String range, String text, boolean fits) {
        assertEquals(fits, ValueChecks.fits(new Value.Text(text), range));
    }
}
