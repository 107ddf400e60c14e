package org.lwm2m.client.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.object.ManagedObject;

/**
 * Access control of one client, which is its object /2 while it has several servers (Core 1.2, 8). Belongs to the
 * client's loop.
 * <p>
 * An instance of /2 is what configuration says until a server creates its target or changes it; from then on it is kept,
 * even while its target is away with its bundle. What is behind a prefix is not subject to access control.
 */
public final class AccessControls implements Rights {

    /** How many that servers changed are kept while their target is away. */
    private static final int AWAY = 1000;

    /** What follows from changes. */
    public interface Watcher {

        /** The object /2 comes or goes. */
        void switched(ManagedObject controls, boolean on);

        /** Instances of /2 came or went. */
        void instancesChanged(ManagedObject controls);

        /** An instance of /2 has other values. */
        void changed(ManagedObject controls, Path path);

        /** Other servers may read an instance now, or no longer. */
        void rightsChanged(Path target);

        /** The only server that had access to it is no more. */
        void delete(Path instance);
    }

    private final Watcher watcher;
    private final Supplier<Collection<Path>> targets;
    private final AccessControlObject object = new AccessControlObject(this);
    private final TreeMap<Integer, AccessControl> byId = new TreeMap<>();
    private final Map<Path, Integer> ids = new HashMap<>();

    /** What servers created or changed. */
    private final Set<Path> kept = new LinkedHashSet<>();

    private final Set<Path> created = new LinkedHashSet<>();
    private SortedSet<Path> present = new TreeSet<>();
    private String said = "";
    private Policy policy = new Policy(List.of(), List.of());

    /** @param targets the instances that are there now, and the objects that can have further ones */
    public AccessControls(Watcher watcher, Supplier<Collection<Path>> targets) {
        this.watcher = watcher;
        this.targets = targets;
    }

    @Override
    public Permit of(int server) {
        return policy.enabled() ? (right, path) -> allows(server, right, path) : Permit.ALL;
    }

    private boolean allows(int server, Right right, Path path) {
        if (!path.prefix().isEmpty()) {
            return true;
        } else if (right == Right.CREATE) {
            var object = path.upTo(1);
            return find(object)
                    .or(() -> policy.creating(object))
                    .filter(each -> each.allows(server, right))
                    .isPresent();
        } else if (path.object() == 2) {
            // Core 1.2, 8.1.2.2: only the owner manages it; not even a default right reads it.
            return get(path.instance()).filter(each -> each.owner() == server).isPresent() && right != Right.EXECUTE;
        }
        var instance = path.upTo(2);
        return find(instance).orElseGet(() -> policy.of(instance)).allows(server, right);
    }

    /**
     * These are the server accounts now. Who was one and is none any more leaves what it had to others.
     *
     * @return what an operator should know, if it is news
     */
    public Optional<String> servers(List<Standing> now) {
        var gone = new TreeSet<>(policy.servers());
        var next = new Policy(now, policy.provisions());
        gone.removeAll(next.servers());
        gone.forEach(this::leave);
        follow(next);
        var before = said;
        said = policy.enabled() ? words() : "one server is left: it may do everything";
        return before.equals(said) || before.isEmpty() && !policy.enabled() ? Optional.empty() : Optional.of(said);
    }

    /** This is what configuration says now. */
    public void provide(List<Provision> provisions) {
        follow(new Policy(policy.standings(), provisions));
    }

    /** A bootstrap says this, whatever servers said before; the numbers of its instances count. */
    public void bootstrapped(List<Provision> provisions) {
        byId.clear();
        ids.clear();
        kept.clear();
        created.clear();
        provide(provisions);
    }

    /** The instances of /2 that there are, or would be if there were several servers. */
    public List<Entry> entries() {
        var all = new ArrayList<Entry>();
        if (policy.enabled()) {
            instances().forEach(id -> all.addAll(byId.get(id).entries(id)));
        } else {
            policy.provisions().stream()
                    .filter(each -> each.number().isPresent())
                    .forEach(each ->
                            all.addAll(each.control().entries(each.number().getAsInt())));
        }
        return all;
    }

    /** Instances may have come or gone. */
    public void look() {
        if (policy.enabled()) {
            present = new TreeSet<>(targets.get());
            present.removeIf(each -> !each.prefix().isEmpty() || each.object() == 0 || each.object() == 2);
            refresh();
        }
    }

    @Override
    public void created(int server, Path instance) {
        if (policy.enabled() && instance.prefix().isEmpty()) {
            keep(instance);
            created.add(instance);
            put(new AccessControl(instance, server, new TreeMap<>()));
        }
    }

    @Override
    public void deleted(Path instance) {
        release(instance);
        refresh();
    }

