package org.lwm2m.security.oscore;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.testing.Proves;
import org.lwm2m.testing.TransportContract;
import org.lwm2m.testing.TransportKeys;
import org.lwm2m.transport.udp.ProtectedUdp;

/** What engines rely on, with OSCORE on UDP: every request, large bodies both ways, observations. */
@Proves("OSC-06")
class OscoreUdpTest extends TransportContract {

    static final Map<String, Object> HASTY =
            Map.of("ack.timeout.millis", 100, "retransmit.max", 3, "answer.timeout.seconds", 3);

    private final OscoreProtection protection = protection(new Kept());

    static OscoreProtection protection(StateStore store) {
        return new OscoreProtection(store, OscoreConfiguration.Checked.STANDARD, Context::new);
    }

    @Override
    public TransportKeys keys() {
        var client = Party.KEYS;
        var identity = new Identity.Oscore(client.sender(), client.context());
        return new TransportKeys(client, identity::equals, Rfc8613Test.mirrored(client), List.of());
    }

    @Override
    public Transport open() throws Exception {
        return ProtectedUdp.open(HASTY, protection);
    }

    @Override
    public void close(Transport transport) {
        ProtectedUdp.close(transport);
    }

    @Override
    public URI anywhere() {
        return URI.create("coap://127.0.0.1:0");
    }

    /** Keeps what it is told in memory. */
    static final class Kept implements StateStore {

        private final Map<String, Bytes> kept = new HashMap<>();

        @Override
        public synchronized Optional<Bytes> get(String name) {
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public synchronized void put(String name, Bytes state) {
            kept.put(name, state);
        }

        @Override
        public synchronized void remove(String name) {
            kept.remove(name);
        }

        @Override
        public synchronized Stream<String> names(String prefix) {
            return List.copyOf(kept.keySet()).stream().filter(each -> each.startsWith(prefix));
        }
    }
}
