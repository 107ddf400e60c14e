package org.lwm2m.security.oscore;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection.Exchange;

/** Remembers the requests that began observations, of ours and of peers', as their notifications are tied to them. */
final class Observations {

    /** One that was not used for longest makes room: it is as if this bundle had been replaced. */
    private static final int MOST = 200_000;

    private record Observed(Identity peer, Bytes token) {}

    private final Map<Bytes, Exchange> ours = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
    private final Map<Observed, Exchange> theirs = new LinkedHashMap<>(16, 0.75f, true); // guarded by this

    static boolean begins(CoapBytes request) {
        return request.option(CoapBytes.OBSERVE)
                .filter(each -> each.length == 0)
                .isPresent();
    }

    static boolean ends(CoapBytes request) {
        return request.option(CoapBytes.OBSERVE)
                .filter(each -> Arrays.equals(each, new byte[] {1}))
                .isPresent();
    }

    synchronized Optional<Exchange> ours(Bytes token) {
        return Optional.ofNullable(ours.get(token));
    }

    synchronized Optional<Exchange> theirs(Identity peer, Bytes token) {
        return Optional.ofNullable(theirs.get(new Observed(peer, token)));
    }

    synchronized void began(Bytes token, Exchange exchange) {
        put(ours, token, exchange);
    }

    synchronized void began(Identity peer, Bytes token, Exchange exchange) {
        put(theirs, new Observed(peer, token), exchange);
    }

    synchronized void ended(Bytes token) {
        ours.remove(token);
    }

    synchronized void ended(Identity peer, Bytes token) {
        theirs.remove(new Observed(peer, token));
    }

    private static <K> void put(Map<K, Exchange> map, K key, Exchange exchange) {
        map.put(key, exchange);
        if (map.size() > MOST) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
