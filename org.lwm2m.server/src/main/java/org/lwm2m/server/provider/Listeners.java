package org.lwm2m.server.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.engine.provider.Ranked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to hear of clients and of their data. What one of them throws harms nobody, and is logged once. */
public final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final Ranked<ClientListener> clients = new Ranked<>();
    private final Ranked<DataListener> data = new Ranked<>();
    private final Set<Object> failed = ConcurrentHashMap.newKeySet();

    public void add(ClientListener listener, Map<String, ?> properties) {
        clients.add(listener, properties);
    }

    public void remove(ClientListener listener) {
        clients.remove(listener);
        failed.remove(listener);
    }

    public void add(DataListener listener, Map<String, ?> properties) {
        data.add(listener, properties);
    }

    public void remove(DataListener listener) {
        data.remove(listener);
        failed.remove(listener);
    }

    /** Whether anybody would be told of a client. */
    public boolean hear() {
        return !clients.isEmpty();
    }

    public void tell(Consumer<ClientListener> event) {
        clients.all().forEach(listener -> contained(listener, () -> event.accept(listener)));
    }

    public void received(Client client, List<Entry> entries, Optional<Token> observation) {
        data.all().forEach(listener -> contained(listener, () -> listener.received(client, entries, observation)));
    }

    public void faulty(Client client, Path path, String why) {
        data.all().forEach(listener -> contained(listener, () -> listener.faulty(client, path, why)));
    }

    /** Calls what an application gave us. */
    public void contained(Object listener, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError bug) {
            if (failed.add(listener)) {
                LOG.error("{} failed; it is still told, but what it throws is not logged again", listener, bug);
            }
        }
    }

    /** One that is not a service is done. */
    public void forget(Object listener) {
        failed.remove(listener);
    }
}