    /** The instances of /2 whose target is there. */
    Set<Integer> instances() {
        var visible = new TreeSet<Integer>();
        byId.forEach((id, control) -> {
            if (present.contains(control.target())) {
                visible.add(id);
            }
        });
        return visible;
    }

    Optional<AccessControl> get(int instance) {
        return Optional.ofNullable(byId.get(instance)).filter(each -> present.contains(each.target()));
    }

    Set<Integer> servers() {
        return policy.servers();
    }

    /** A server changes an instance of /2. */
    void change(int instance, AccessControl control) {
        keep(control.target());
        byId.put(instance, control);
        watcher.rightsChanged(control.target());
    }

    private Optional<AccessControl> find(Path target) {
        return Optional.ofNullable(ids.get(target)).map(byId::get);
    }

    /** Transport 1.2, 5.2.5: what nobody else has access to goes; of the rest, somebody else is the owner. */
    private void leave(int server) {
        for (var target : List.copyOf(kept)) {
            var rest = find(target).orElseThrow().without(server);
            rest.ifPresentOrElse(this::put, () -> {
                var made = created.contains(target);
                release(target);
                if (made) {
                    watcher.delete(target);
                }
            });
        }
    }

    private void follow(Policy next) {
        var before = policy.enabled();
        policy = next;
        look();
        if (before != policy.enabled()) {
            if (before) {
                byId.clear();
                ids.clear();
                kept.clear();
                created.clear();
            }
            watcher.switched(object, policy.enabled());
            present.forEach(watcher::rightsChanged);
        }
    }

    private String words() {
        var none = policy.standings().stream()
                .filter(each -> each.share().isEmpty())
                .map(Standing::server)
                .filter(each -> policy.main().filter(each::equals).isEmpty())
                .toList();
        return "there are several servers: what no configuration gives to another belongs to "
                + policy.main().map(each -> "server " + each).orElse("nobody")
                + (none.isEmpty() ? "" : "; " + none + " reach nothing but their own account, unless access says so");
    }

    /** Makes what configuration says of all that is there, but leaves alone what servers changed. */
    private void refresh() {
        if (!policy.enabled()) {
            return;
        }
        var before = instancesAndValues();
        var wanted = new TreeMap<Path, AccessControl>();
        for (var target : present) {
            if (target.depth() == 1) {
                policy.creating(target).ifPresent(each -> wanted.put(target, each));
            } else if (!kept.contains(target)) {
                wanted.put(target, policy.of(target));
            }
        }
        List.copyOf(ids.keySet()).stream()
                .filter(each -> !wanted.containsKey(each) && !kept.contains(each))
                .forEach(this::drop);
        wanted.values().forEach(this::put);
        tell(before, instancesAndValues());
    }

    private Map<Integer, AccessControl> instancesAndValues() {
        var all = new TreeMap<Integer, AccessControl>();
        instances().forEach(id -> all.put(id, byId.get(id)));
        return all;
    }

    private void tell(Map<Integer, AccessControl> before, Map<Integer, AccessControl> after) {
        if (!before.keySet().equals(after.keySet())) {
            watcher.instancesChanged(object);
        }
        var changed = new ArrayList<Path>();
        after.forEach((id, control) -> {
            if (before.containsKey(id) && !before.get(id).equals(control)) {
                watcher.changed(object, Path.of(2, id));
            }
            if (!control.equals(before.get(id))) {
                changed.add(control.target());
            }
        });
        changed.forEach(watcher::rightsChanged);
    }

    private void put(AccessControl control) {
        byId.put(ids.computeIfAbsent(control.target(), this::free), control);
    }

    private void drop(Path target) {
        Optional.ofNullable(ids.remove(target)).ifPresent(byId::remove);
    }

    private void keep(Path target) {
        if (kept.add(target)) {
            kept.stream()
                    .filter(each -> !present.contains(each) && !each.equals(target))
                    .findFirst()
                    .filter(oldest -> kept.size() > AWAY + present.size())
                    .ifPresent(this::release);
        }
    }

    private void release(Path target) {
        kept.remove(target);
        created.remove(target);
        drop(target);
    }

    /** The number that configuration wants it to have, or the first that nobody wants. */
    private int free(Path target) {
        var wanted = policy.provisions().stream()
                .filter(each -> !each.each() && each.control().target().equals(target))
                .flatMapToInt(each -> each.number().stream())
                .filter(id -> !byId.containsKey(id))
                .findFirst();
        var id = 0;
        while (byId.containsKey(id) || reserved(id)) {
            id++;
        }
        return wanted.orElse(id);
    }

    private boolean reserved(int id) {
        return policy.provisions().stream()
                .anyMatch(each -> each.number().isPresent() && each.number().getAsInt() == id);
    }
}
