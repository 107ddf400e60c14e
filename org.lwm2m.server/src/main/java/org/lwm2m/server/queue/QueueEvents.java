package org.lwm2m.server.queue;

import org.lwm2m.api.message.Response;
import org.lwm2m.api.server.Waiting;

/** Hears of queues, in the order in which things happened to each. Called without a lock: be quick. */
public interface QueueEvents {

    void awake(String endpoint, boolean awake);

    void delivered(Waiting request, Response answer);

    void failed(Waiting request, RuntimeException why);
}
