package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lwm2m.transport.udp.SecureBench.get;
import static org.lwm2m.transport.udp.SecureBench.psk;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.transport.Connection;

/** A store that takes its time, longer than flights of a handshake are sent again. */
@Timeout(60)
class StoreTest {

    private static final int UNKNOWN_PSK_IDENTITY = 115;
    private static final int ACCESS_DENIED = 49;

    /** A handshake is given up after 200 + 400 ms. */
    private static final Map<String, Object> IMPATIENT =
            Map.of("handshake.timeout.millis", 200, "handshake.retransmit.max", 1);

    private static final Map<String, Object> PATIENT =
            Map.of("handshake.timeout.millis", 3000, "handshake.retransmit.max", 1);

    @Test
    void whoIsUnknownToASlowStoreIsToldSoAndNotOfAnInternalError() throws Exception {
        var keys = new TestKeys();
        try (var bench = new SecureBench(IMPATIENT, PATIENT)) {
            bench.own.add(keys.serverKey());
            bench.takes = Duration.ofMillis(1200);
            var unknown = bench.call(psk("two", "000102030405060708090a0b0c0d0e0f"));
            var stranger = bench.call(keys.clientKey());
            assertEquals(OptionalInt.of(UNKNOWN_PSK_IDENTITY), alert(unknown));
            assertEquals(OptionalInt.of(ACCESS_DENIED), alert(stranger));
        }
    }

    private static OptionalInt alert(CompletionStage<Connection> call) {
        return assertThrows(LwM2mException.class, () -> get(call)).alert();
    }
}
