package org.lwm2m.security.oscore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.MessageProtection;
import org.lwm2m.api.store.StateStore;

/** OSCORE as its component makes it, with nothing on record. */
public final class FreshOscore {

    private FreshOscore() {}

    public static MessageProtection protection() {
        return new OscoreProtection(new Memory(), OscoreConfiguration.Checked.STANDARD, Context::new);
    }

    private static final class Memory implements StateStore {

        private final Map<String, Bytes> kept = new ConcurrentHashMap<>();

        @Override
        public Optional<Bytes> get(String name) {
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public void put(String name, Bytes state) {
            kept.put(name, state);
        }

        @Override
        public void remove(String name) {
            kept.remove(name);
        }

        @Override
        public Stream<String> names(String prefix) {
            return kept.keySet().stream().filter(each -> each.startsWith(prefix));
        }
    }
}
