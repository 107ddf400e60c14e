package org.lwm2m.client.account;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.client.access.Provision;

/**
 * The accounts and the access control that a bootstrap is making: a copy, so that what was there before holds until all
 * of it is taken, or for good (Core 1.2, 6.1.6). Belongs to the client's loop.
 */
public final class Draft {

    private static final int ACCESS = 2;
    private static final Set<Integer> HELD = Set.of(0, 1, ACCESS, 21, 23, 24);

    /** More than any client has; so that no Bootstrap-Server fills its memory. */
    private static final int MOST = 10_000;

    private final AccountEntries entries;
    private final AccountEntries before;
    private final List<Path> own;
    private final Set<Path> written = new LinkedHashSet<>();
    private boolean accessTouched;

    Draft(AccountEntries entries) {
        this.entries = entries;
        this.before = entries.copy();
        this.own = entries.bootstrap();
    }

    /** Whether this is the place for an object; the others live elsewhere. */
    public static boolean holds(int object) {
        return HELD.contains(object);
    }

    /** What access control there is to begin with. */
    public Draft with(List<Entry> access) {
        access.forEach(each -> entries.put(each.path(), each.value()));
        return this;
    }

    /** Whether access control was written or deleted. */
    public boolean accessTouched() {
        return accessTouched;
    }

    /** The instances of /2. */
    public List<Provision> access() {
        return Provision.read(entries.under(Path.of(ACCESS)));
    }

    /** The instances of the client's own bootstrap account, with what it links. */
    public List<Path> bootstrap() {
        return entries.bootstrap().stream()
                .filter(own::contains)
                .flatMap(each -> entries.withLinks(each).stream())
                .toList();
    }

    public List<Entry> under(Path path) {
        return entries.under(path);
    }

    public Set<Integer> instances(int object) {
        return entries.instances(object);
    }

    /** The Short Server ID of the account that an instance is part of; none for the bootstrap account's. */
    public Optional<Long> server(Path instance) {
        if (instance.object() < 2) {
            return entries.bootstrap().contains(instance) || instance.object() == ACCESS
                    ? Optional.empty()
                    : entries.number(instance.child(instance.object() == 0 ? 10 : 0));
        }
        return entries.instances(0).stream()
                .map(each -> Path.of(0, each))
                .filter(each -> entries.withLinks(each).contains(instance))
                .flatMap(each -> server(each).stream())
                .findFirst();
    }

    /** @param path an object, an instance or a resource; instances and resources that are written are only that then */
    public void write(Path path, List<Entry> some) {
        for (var each : some) {
            if (each.path().depth() < 2 || each.path().instance() == Path.ABSENT) {
                throw new LwM2mException(Status.BAD_REQUEST, each.path() + " names no instance");
            } else if (each.path().depth() > 2 && !each.value().equals(Value.NONE)) {
                Accounts.check(each.path(), each.value());
            }
        }
        if (entries.size() + some.size() > MOST) {
            throw new LwM2mException(Status.TOO_LARGE, "more than " + MOST + " resources");
        }
        var replaced = new TreeSet<Path>();
        some.forEach(each -> replaced.add(each.path().upTo(Math.max(2, Math.min(3, path.depth())))));
        entries.removeIf(each -> replaced.stream().anyMatch(one -> one.contains(each)));
        some.stream().filter(Draft::known).forEach(each -> entries.put(each.path(), each.value()));
        some.forEach(each -> written.add(each.path().upTo(2)));
        accessTouched |= path.object() == ACCESS;
    }

    /** Deletes all at and under a path but the bootstrap account; a server's account goes as a whole. */
    public void delete(Path path) {
        var stays = bootstrap();
        var goes = new ArrayList<Path>();
        for (var security : entries.instances(0)) {
            var instance = Path.of(0, security);
            if (path.contains(instance) && !stays.contains(instance)) {
                goes.addAll(entries.withLinks(instance));
                server(instance).ifPresent(id -> entries.instances(1).stream()
                        .map(each -> Path.of(1, each))
                        .filter(each -> entries.number(each.child(0)).equals(Optional.of(id)))
                        .forEach(goes::add));
            }
        }
        goes.add(path);
        goes.removeIf(stays::contains);
        entries.removeIf(each -> goes.stream().anyMatch(one -> one.contains(each)) && !stays.contains(each.upTo(2)));
        accessTouched |= path.contains(Path.of(ACCESS)) || path.object() == ACCESS;
    }

