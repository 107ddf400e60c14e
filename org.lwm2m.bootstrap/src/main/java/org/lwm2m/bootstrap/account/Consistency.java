package org.lwm2m.bootstrap.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/**
 * What has to be true of all that is written to a client (Core 1.2, 6.1.6, and what a client checks at Finish), if it has
 * nothing else but its bootstrap account.
 */
public final class Consistency {

    private static final int SECURITY = 0;
    private static final int SERVER = 1;
    private static final int ACCESS = 2;

    private final Map<Path, Map<Integer, Value>> instances = new TreeMap<>();
    private final Set<Path> account;
    private final Set<Long> servers = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    private Consistency(List<Entry> entries, List<Path> account) {
        this.account = new HashSet<>(account);
        for (var entry : entries) {
            instances
                    .computeIfAbsent(entry.path().upTo(2), path -> new TreeMap<>())
                    .put(entry.path().resource(), entry.value());
        }
    }

    /**
     * What is wrong, in words that name the instance; empty if nothing is.
     *
     * @param account the instances of the client's bootstrap account, as far as they are known
     */
    public static List<String> problems(List<Entry> entries, List<Path> account) {
        var one = new Consistency(entries, account);
        one.security();
        one.server();
        one.access();
        return List.copyOf(one.problems);
    }

    private void security() {
        var bootstrap = new TreeSet<Path>();
        var linked = new HashSet<Path>();
        of(SECURITY).forEach((path, values) -> {
            if (flag(values, 1)) {
                bootstrap.add(path);
            } else if (account.contains(path)) {
                problems.add(path + " is the client's bootstrap account and can't become that of a server");
            } else {
                account(path, values);
            }
            require(path, values, 0, "URI");
            require(path, values, 2, "security mode");
            link(path, values, linked);
        });
        if (bootstrap.size() > 1) {
            problems.add("two bootstrap accounts: " + bootstrap);
        }
        var known = account.stream().filter(path -> path.object() == SECURITY).toList();
        if (!known.isEmpty() && bootstrap.stream().anyMatch(path -> !known.contains(path))) {
            problems.add("two bootstrap accounts: " + bootstrap + " beside the client's own " + known);
        }
        if (servers.isEmpty()) {
            problems.add("no account of an LwM2M Server");
        }
    }

    private void account(Path path, Map<Integer, Value> values) {
        var id = number(values, 10);
        if (id.isEmpty() || id.get() < 1 || id.get() > 65534) {
            problems.add(path + " has no Short Server ID, 1 to 65534");
        } else if (!servers.add(id.get())) {
            problems.add("two accounts have the Short Server ID " + id.get());
        }
    }

    private void link(Path path, Map<Integer, Value> values, Set<Path> linked) {
        if (values.get(17) instanceof Value.ObjectLink link) {
            var target = Path.of(link.object(), link.instance());
            if (!instances.containsKey(target) && !account.contains(target)) {
                problems.add(path + " links " + target + ", which is not there");
            } else if (!linked.add(target)) {
                problems.add(target + " is linked by two accounts");
            }
        }
    }

    private void server() {
        var seen = new TreeSet<Long>();
        of(SERVER).forEach((path, values) -> {
            var id = number(values, 0);
            if (id.isEmpty() || !servers.contains(id.get())) {
                problems.add(path + " has the Short Server ID "
                        + id.map(String::valueOf).orElse("of nobody") + ", which no account in /0 has");
            } else if (!seen.add(id.get())) {
                problems.add("two instances of /1 have the Short Server ID " + id.get());
            }
            require(path, values, 1, "lifetime");
            require(path, values, 7, "binding");
        });
        servers.stream()
                .filter(id -> !seen.contains(id))
                .forEach(id -> problems.add("the account of server " + id + " has no instance of /1"));
    }

    private void access() {
        var targets = new HashSet<List<Long>>();
        of(ACCESS).forEach((path, values) -> {
            var target =
                    List.of(number(values, 0).orElse(-1L), number(values, 1).orElse(-1L));
            if (!targets.add(target)) {
                problems.add("access to /" + target.get(0) + "/" + target.get(1) + " is said twice");
            }
            var owner = number(values, 3).orElse(65535L);
            if (owner != 65535 && !servers.contains(owner)) {
                problems.add(path + " is owned by server " + owner + ", which has no account");
            }
        });
    }

    private void require(Path path, Map<Integer, Value> values, int resource, String name) {
        if (!values.containsKey(resource)) {
            problems.add(path + " has no " + name + " (resource " + resource + ")");
        }
    }

    private Map<Path, Map<Integer, Value>> of(int object) {
        var some = new TreeMap<Path, Map<Integer, Value>>();
        instances.forEach((path, values) -> {
            if (path.object() == object) {
                some.put(path, values);
            }
        });
        return some;
    }

    private static boolean flag(Map<Integer, Value> values, int resource) {
        return values.get(resource) instanceof Value.Flag flag && flag.value();
    }

    private static Optional<Long> number(Map<Integer, Value> values, int resource) {
        var value = values.get(resource);
        if (value instanceof Value.Int number) {
            return Optional.of(number.value());
        }
        return value instanceof Value.Unsigned number ? Optional.of(number.value()) : Optional.empty();
    }
}
