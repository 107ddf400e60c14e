package org.lwm2m.client.bootstrap;

import java.time.Duration;
import java.util.Optional;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.client.loop.Loop.Timer;
import org.lwm2m.client.registration.Way;

/** The way of the last session, as long as its answers may have to be repeated. */
final class Lingering {

    /** MAX_TRANSMIT_WAIT: for so long a Bootstrap-Server may repeat what it did not hear the answer to. */
    private static final Duration ECHO = Duration.ofSeconds(93);

    private final Loop loop;
    private Optional<Way> way = Optional.empty();
    private Timer echo = () -> {};

    Lingering(Loop loop) {
        this.loop = loop;
    }

    /** @param end what to do when the time is over */
    void begin(Way over, Runnable end) {
        way.filter(each -> each != over).ifPresent(Way::close);
        way = Optional.of(over);
        echo.cancel();
        echo = loop.after(ECHO, end);
    }

    /** It is used again, if it is that one. */
    void release(Way used) {
        if (way.filter(each -> each == used).isPresent()) {
            way = Optional.empty();
            echo.cancel();
        }
    }

    void close() {
        way.ifPresent(Way::close);
        echo.cancel();
    }
}
