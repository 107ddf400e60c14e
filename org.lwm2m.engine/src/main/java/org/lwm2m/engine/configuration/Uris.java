package org.lwm2m.engine.configuration;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The places to listen on that a configuration names: one that makes no sense is complained of and left out. */
public final class Uris {

    private Uris() {}

    /** @param complain takes a line that names PID and key */
    public static List<URI> of(
            String pid, String key, Map<String, ?> configuration, String otherwise, Consumer<String> complain) {
        var value = configuration.get(key);
        if (value == null) {
            return List.of(URI.create(otherwise));
        }
        var uris = new LinkedHashSet<URI>();
        for (var text : Texts.of(value)) {
            try {
                uris.add(uri(text));
            } catch (IllegalArgumentException notOne) {
                complain.accept("%s: %s: not a URI such as %s: %s; does not listen there: %s"
                        .formatted(pid, key, otherwise, text, notOne.getMessage()));
            }
        }
        return List.copyOf(uris);
    }

    private static URI uri(String text) {
        var uri = URI.create(text);
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("it needs a scheme and a host");
        } else if (uri.getPort() > 0xffff) {
            throw new IllegalArgumentException("there is no port " + uri.getPort());
        }
        return uri;
    }
}
