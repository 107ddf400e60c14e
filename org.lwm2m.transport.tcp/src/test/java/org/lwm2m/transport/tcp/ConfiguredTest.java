package org.lwm2m.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredTest {

    @Test
    void valuesMayBeNumbersOrText() {
        var settings = Configured.settings(Map.of("answer.timeout.seconds", 7L, "message.max.bytes", " 2000 "));
        assertEquals(Duration.ofSeconds(7), settings.timing().answer());
        assertEquals(2000, settings.bounds().message());
        assertEquals(
                Duration.ZERO,
                Configured.settings(Map.of("keepalive.seconds", 0)).timing().keepAlive());
    }

    @ParameterizedTest
    @CsvSource({
        "connect.timeout.seconds, 0", "connect.timeout.seconds, soon", "connect.timeout.seconds, 1.5",
        "keepalive.seconds, -1", "message.max.bytes, 1151", "connections.max, NaN"
    })
    void aBadValueLeavesItsDefault(String key, String value) {
        assertEquals(Configured.settings(Map.of()), Configured.settings(Map.of(key, value)));
    }
}
