package org.lwm2m.bootstrap.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;

/**
 * Which instances of accounts a client has, and whose: by what it answered to a Discover, or said when it asked for a pack.
 *
 * @param known whether the client told
 * @param bootstrap the instances of its bootstrap account: in /0 and /21 those without a server
 * @param servers the instances of servers' accounts: of /0, /1, /2 and /21
 * @param byServer of those the ones of one server, by object and Short Server ID
 */
record Inventory(boolean known, Set<Path> bootstrap, Set<Path> servers, Map<List<Integer>, Integer> byServer) {

    private static final Set<Integer> MARKED = Set.of(0, 21);
    private static final Set<Integer> ACCOUNTS = Set.of(0, 1, 2, 21);

    /**
     * Where numbers begin if nobody knows which ones the bootstrap account has: it nearly always has a low one (field note
     * F33).
     */
    private static final int BEYOND = 10;

    static final Inventory UNKNOWN = new Inventory(false, Set.of(), Set.of(), Map.of());

    /** Of a client that asked for a pack: of all that a pack leaves alone, it has but its bootstrap account. */
    static Inventory named(List<Path> account) {
        return account.isEmpty() ? UNKNOWN : new Inventory(true, Set.copyOf(account), Set.of(), Map.of());
    }

    /** Of a client that was discovered. */
    static Inventory discovered(List<Link> links) {
        var bootstrap = new TreeSet<Path>();
        var servers = new TreeSet<Path>();
        var byServer = new HashMap<List<Integer>, Integer>();
        for (var link : links) {
            var path = link.path();
            if (path.depth() != 2 || !ACCOUNTS.contains(path.object())) {
                continue;
            }
            var server = server(link);
            if (MARKED.contains(path.object()) && server.isEmpty()) {
                bootstrap.add(path);
            } else {
                servers.add(path);
                server.ifPresent(id -> byServer.putIfAbsent(List.of(path.object(), id), path.instance()));
            }
        }
        return new Inventory(true, bootstrap, servers, byServer);
    }

    /** The bootstrap account itself, if it is clear which that is. */
    OptionalInt bootstrapAccount() {
        var of0 = bootstrap.stream().filter(path -> path.object() == 0).toList();
        return of0.size() == 1 ? OptionalInt.of(of0.get(0).instance()) : OptionalInt.empty();
    }

    Optional<Integer> instance(int object, int server) {
        return Optional.ofNullable(byServer.get(List.of(object, server)));
    }

    /** The numbers that instances of an object may get. @param kept whether those of servers stay */
    Numbers numbers(int object, boolean kept) {
        var taken = new HashSet<Integer>();
        bootstrap.stream().filter(path -> path.object() == object).forEach(path -> taken.add(path.instance()));
        if (kept) {
            servers.stream().filter(path -> path.object() == object).forEach(path -> taken.add(path.instance()));
        }
        return new Numbers(taken, known || !MARKED.contains(object) ? 0 : BEYOND);
    }

    /** Numbers of instances, each given once. */
    static final class Numbers {

        private final Set<Integer> taken;
        private int next;

        private Numbers(Set<Integer> taken, int first) {
            this.taken = taken;
            this.next = first;
        }

        /** This one, if it is free. */
        boolean take(int wanted) {
            return taken.add(wanted);
        }

        int free() {
            while (!taken.add(next)) {
                next++;
            }
            return next;
        }
    }

    private static Optional<Integer> server(Link link) {
        return Optional.ofNullable(link.parameters().get("ssid"))
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf);
    }
}
