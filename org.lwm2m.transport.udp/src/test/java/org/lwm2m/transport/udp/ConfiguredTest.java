package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredTest {

    @Test
    void whatIsNotSaidIsAsTheSpecificationHasIt() {
        var timing = Configured.settings(Map.of()).timing();
        assertEquals(Duration.ofSeconds(2), timing.ackTimeout());
        assertEquals(1.5, timing.randomFactor());
        assertEquals(4, timing.maxRetransmit());
        assertEquals(1, timing.nstart());
        assertEquals(Duration.ofSeconds(247), timing.exchangeLifetime());
        assertEquals(1024, Configured.settings(Map.of()).block());
    }

    @Test
    void valuesMayBeNumbersOrText() {
        var settings = Configured.settings(Map.of("ack.timeout.millis", 100L, "block.bytes", " 64 "));
        assertEquals(Duration.ofMillis(100), settings.timing().ackTimeout());
        assertEquals(64, settings.block());
    }

    @ParameterizedTest
    @CsvSource({
        "ack.timeout.millis, 0", "ack.timeout.millis, soon", "ack.timeout.millis, 1.5", "ack.timeout.millis, NaN",
        "block.bytes, 100", "block.bytes, 2048", "peers.max, -1", "ack.random.factor, 0.5"
    })
    void aBadValueLeavesItsDefault(String key, String value) {
        assertEquals(Configured.settings(Map.of()), Configured.settings(Map.of(key, value)));
    }
}
