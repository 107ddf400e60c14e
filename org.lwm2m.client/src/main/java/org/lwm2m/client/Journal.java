package org.lwm2m.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.client.loop.Loop.Timer;
import org.lwm2m.client.registration.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line about each problem of a client with a server, and one when it is registered. On its loop. */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String REGISTERED = "";

    private final Surroundings around;
    private final Map<Integer, String> last = new HashMap<>();
    private final Map<Integer, Timer> missing = new HashMap<>();

    Journal(Surroundings around) {
        this.around = around;
    }

    /** Something about all servers of the client. */
    void write(String news) {
        LOG.info("{}: {}", around.endpoint(), news);
    }

    void write(ServerStatus now) {
        Optional.ofNullable(missing.remove(now.server())).ifPresent(Timer::cancel);
        if (now.state() == State.NO_PROVIDER) {
            // While a bundle is updated, its services are away for a moment: no news.
            missing.put(now.server(), around.loop().after(around.tuning().gap(), () -> problem(now)));
        } else if (now.state() == State.REGISTERED) {
            if (!REGISTERED.equals(last.put(now.server(), REGISTERED))) {
                LOG.info("{} is registered with server {} at {}", around.endpoint(), now.server(), now.uri());
            }
        } else if (now.next().isPresent() || now.state() == State.FAILED) {
            problem(now);
        }
    }

    void forget(int server) {
        last.remove(server);
        Optional.ofNullable(missing.remove(server)).ifPresent(Timer::cancel);
    }

    private void problem(ServerStatus now) {
        var words = now.problem().orElse("");
        if (!words.isEmpty() && !words.equals(last.put(now.server(), words))) {
            LOG.warn(
                    "{} with server {} at {}: {}; {}",
                    around.endpoint(),
                    now.server(),
                    now.uri(),
                    words,
                    now.next()
                            .map(each -> "goes on at " + each)
                            .orElse(now.state() == State.FAILED ? "gives up" : "waits"));
        }
    }
}
