package org.lwm2m.client.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/**
 * An instance of the Access Control object: who owns an instance of another object, and what which server may do with it
 * (Core 1.2, E.3).
 *
 * @param target the instance that it is about; or an object, to tell who may create instances of it
 * @param owner a Short Server ID, or {@link #BOOTSTRAP}
 * @param acl rights as bits, by Short Server ID; those of {@link #OTHERS} are for all servers that have none of their own
 */
public record AccessControl(Path target, int owner, SortedMap<Integer, Integer> acl) {

    /** The owner of what only a bootstrap may change. */
    public static final int BOOTSTRAP = 65535;

    /** Who no server is: all that have no rights of their own. */
    public static final int OTHERS = 0;

    static final int FULL = Right.bits(Set.of(Right.READ, Right.WRITE, Right.EXECUTE, Right.DELETE));
    private static final int ALL = FULL | Right.CREATE.bit();

    public AccessControl {
        acl = Collections.unmodifiableSortedMap(new TreeMap<>(acl));
        var levels = target.depth() == 1 || target.depth() == 2;
        if (!levels || !target.prefix().isEmpty() || target.object() == 0) {
            throw new IllegalArgumentException("access is controlled to objects and instances, not to " + target);
        }
        if (owner <= 0 || owner > BOOTSTRAP) {
            throw new IllegalArgumentException("an owner is a server, 1 to 65534, or 65535, not " + owner);
        }
        if (acl.keySet().stream().anyMatch(each -> each < 0 || each >= BOOTSTRAP)
                || acl.values().stream().anyMatch(each -> each < 0 || each > ALL)) {
            throw new IllegalArgumentException("an ACL gives servers 0 to 65534 rights 0 to 31, not " + acl);
        }
    }

    /** Core 1.2, 8.2.1: its own entry counts; an owner without one may do all; for the rest the default counts. */
    boolean allows(int server, Right right) {
        if (target.depth() == 1) {
            return right == Right.CREATE && (acl.getOrDefault(server, 0) & right.bit()) != 0;
        }
        var rights = acl.containsKey(server)
                ? acl.get(server)
                : server == owner ? Integer.valueOf(FULL) : acl.getOrDefault(OTHERS, 0);
        return right != Right.CREATE && (rights & right.bit()) != 0;
    }

    /** What is left when a server is no more; nothing if it was the only one with access (Transport 1.2, 5.2.5). */
    Optional<AccessControl> without(int server) {
        var rest = new TreeMap<>(acl);
        rest.remove(server);
        if (owner != server) {
            return Optional.of(new AccessControl(target, owner, rest));
        }
        return heir(rest).map(heir -> new AccessControl(target, heir, rest));
    }

    /** Only for those that are there. Who is missing counts as gone, but need not stay so. */
    AccessControl among(Set<Integer> servers) {
        var rest = new TreeMap<>(acl);
        rest.keySet().removeIf(each -> each != OTHERS && !servers.contains(each));
        var there = owner == BOOTSTRAP || servers.contains(owner);
        return new AccessControl(target, there ? owner : heir(rest).orElse(BOOTSTRAP), rest);
    }

    /** The server that may write and delete most; of several, that of the lowest id; any other access counts, too. */
    private static Optional<Integer> heir(SortedMap<Integer, Integer> acl) {
        var most = Comparator.<Map.Entry<Integer, Integer>>comparingInt(each -> weight(each.getValue()))
                .thenComparing(each -> -each.getKey());
        var heir = acl.entrySet().stream()
                .filter(each -> each.getKey() != OTHERS && each.getValue() != 0)
                .max(most)
                .map(Map.Entry::getKey);
        return heir.isEmpty() && acl.getOrDefault(OTHERS, 0) != 0 ? Optional.of(BOOTSTRAP) : heir;
    }

    private static int weight(int rights) {
        return ((rights & Right.WRITE.bit()) != 0 ? 1 : 0) + ((rights & Right.DELETE.bit()) != 0 ? 1 : 0);
    }

    /** As resources of /2, in document order. */
    public List<Entry> entries(int instance) {
        var path = Path.of(2, instance);
        var entries = new ArrayList<Entry>();
        entries.add(Entry.of(path.child(0), new Value.Int(target.object())));
        entries.add(Entry.of(path.child(1), new Value.Int(target.instance())));
        acl.forEach((server, rights) -> entries.add(Entry.of(path.child(2).child(server), new Value.Int(rights))));
        entries.add(Entry.of(path.child(3), new Value.Int(owner)));
        return entries;
    }
}
