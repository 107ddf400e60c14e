package org.lwm2m.server.management;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.message.Token;

/** Watches that no client answered for or that others took the place of: the latest, by their tokens. */
final class GivenUp {

    private static final int MOST = 1_000;

    private final Map<Token, Watch> latest = new LinkedHashMap<>();

    void add(Watch watch) {
        latest.put(watch.token(), watch);
        if (latest.size() > MOST) {
            latest.remove(latest.keySet().iterator().next());
        }
    }

    Optional<Watch> find(Token token) {
        return Optional.ofNullable(latest.get(token));
    }

    Optional<Watch> take(Token token) {
        return Optional.ofNullable(latest.remove(token));
    }
}
