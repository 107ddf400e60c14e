package org.lwm2m.client;

import java.util.List;
import java.util.Map;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerListener;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.client.registration.Surroundings.Tuning;
import org.lwm2m.codec.link.LinkFormat;

/** The client engine without a framework: what bundles would bring is added by hand. */
public final class ClientSide implements AutoCloseable {

    private final ClientEngine engine = new ClientEngine(Tuning.STANDARD, ManagedDevice::new);

    public ClientSide(Transport transport, ObjectModels models, Map<String, SecurityMode> modes) {
        modes.forEach((number, mode) -> engine.addMode(mode, Map.of(SecurityMode.MODE, number)));
        engine.addLinkCodec(new LinkFormat(), Map.of(Codec.FORMAT, new Integer[] {40}));
        engine.addModels(models);
        engine.addTransport(transport, Map.of(Transport.SCHEME, new String[] {"coap", "coaps"}));
    }

    public void add(Codec codec, int format) {
        engine.addCodec(codec, Map.of(Codec.FORMAT, new Integer[] {format}));
    }

    public void add(ServerListener listener) {
        engine.addListener(listener);
    }

    /** Begins to register, with an account as it is configured. */
    public LocalClient open(String endpoint, Map<String, Object> configuration, List<Object> objects) {
        var client = engine.create(endpoint, List.of());
        engine.owners().show(client, objects);
        client.start();
        var account = AccountConfiguration.read(configuration);
        client.add(account.entries(), account.settings());
        return client;
    }

    public Changes changes() {
        return new RoutedChanges(engine.owners());
    }

    @Override
    public void close() {
        engine.close();
    }
}
