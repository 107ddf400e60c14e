package org.lwm2m.client.account;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;

/**
 * Which instances of /0 and /1 are one server account. What makes none is refused with 4.00 and words.
 *
 * @param id the Short Server ID
 */
record Pairing(int id, Path security, Path server) {

    private static final Value EMPTY = new Value.Opaque(Bytes.EMPTY);

    /** All that there are, in the order of their instances of /0; mandatory resources that mean nothing special are filled in. */
    static List<Pairing> of(AccountEntries all) {
        var bootstrap = all.bootstrap();
        if (bootstrap.size() > 1) {
            throw wrong(bootstrap.get(1), "is a second bootstrap account, beside " + bootstrap.get(0));
        }
        bootstrap.forEach(each -> complete(all, each));
        var pairs = all.instances(0).stream()
                .map(each -> Path.of(0, each))
                .filter(each -> !bootstrap.contains(each))
                .map(each -> pair(all, each))
                .toList();
        unique(pairs);
        links(all);
        return pairs;
    }

    private static Pairing pair(AccountEntries all, Path security) {
        var id = all.number(security.child(10))
                .filter(each -> each > 0 && each < 65535)
                .orElseThrow(() -> wrong(security.child(10), "has to be a Short Server ID, 1 to 65534"));
        var servers = all.instances(1).stream()
                .filter(each -> all.number(Path.of(1, each, 0)).equals(Optional.of(id)))
                .toList();
        if (servers.size() != 1) {
            throw wrong(security.child(10), "is " + id + "; exactly one instance of /1 has to have it, not " + servers);
        }
        var server = Path.of(1, servers.get(0));
        complete(all, security);
        all.putIfAbsent(server.child(1), new Value.Int(86_400));
        all.putIfAbsent(server.child(6), new Value.Flag(true));
        all.putIfAbsent(server.child(7), new Value.Text(binding(all, security)));
        all.under(server).forEach(each -> ServerResource.check(each.path(), each.value()));
        return new Pairing(id.intValue(), security, server);
    }

    /** Of the address, where nothing else is said. */
    private static String binding(AccountEntries all, Path security) {
        return all.text(security.child(0))
                .flatMap(each -> Binding.ofScheme(URI.create(each).getScheme()))
                .orElse(Binding.U)
                .name();
    }

    private static void complete(AccountEntries all, Path security) {
        all.putIfAbsent(security.child(1), new Value.Flag(false));
        List.of(3, 4, 5).forEach(each -> all.putIfAbsent(security.child(each), EMPTY));
        all.number(security.child(2))
                .filter(each -> each >= 0 && each <= 4)
                .orElseThrow(() -> wrong(security.child(2), "has to be a security mode, 0 to 4"));
        all.withLinks(security)
                .forEach(each -> all.under(each).forEach(one -> SecurityResource.check(one.path(), one.value())));
        if (all.text(security.child(0)).filter(Pairing::absolute).isEmpty()) {
            throw wrong(security.child(0), "has to be the URI of a server, such as coap://192.0.2.7:5683");
        }
    }

    private static void unique(List<Pairing> pairs) {
        Map<Integer, Pairing> seen = new HashMap<>();
        for (var each : pairs) {
            var other = seen.put(each.id, each);
            if (other != null) {
                throw wrong(each.security.child(10), "is " + each.id + ", as is that of " + other.security);
            }
        }
    }

    /** A context of OSCORE counts what was sent with it, so that two accounts can't share one (Core 1.2, E.7). */
    private static void links(AccountEntries all) {
        Map<Path, Path> linked = new HashMap<>();
        for (var security : all.instances(0)) {
            for (var target : all.withLinks(Path.of(0, security))) {
                if (!all.has(target)) {
                    throw wrong(Path.of(0, security), "links " + target + ", which is not there");
                }
                var other = target.object() == 21 ? linked.put(target, Path.of(0, security)) : null;
                if (other != null) {
                    throw wrong(target, "is linked by " + other + " and by " + Path.of(0, security));
                }
            }
        }
    }

    private static boolean absolute(String uri) {
        try {
            var parsed = URI.create(uri);
            return parsed.getScheme() != null && parsed.getRawAuthority() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static LwM2mException wrong(Path path, String why) {
        return new LwM2mException(Status.BAD_REQUEST, path + " " + why);
    }
}
