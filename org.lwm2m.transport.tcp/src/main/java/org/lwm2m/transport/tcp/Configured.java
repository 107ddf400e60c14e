package org.lwm2m.transport.tcp;

import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the {@link TcpConfiguration}; a bad value is named in the log, and its default used. */
final class Configured {

    private static final Logger LOG = LoggerFactory.getLogger(Configured.class);
    private static final int MANY = 10_000_000;

    private final Map<String, ?> properties;

    private Configured(Map<String, ?> properties) {
        this.properties = properties;
    }

    static Settings settings(Map<String, ?> properties) {
        var from = new Configured(properties);
        return new Settings(from.timing(), from.bounds());
    }

    static int tlsThreads(Map<String, ?> properties) {
        return new Configured(properties).whole("tls.threads", 1, 64);
    }

    private Timing timing() {
        return new Timing(
                seconds("connect.timeout.seconds", 1),
                seconds("answer.timeout.seconds", 1),
                seconds("stall.timeout.seconds", 1),
                seconds("keepalive.seconds", 0),
                seconds("pong.timeout.seconds", 1),
                seconds("transfer.timeout.seconds", 1),
                seconds("connection.stale.seconds", 1));
    }

    private Bounds bounds() {
        return new Bounds(
                whole("connections.max", 1, MANY),
                whole("address.connections.max", 1, MANY),
                whole("handshakes.max", 1, MANY),
                whole("peer.exchanges.max", 1, MANY),
                whole("exchanges.max", 1, MANY),
                whole("peer.transfers.max", 1, MANY),
                whole("transfers.max", 1, MANY),
                whole("body.max.bytes", 1024, 1 << 30),
                whole("bodies.max.bytes", 1024, 1 << 30),
                whole("message.max.bytes", Capacity.LEAST_MESSAGE, 1 << 24),
                whole("unsent.max.bytes", 1 << 12, 1 << 30));
    }

    private Duration seconds(String key, int least) {
        return Duration.ofSeconds(whole(key, least, 31_536_000));
    }

    private int whole(String key, int least, int most) {
        var number = number(key, least, most);
        if (number != Math.rint(number)) {
            complain(key, number, "a whole number");
            return ((Number) standard(key)).intValue();
        }
        return (int) number;
    }

    private double number(String key, double least, double most) {
        var value = properties.get(key);
        if (value != null) {
            try {
                var number = Double.parseDouble(value.toString().strip());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            complain(key, value, "a number from %.0f to %.0f".formatted(least, most));
        }
        return ((Number) standard(key)).doubleValue();
    }

    private static void complain(String key, Object value, String wanted) {
        LOG.error("{}: {} = {} is not {}; using {}", TcpConfiguration.PID, key, value, wanted, standard(key));
    }

    private static Object standard(String key) {
        try {
            return TcpConfiguration.class
                    .getDeclaredMethod(key.replace('.', '_'))
                    .getDefaultValue();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("no such key: " + key, e);
        }
    }
}
