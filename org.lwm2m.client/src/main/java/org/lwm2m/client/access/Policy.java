package org.lwm2m.client.access;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lwm2m.api.Path;

/**
 * What access control begins with, by configuration, as long as no server changes it. The specification leaves this to
 * the bootstrap (Core 1.2, 8.1.3): the same accounts and configurations mean the same, in whatever order they came.
 */
final class Policy {

    private final List<Standing> servers;
    private final List<Provision> provisions;
    private final Set<Integer> ids;
    private final Optional<Integer> main;

    Policy(List<Standing> servers, List<Provision> provisions) {
        this.servers = servers.stream()
                .sorted(Comparator.comparingInt(Standing::server))
                .toList();
        this.provisions = List.copyOf(provisions);
        this.ids = servers.stream().map(Standing::server).collect(Collectors.toSet());
        this.main = this.servers.stream()
                .filter(each -> each.share().filter(Share::owner).isPresent())
                .findFirst()
                .or(() -> this.servers.stream()
                        .filter(each -> each.share().isEmpty())
                        .findFirst())
                .map(Standing::server);
    }

    /** With one server there is none, and that server may do everything. */
    boolean enabled() {
        return servers.size() > 1;
    }

    Set<Integer> servers() {
        return ids;
    }

    List<Standing> standings() {
        return servers;
    }

    List<Provision> provisions() {
        return provisions;
    }

    /** The owner of what no configuration gives to another: who is said to be, or the first of whom nothing is said. */
    Optional<Integer> main() {
        return main;
    }

    /** What holds for an instance. */
    AccessControl of(Path instance) {
        return provided(instance)
                .or(() -> everywhere(instance))
                .map(control -> control.among(ids))
                .orElseGet(() -> instance.object() == 1 ? account(instance) : shared(instance));
    }

    /** Who may create instances of an object, if anybody may. */
    Optional<AccessControl> creating(Path object) {
        var provided = provided(object);
        if (provided.isPresent()) {
            var known = provided.get().among(ids);
            return Optional.of(new AccessControl(object, AccessControl.BOOTSTRAP, known.acl()));
        }
        var acl = new TreeMap<Integer, Integer>();
        for (var each : servers) {
            var owner = main.filter(id -> id == each.server()).isPresent();
            if (owner || rights(each).contains(Right.CREATE)) {
                acl.put(each.server(), Right.CREATE.bit());
            }
        }
        return acl.isEmpty() || object.object() == 2
                ? Optional.empty()
                : Optional.of(new AccessControl(object, AccessControl.BOOTSTRAP, acl));
    }

    private Optional<AccessControl> provided(Path target) {
        return provisions.stream()
                .filter(each -> !each.each())
                .map(Provision::control)
                .filter(each -> each.target().equals(target))
                .findFirst();
    }

    private Optional<AccessControl> everywhere(Path instance) {
        return provisions.stream()
                .filter(Provision::each)
                .map(Provision::control)
                .filter(each -> each.target().contains(instance))
                .map(each -> new AccessControl(instance, each.owner(), each.acl()))
                .findFirst();
    }

    /** A server's own account is its own, and nobody else's. */
    private AccessControl account(Path instance) {
        var owner = servers.stream()
                .filter(each -> each.instance() == instance.instance())
                .map(Standing::server)
                .findFirst();
        return new AccessControl(instance, owner.orElse(AccessControl.BOOTSTRAP), new TreeMap<>());
    }

    private AccessControl shared(Path instance) {
        SortedMap<Integer, Integer> acl = new TreeMap<>();
        for (var each : servers) {
            var rights = Right.bits(rights(each)) & AccessControl.FULL;
            if (rights != 0 && main.filter(id -> id == each.server()).isEmpty()) {
                acl.put(each.server(), rights);
            }
        }
        return new AccessControl(instance, main.orElse(AccessControl.BOOTSTRAP), acl);
    }

    /** Of two that are to be owners, one gets all that can be given to it without. */
    private static Set<Right> rights(Standing server) {
        return server.share()
                .map(share -> share.owner() ? Set.of(Right.values()) : share.rights())
                .orElse(Set.of());
    }
}
