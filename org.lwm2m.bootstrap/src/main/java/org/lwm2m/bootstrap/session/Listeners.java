package org.lwm2m.bootstrap.session;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.lwm2m.api.bootstrap.BootstrapListener;
import org.lwm2m.engine.provider.Ranked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to hear of sessions. What one of them throws harms nobody, and is logged once. */
public final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final Ranked<BootstrapListener> listeners = new Ranked<>();
    private final Set<Object> failed = ConcurrentHashMap.newKeySet();

    public void add(BootstrapListener listener, Map<String, ?> properties) {
        listeners.add(listener, properties);
    }

    public void remove(BootstrapListener listener) {
        listeners.remove(listener);
        failed.remove(listener);
    }

    void tell(Consumer<BootstrapListener> event) {
        listeners.all().forEach(listener -> contained(listener, () -> event.accept(listener)));
    }

    /** Calls what an application gave us. */
    void contained(Object application, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError bug) {
            if (failed.add(application)) {
                LOG.error("{} failed; it is still told, but what it throws is not logged again", application, bug);
            }
        }
    }
}
