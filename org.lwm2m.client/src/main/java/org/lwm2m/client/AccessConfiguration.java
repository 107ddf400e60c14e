package org.lwm2m.client;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lwm2m.api.Path;
import org.lwm2m.client.AccountConfiguration.Wrong;
import org.lwm2m.client.access.AccessControl;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.access.Right;
import org.lwm2m.client.access.Share;

/** The configuration of access to one place, read. A value that is wrong is named with its key. */
final class AccessConfiguration {

    private static final Set<String> KEYS = Set.of("object", "instance", "owner", "acl");

    private AccessConfiguration() {}

    /** @throws Wrong if it can't be used */
    static Provision read(Map<String, Object> properties) {
        var object = number("object", text(properties, "object").orElse("nothing"), 1, 65534);
        var instance = text(properties, "instance").map(text -> number("instance", text, 0, 65535));
        var owner = number("owner", text(properties, "owner").orElse("65535"), 1, 65535);
        var target = instance.filter(each -> each != Path.ABSENT)
                .map(each -> Path.of(object, each))
                .orElseGet(() -> Path.of(object));
        var acl = acl(text(properties, "acl").orElse(""));
        return new Provision(OptionalInt.empty(), new AccessControl(target, owner, acl), instance.isEmpty());
    }

    /** Keys that mean nothing here: typing errors, most likely. */
    static Set<String> unknown(Set<String> keys) {
        var unknown = new TreeSet<>(keys);
        unknown.removeAll(KEYS);
        unknown.removeIf(each -> each.matches("(service|component|felix|osgi|config)\\..*"));
        return unknown;
    }

    private static Optional<String> text(Map<String, Object> properties, String key) {
        return Optional.ofNullable(properties.get(key))
                .map(each -> each.toString().strip())
                .filter(each -> !each.isEmpty());
    }

    private static SortedMap<Integer, Integer> acl(String text) {
        var acl = new TreeMap<Integer, Integer>();
        for (var part : text.isEmpty() ? new String[0] : text.split(",")) {
            var sides = part.strip().split("\\s*=\\s*", 2);
            if (sides.length < 2) {
                throw new Wrong("acl", "has to be rights by server, such as 2=read write, 0=read, not " + text);
            }
            if (acl.put(number("acl", sides[0], 0, 65534), rights(sides[1])) != null) {
                throw new Wrong("acl", "names server " + sides[0] + " twice");
            }
        }
        return acl;
    }

    private static int rights(String words) {
        try {
            return Right.bits(Share.rights(words));
        } catch (IllegalArgumentException e) {
            throw new Wrong(
                    "acl", "gives a server all, none or some of read, write, execute, delete and create, not " + words);
        }
    }

    private static int number(String key, String text, int least, int most) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new Wrong(key, "has to be a number, " + least + " to " + most + ", not " + text);
        }
        return Integer.parseInt(text);
    }
}
