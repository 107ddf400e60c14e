package org.lwm2m.itest.secured;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.ClientSide;
import org.lwm2m.codec.lwm2mcbor.LwM2mCborCodec;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.security.psk.PreSharedKeys;
import org.lwm2m.security.rpk.RawPublicKeys;
import org.lwm2m.security.x509.CertificateSide;
import org.lwm2m.transport.udp.UdpSide;

/** Our client with one account, and what becomes of that. */
final class Unit implements AutoCloseable {

    final LocalClient client;
    private final UdpSide udp;
    private final Sensor sensor = new Sensor();
    private final ClientSide engine;
    private final BlockingQueue<ServerStatus> seen = new LinkedBlockingQueue<>();

    Unit(String endpoint, Map<String, Object> account, Map<String, Object> configuration) throws IOException {
        udp = new UdpSide(configuration);
        engine = new ClientSide(
                udp.transport(),
                Sensor.MODELS,
                Map.of("0", new PreSharedKeys(), "1", new RawPublicKeys(), "2", CertificateSide.mode()));
        engine.add(new TlvCodec(), 11542);
        engine.add(new TextCodec(), 0);
        engine.add(new LwM2mCborCodec(Map.of()), 11544);
        engine.add((client, now) -> seen.add(now));
        client = engine.open(endpoint, account, List.of(sensor));
    }

    /** Waits until the account is in this state. */
    ServerStatus until(ServerStatus.State state) throws InterruptedException {
        var last = Optional.<ServerStatus>empty();
        while (true) {
            var now = Optional.ofNullable(seen.poll(30, TimeUnit.SECONDS));
            if (now.isEmpty()) {
                throw new AssertionError("not " + state + ", but " + last);
            }
            if (now.get().state() == state) {
                return now.get();
            }
            last = now;
        }
    }

    List<Transport.Session> sessions() {
        return udp.transport().sessions();
    }

    void drain(int level) {
        sensor.level(level);
        engine.changes().of(sensor, 9);
    }

    @Override
    public void close() {
        engine.close();
        udp.close();
    }
}
