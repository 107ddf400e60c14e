package org.lwm2m.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerListener;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.client.registration.Surroundings.Tuning;
import org.lwm2m.codec.link.LinkFormat;

/** The client engine without a framework: what bundles would bring is added by hand. */
public final class ClientSide implements AutoCloseable {

    private final ClientEngine engine = new ClientEngine(Tuning.STANDARD, ManagedDevice::new);

    public ClientSide(Transport transport, ObjectModels models) {
        SecurityMode nosec = (account, below) -> CompletableFuture.completedStage(Credentials.NONE);
        engine.addMode(nosec, Map.of(SecurityMode.MODE, "3"));
        engine.addLinkCodec(new LinkFormat(), Map.of(Codec.FORMAT, new Integer[] {40}));
        engine.addModels(models);
        engine.addTransport(transport, Map.of(Transport.SCHEME, new String[] {"coap"}));
    }

    public void add(Codec codec, int format) {
        engine.addCodec(codec, Map.of(Codec.FORMAT, new Integer[] {format}));
    }

    public void remove(Codec codec) {
        engine.removeCodec(codec);
    }

    /** Begins to register an object with one server. */
    public void register(String endpoint, String uri, String version, Object object) {
        var client = engine.create(endpoint, List.of());
        engine.owners().show(client, List.of(object));
        client.start();
        var account = AccountConfiguration.read(Map.of("uri", uri, "version", version));
        client.add(account.entries(), account.settings());
    }

    /** As the service {@code LocalClients}. */
    public LocalClient open(String endpoint, List<Entry> accounts, Object object) {
        return engine.open(endpoint, accounts, List.of(object));
    }

    /** One that keeps to a version, with one account. */
    public LocalClient open(String endpoint, List<Entry> account, Version version, Collection<?> objects) {
        var client = engine.create(endpoint, List.of());
        engine.owners().show(client, objects);
        client.start();
        client.add(account, new Account.Settings(version, Optional.empty(), Optional.empty()));
        return client;
    }

    public Changes changes() {
        return new RoutedChanges(engine.owners());
    }

    public void add(ServerListener listener) {
        engine.addListener(listener);
    }

    @Override
    public void close() {
        engine.close();
    }
}
