package org.lwm2m.transport.udp;

import java.time.Duration;
import java.util.Map;
import org.lwm2m.transport.udp.dtls.DtlsSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the {@link UdpConfiguration}; a bad value is named in the log, and its default used. */
final class Configured {

    private static final Logger LOG = LoggerFactory.getLogger(Configured.class);
    private static final int MANY = 10_000_000;

    /** What a server waits for a store of keys that is being replaced, unless it is configured otherwise. */
    private static final long STORE_MILLIS = 2_000;

    private final Map<String, ?> properties;

    private Configured(Map<String, ?> properties) {
        this.properties = properties;
    }

    static Settings settings(Map<String, ?> properties) {
        var from = new Configured(properties);
        return new Settings(
                from.timing(),
                from.bounds(),
                from.block(),
                from.whole("remembered.max.bytes", 1 << 16, 1 << 30),
                from.flag("echo"),
                from.dtls());
    }

    static int dtlsThreads(Map<String, ?> properties) {
        return new Configured(properties).whole("dtls.threads", 1, 64);
    }

    private DtlsSettings dtls() {
        var timeout = whole("handshake.timeout.millis", 10, 60_000);
        var retransmissions = whole("handshake.retransmit.max", 1, 20);
        var patience = timeout * ((2L << retransmissions) - 1);
        if (patience < STORE_MILLIS) {
            LOG.info(
                    "{}: with handshake.timeout.millis = {} and handshake.retransmit.max = {} a handshake is given up"
                            + " after {} ms; a store that is being replaced may take {}, so callers have to call again",
                    UdpConfiguration.PID,
                    timeout,
                    retransmissions,
                    patience,
                    STORE_MILLIS);
        }
        return new DtlsSettings(
                whole("sessions.max", 1, MANY),
                whole("handshakes.max", 1, MANY),
                Duration.ofSeconds(whole("session.stale.seconds", 1, 31_536_000)),
                Duration.ofMillis(timeout),
                retransmissions,
                whole("cid.bytes", 0, 16),
                whole("handshake.datagram.bytes", 256, 65_535));
    }

    private Timing timing() {
        return new Timing(
                Duration.ofMillis(whole("ack.timeout.millis", 1, 3_600_000)),
                number("ack.random.factor", 1, 10),
                whole("retransmit.max", 0, 20),
                whole("nstart", 1, 1000),
                Duration.ofMillis(whole("response.delay.millis", 0, 60_000)),
                Duration.ofSeconds(whole("answer.timeout.seconds", 1, 86_400)),
                Duration.ofSeconds(whole("exchange.lifetime.seconds", 1, 86_400)));
    }

    private Bounds bounds() {
        return new Bounds(
                whole("peers.max", 1, MANY),
                whole("peer.exchanges.max", 1, MANY),
                whole("exchanges.max", 1, MANY),
                whole("peer.transfers.max", 1, MANY),
                whole("transfers.max", 1, MANY),
                whole("body.max.bytes", 1024, 1 << 30),
                whole("bodies.max.bytes", 1024, 1 << 30),
                whole("message.max.bytes", 128, 65_535));
    }

    private int block() {
        var block = whole("block.bytes", 16, 1024);
        if (Integer.bitCount(block) != 1) {
            complain("block.bytes", block, "a power of two from 16 to 1024");
            return ((Number) standard("block.bytes")).intValue();
        }
        return block;
    }

    private boolean flag(String key) {
        var value = properties.get(key);
        var word = value == null ? "" : value.toString().strip();
        if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(word);
        } else if (value != null) {
            complain(key, value, "true or false");
        }
        return (boolean) standard(key);
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
        LOG.error("{}: {} = {} is not {}; using {}", UdpConfiguration.PID, key, value, wanted, standard(key));
    }

    private static Object standard(String key) {
        try {
            return UdpConfiguration.class
                    .getDeclaredMethod(key.replace('.', '_'))
                    .getDefaultValue();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("no such key: " + key, e);
        }
    }
}
