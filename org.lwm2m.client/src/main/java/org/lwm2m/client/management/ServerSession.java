package org.lwm2m.client.management;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Path;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;

/**
 * A server that this client is registered with, as device management sees it: who asks, by which version's rules, and
 * the way to tell it something. The object is the same from Register to its end.
 */
public interface ServerSession {

    /** The short server id. */
    int server();

    /** What was registered with. */
    Version version();

    /** /1/x/2. */
    Optional<Duration> defaultMinimumPeriod();

    /** /1/x/3. */
    Optional<Duration> defaultMaximumPeriod();

    /** /1/x/6: whether notifications are kept while the server can't be reached. */
    boolean storesNotifications();

    /**
     * /1/x/26: whether notifications are confirmed unless an attribute says otherwise. True if absent: only so we learn
     * that a server does not want to know any more, or is not there.
     */
    boolean confirmsNotifications();

    /** Whether the server was told of an instance, in its list of objects. */
    default boolean lists(Path instance) {
        return true;
    }

    /** Whether there is a way to the server now. */
    boolean reachable();

    /** Asks the server and completes on the client's loop; as {@code Connection.send}. */
    CompletionStage<Response> send(Uplink request);

    /** Tells the server without waiting; as {@code Connection.tell}. */
    CompletionStage<Void> tell(Uplink request);
}
