package org.lwm2m.server;

import java.util.function.Consumer;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Waiting;
import org.lwm2m.engine.schedule.Lanes;
import org.lwm2m.server.management.Management;
import org.lwm2m.server.provider.Listeners;
import org.lwm2m.server.queue.QueueEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of clients that wake and sleep, and what became of the requests that waited for them. */
final class Ticker implements QueueEvents {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final Lanes lanes;
    private final Listeners listeners;
    private Management management; // set once, before anything happens

    Ticker(Lanes lanes, Listeners listeners) {
        this.lanes = lanes;
        this.listeners = listeners;
    }

    void tells(Management applications) {
        management = applications;
    }

    @Override
    public void awake(String endpoint, boolean awake) {
        tell(endpoint, client -> listeners.tell(listener -> listener.awake(client, awake)));
    }

    @Override
    public void delivered(Waiting request, Response answer) {
        tell(request.endpoint(), client -> listeners.tell(listener -> listener.delivered(client, request, answer)));
    }

    @Override
    public void failed(Waiting request, RuntimeException why) {
        if (request.durable()) {
            LOG.info(
                    "the durable request {} to {} came to nothing: {}",
                    request.id(),
                    request.endpoint(),
                    why.getMessage());
        }
        tell(request.endpoint(), client -> listeners.tell(listener -> listener.failed(client, request, why)));
    }

    private void tell(String endpoint, Consumer<Client> event) {
        if (listeners.hear()) {
            lanes.run(endpoint, () -> event.accept(management.client(endpoint)));
        }
    }
}
