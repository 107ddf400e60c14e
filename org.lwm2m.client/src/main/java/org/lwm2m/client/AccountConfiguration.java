package org.lwm2m.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.client.access.Share;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.account.Accounts;

/**
 * The configuration of one server account, read: the resources of /0/0 and /1/0 that it makes, and what no resource
 * holds. A value that is wrong is named with its key.
 */
record AccountConfiguration(List<Entry> entries, Account.Settings settings) {

    private static final Map<String, Long> MODES = Map.of("psk", 0L, "rpk", 1L, "x509", 2L, "nosec", 3L, "est", 4L);

    /** Which resource a key becomes, in the order of the README. */
    private static final List<Key> KEYS = List.of(
            new Key("uri", ResourceType.STRING, Path.of(0, 0, 0)),
            new Key("hold.off.seconds", ResourceType.INTEGER, Path.of(0, 0, 11)),
            new Key("account.timeout.seconds", ResourceType.INTEGER, Path.of(0, 0, 12)),
            new Key("lifetime.seconds", ResourceType.INTEGER, Path.of(1, 0, 1)),
            new Key("pmin.seconds", ResourceType.INTEGER, Path.of(1, 0, 2)),
            new Key("pmax.seconds", ResourceType.INTEGER, Path.of(1, 0, 3)),
            new Key("disable.seconds", ResourceType.INTEGER, Path.of(1, 0, 5)),
            new Key("store.notifications", ResourceType.BOOLEAN, Path.of(1, 0, 6)),
            new Key("binding", ResourceType.STRING, Path.of(1, 0, 7)),
            new Key("priority", ResourceType.UNSIGNED, Path.of(1, 0, 13)),
            new Key("initial.delay.seconds", ResourceType.UNSIGNED, Path.of(1, 0, 14)),
            new Key("failure.block", ResourceType.BOOLEAN, Path.of(1, 0, 15)),
            new Key("bootstrap.on.failure", ResourceType.BOOLEAN, Path.of(1, 0, 16)),
            new Key("retry.count", ResourceType.UNSIGNED, Path.of(1, 0, 17)),
            new Key("retry.seconds", ResourceType.UNSIGNED, Path.of(1, 0, 18)),
            new Key("sequence.delay.seconds", ResourceType.UNSIGNED, Path.of(1, 0, 19)),
            new Key("sequence.count", ResourceType.UNSIGNED, Path.of(1, 0, 20)),
            new Key("preferred.transport", ResourceType.STRING, Path.of(1, 0, 22)),
            new Key("mute.send", ResourceType.BOOLEAN, Path.of(1, 0, 23)),
            new Key("confirm.notifications", ResourceType.BOOLEAN, Path.of(1, 0, 26)));

    private static final Set<String> OTHERS =
            Set.of("server.id", "security", "version", "local", "access", "bootstrap");

    private record Key(String name, ResourceType type, Path path) {}

    /** A value that is wrong, in words that begin with its key; the value itself is not told where it is a secret. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Wrong(String key, String why) {
            super(key + " " + why);
        }
    }

    /** @throws Wrong if the account can't be used */
    static AccountConfiguration read(Map<String, Object> properties) {
        var entries = new ArrayList<Entry>();
        for (var key : KEYS) {
            text(properties, key.name).ifPresent(text -> entries.add(Entry.of(key.path, checked(key, text))));
        }
        if (entries.isEmpty() || entries.get(0).path().resource() != 0) {
            throw new Wrong("uri", "is missing: it has to be the URI of a server, such as coap://192.0.2.7:5683");
        }
        uri("uri", text(properties, "uri").orElseThrow());
        var bootstrap = flag("bootstrap", text(properties, "bootstrap").orElse("false"));
        entries.addAll(KeyMaterial.read(properties));
        entries.add(Entry.of(Path.of(0, 0, 1), new Value.Flag(bootstrap)));
        entries.add(Entry.of(
                Path.of(0, 0, 2),
                new Value.Int(mode(text(properties, "security").orElse("nosec")))));
        if (bootstrap) {
            // It has no instance of /1, and nothing of that means anything.
            entries.removeIf(each -> each.path().object() == 1);
        } else {
            var server = server(text(properties, "server.id").orElse("1"));
            entries.add(Entry.of(Path.of(0, 0, 10), new Value.Int(server)));
            entries.add(Entry.of(Path.of(1, 0, 0), new Value.Int(server)));
        }
        var version = text(properties, "version").orElse("1.2");
        var settings = new Account.Settings(
                Version.of(version)
                        .orElseThrow(() -> new Wrong("version", "has to be 1.0, 1.1 or 1.2, not " + version)),
                text(properties, "local").map(local -> uri("local", local)),
                text(properties, "access").map(AccountConfiguration::share));
        return new AccountConfiguration(entries, settings);
    }

    /** Keys that mean nothing here: typing errors, most likely. */
    static Set<String> unknown(Set<String> keys) {
        var known = Stream.concat(KEYS.stream().map(Key::name), OTHERS.stream()).collect(Collectors.toSet());
        var unknown = new TreeSet<>(keys);
        unknown.removeAll(known);
        unknown.removeAll(KeyMaterial.KEYS);
        unknown.removeIf(each -> each.matches("(service|component|felix|osgi|config)\\..*"));
        return unknown;
    }

    static Optional<String> text(Map<String, Object> properties, String key) {
        return Optional.ofNullable(properties.get(key))
                .map(each -> each.toString().strip())
                .filter(each -> !each.isEmpty());
    }

    private static Value checked(Key key, String text) {
        var value = value(key, text);
        try {
            Accounts.check(key.path, value);
        } catch (LwM2mException e) {
            throw new Wrong(key.name, "is no good: " + e.getMessage());
        }
        return value;
    }

    private static Value value(Key key, String text) {
        return switch (key.type) {
            case INTEGER -> new Value.Int(number(key.name, text));
            case UNSIGNED -> new Value.Unsigned(number(key.name, text));
            case BOOLEAN -> flag(key, flag(key.name, text));
            default -> new Value.Text(text);
        };
    }

    private static boolean flag(String key, String text) {
        if (!text.matches("true|false")) {
            throw new Wrong(key, "has to be true or false, not " + text);
        }
        return Boolean.parseBoolean(text);
    }

    private static Value flag(Key key, boolean flag) {
        return key.path.resource() == 26 ? new Value.Int(flag ? 1 : 0) : new Value.Flag(flag);
    }

    private static long number(String key, String text) {
        if (!text.matches("\\d{1,10}")) {
            throw new Wrong(key, "has to be a number from 0, not " + text);
        }
        return Long.parseLong(text);
    }

    private static long server(String text) {
        var id = number("server.id", text);
        if (id < 1 || id > 65534) {
            throw new Wrong("server.id", "has to be 1 to 65534, not " + text);
        }
        return id;
    }

    private static long mode(String text) {
        if (MODES.containsKey(text)) {
            return MODES.get(text);
        }
        throw new Wrong("security", "has to be one of " + new TreeSet<>(MODES.keySet()) + ", not " + text);
    }

    private static Share share(String text) {
        try {
            return Share.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Wrong(
                    "access",
                    "has to be owner, all, none or some of read, write, execute, delete and create, not " + text);
        }
    }

    private static URI uri(String key, String text) {
        try {
            var uri = URI.create(text);
            if (uri.getScheme() != null && uri.getRawAuthority() != null && uri.getPort() <= 0xffff) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for one that is only half a URI.
        }
        throw new Wrong(key, "has to be a URI with scheme and host, such as coap://192.0.2.7:5683, not " + text);
    }
}