    /** An instance with all its resources for another, as a pack has it: the bootstrap account stays unless it is named. */
    public void replace(Set<Integer> objects, List<Entry> some) {
        var stays = bootstrap();
        entries.removeIf(each -> objects.contains(each.object()) && !stays.contains(each.upTo(2)));
        accessTouched |= objects.contains(ACCESS);
        objects.forEach(object -> write(
                Path.of(object),
                some.stream().filter(each -> each.path().object() == object).toList()));
    }

    /** Fails with 4.06, and says why, if no client could go on with this. */
    public List<Pairing> check() {
        try {
            var pairs = Pairing.of(accounts());
            if (pairs.isEmpty()) {
                throw Pairing.wrong(Path.of(0), "has no account of an LwM2M Server");
            }
            mandatory(pairs);
            access(pairs.stream().map(Pairing::id).toList());
            return pairs;
        } catch (LwM2mException e) {
            throw new LwM2mException(Status.NOT_ACCEPTABLE, e.getMessage(), e);
        }
    }

    /** Each account as a security mode would have it: those that are other than these. */
    public List<SecurityInstance> newAmong(Accounts before) {
        var now = new Accounts(ServerObject.Actions.NONE);
        now.adopt(this, Account.Settings.STANDARD, Optional.empty());
        var all = new ArrayList<SecurityInstance>(now.all());
        now.bootstrap().ifPresent(all::add);
        var old = new ArrayList<SecurityInstance>(before.all());
        before.bootstrap().ifPresent(old::add);
        all.removeIf(each -> old.stream().anyMatch(other -> other.forMode().equals(each.forMode())));
        return all;
    }

    /** With what servers wrote meanwhile, where this bootstrap did not, and what was configured meanwhile. */
    AccountEntries over(AccountEntries now) {
        var accounts = accounts();
        for (var each : now.under(Path.ROOT)) {
            var instance = each.path().upTo(2);
            var stays = instance.object() == 1 && accounts.has(instance) && !written.contains(instance);
            if (stays || !before.has(instance) && !written.contains(instance)) {
                accounts.put(each.path(), each.value());
            }
        }
        return accounts;
    }

    /** Without access control, which is kept elsewhere. */
    AccountEntries accounts() {
        var accounts = entries.copy();
        accounts.removeIf(each -> each.object() == ACCESS);
        return accounts;
    }

    private void mandatory(List<Pairing> pairs) {
        for (var pair : pairs) {
            for (var resource : List.of(1, 7)) {
                if (!entries.has(pair.server().child(resource))) {
                    throw Pairing.wrong(pair.server().child(resource), "is missing");
                }
            }
        }
        var paired = pairs.stream().map(Pairing::server).toList();
        for (var id : entries.instances(1)) {
            if (!paired.contains(Path.of(1, id))) {
                throw Pairing.wrong(Path.of(1, id), "belongs to no instance of /0");
            }
        }
    }

    /** What this bootstrap wrote of it: older instances may name servers that are gone. */
    private void access(List<Integer> servers) {
        var seen = new LinkedHashSet<Path>();
        for (var each : access()) {
            var control = each.control();
            var path = Path.of(ACCESS, each.number().orElseThrow());
            if (!seen.add(control.target())) {
                throw Pairing.wrong(path, "is a second one about " + control.target());
            }
            var ids = new TreeSet<>(control.acl().keySet());
            ids.add(control.owner());
            ids.removeAll(servers);
            ids.removeAll(Set.of(0, 65535));
            if (written.contains(path) && !ids.isEmpty()) {
                throw Pairing.wrong(path, "names servers that have no account: " + ids);
            }
        }
    }

    private static boolean known(Entry entry) {
        var path = entry.path();
        return path.depth() > 2
                && !entry.value().equals(Value.NONE)
                && (path.object() != 1 || ServerResource.of(path.resource()).isPresent());
    }
}
