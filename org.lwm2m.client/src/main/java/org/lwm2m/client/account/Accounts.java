package org.lwm2m.client.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.ManagedObject;

/**
 * The accounts of one client, which are its objects /0 and /1, and those of /21, /23 and /24 that they link. Belongs to
 * the client's loop; what is no account is refused with 4.00 and words, and changes nothing.
 */
public final class Accounts {

    static final Set<Integer> LINKED = Set.of(21, 23, 24);

    private final Map<Integer, Account> byId = new TreeMap<>();
    private final SecurityObject security = new SecurityObject(() -> entries());
    private final ServerObject server;
    private AccountEntries entries = new AccountEntries();
    private Optional<BootstrapAccount> bootstrap = Optional.empty();

    /**
     * What a bootstrap made of the accounts.
     *
     * @param gone those that are no more; one with other keys or another address is, too, and came anew
     * @param stay those that are still the same
     * @param changed those of them whose instance of /1 has other values
     */
    public record Adopted(List<Account> gone, List<Account> came, List<Account> stay, List<Account> changed) {}

    /** @param actions what a server makes the client do through /1 */
    public Accounts(ServerObject.Actions actions) {
        server = new ServerObject(this::entries, actions);
    }

    /**
     * Takes instances of /0, of /1 and of what they link.
     *
     * @return the server accounts that they make, in the order of their instances of /0
     */
    public List<Account> add(List<Entry> instances, Account.Settings settings) {
        var more = new AccountEntries();
        instances.forEach(each -> more.put(check(each.path()), each.value()));
        var pairs = Pairing.of(more);
        for (var pair : pairs) {
            if (byId.containsKey(pair.id())) {
                throw Pairing.wrong(pair.security().child(10), "is " + pair.id() + ", which another account has");
            }
        }
        var asked = more.bootstrap();
        if (!asked.isEmpty() && bootstrap.isPresent()) {
            throw Pairing.wrong(asked.get(0), "is a second bootstrap account");
        }
        more.under(Path.ROOT).forEach(each -> entries.put(each.path(), each.value()));
        asked.forEach(each -> bootstrap = Optional.of(new BootstrapAccount(entries, each.instance(), settings)));
        var accounts =
                pairs.stream().map(each -> account(entries, each, settings)).toList();
        accounts.forEach(each -> byId.put(each.id(), each));
        return accounts;
    }

    /**
     * Takes one account, whose entries are at /0/0, /1/0 and /21/0, and gives it the first instances that are free. /0/0 is
     * left free by a bootstrap account: many a Bootstrap-Server writes its first server there without looking.
     */
    public SecurityInstance addOne(List<Entry> account, Account.Settings settings) {
        var server = account.stream().anyMatch(each -> each.path().object() == 1);
        var moved = account.stream()
                .map(each -> Entry.of(moved(each.path(), free(each.path().object(), server)), moved(each.value())))
                .toList();
        var added = add(moved, settings);
        return added.isEmpty() ? bootstrap.orElseThrow() : added.get(0);
    }

    /** Takes one account back to where it was, or to instances that are free. */
    public SecurityInstance restore(List<Entry> account, Account.Settings settings) {
        var free = account.stream().noneMatch(each -> entries.has(each.path().upTo(2)));
        if (free) {
            var added = add(account, settings);
            return added.isEmpty() ? bootstrap.orElseThrow() : added.get(0);
        }
        return addOne(account, settings);
    }

    /** Does nothing if another has taken its place. */
    public void remove(SecurityInstance account) {
        if (!has(account)) {
            return;
        }
        var paths = new ArrayList<>(entries.withLinks(account.security()));
        if (account instanceof Account one) {
            byId.remove(one.id());
            paths.add(one.server());
        } else {
            bootstrap = Optional.empty();
        }
        // Who still says good-bye knows where to.
        account.move(entries.copy());
        entries.removeIf(path -> paths.stream().anyMatch(each -> each.contains(path)));
    }

    public boolean has(SecurityInstance account) {
        return account instanceof Account one
                ? byId.get(one.id()) == one
                : bootstrap.filter(each -> each == account).isPresent();
    }

    /** In the order of their ids. */
    public List<Account> all() {
        return List.copyOf(byId.values());
    }

    /** By Short Server ID. */
    public Optional<Account> get(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<BootstrapAccount> bootstrap() {
        return bootstrap;
    }

    /** Whether it is a resource of an account, or of what one links. */
    public static boolean holds(Path path) {
        return path.depth() > 2 && (path.object() < 2 || LINKED.contains(path.object()));
    }

    /** Accounts one by one, each as {@link #addOne} wants it; refused with 4.00 if they are none together. */
    public static List<List<Entry>> apart(List<Entry> all) {
        var together = new Accounts(ServerObject.Actions.NONE);
        together.add(all, Account.Settings.STANDARD);
        var accounts = new ArrayList<SecurityInstance>(together.all());
        together.bootstrap().ifPresent(accounts::add);
        if (accounts.isEmpty()) {
            throw Pairing.wrong(Path.of(0), "has no account");
        }
        return accounts.stream()
                .map(account -> together.entries(account).stream()
                        .map(each -> Entry.of(moved(each.path(), 0), each.value()))
                        .toList())
                .toList();
    }

    /** A copy for a bootstrap to work on. */
    public Draft draft() {
        return new Draft(entries.copy());
    }

    /** What an account consists of. */
    public List<Entry> entries(SecurityInstance account) {
        var found = new ArrayList<Entry>();
        entries.withLinks(account.security()).forEach(each -> found.addAll(entries.under(each)));
        if (account instanceof Account one) {
            found.addAll(entries.under(one.server()));
        }
        return found;
    }

    /**
     * Takes what a bootstrap has made, all at once.
     *
     * @param fresh for accounts that were not there before
     * @param now what those that are new or changed say in /1/x/12; left out for accounts that are only read again
     */
    public Adopted adopt(Draft draft, Account.Settings fresh, Optional<Instant> now) {
        var next = draft.over(entries);
        var before = List.copyOf(byId.values());
        var came = new ArrayList<Account>();
        var stay = new ArrayList<Account>();
        var changed = new ArrayList<Account>();
        for (var pair : Pairing.of(next)) {
            var old = get(pair.id());
            var same = old.filter(each -> each.server().equals(pair.server()) && unchanged(each, next))
                    .isPresent();
            var other = !same || !entries.under(pair.server()).equals(next.under(pair.server()));
            if (other) {
                now.ifPresent(time -> next.put(pair.server().child(12), new Value.Time(time)));
            }
            if (!same) {
                came.add(account(next, pair, old.map(Account::settings).orElse(fresh)));
            } else {
                stay.add(old.orElseThrow());
                (other ? changed : new ArrayList<Account>()).add(old.orElseThrow());
            }
        }
        stay.forEach(each -> each.move(next));
        byId.clear();
        List.of(stay, came).forEach(some -> some.forEach(each -> byId.put(each.id(), each)));
        takeBootstrap(next, fresh);
        entries = next;
        return new Adopted(before.stream().filter(each -> !stay.contains(each)).toList(), came, stay, changed);
    }

    public ManagedObject security() {
        return security;
    }

    public ManagedObject server() {
        return server;
    }

    /** Refuses with 4.00 a value that a resource of an account can't hold. */
    public static void check(Path path, Value value) {
        if (path.object() == 1) {
            ServerResource.check(path, value);
        } else {
            SecurityResource.check(path, value);
        }
    }

    private AccountEntries entries() {
        return entries;
    }

    private void takeBootstrap(AccountEntries next, Account.Settings fresh) {
        var old = bootstrap;
        bootstrap = next.bootstrap().stream().findFirst().map(path -> {
            var same = old.filter(each -> each.security().equals(path) && unchanged(each, next));
            same.ifPresent(each -> each.move(next));
            return same.orElseGet(() -> new BootstrapAccount(
                    next, path.instance(), old.map(SecurityInstance::settings).orElse(fresh)));
        });
    }

    /** Whether its keys and its address are what they were. */
    private boolean unchanged(SecurityInstance account, AccountEntries next) {
        var paths = entries.withLinks(account.security());
        return paths.equals(next.withLinks(account.security()))
                && paths.stream().allMatch(each -> entries.under(each).equals(next.under(each)));
    }

    private static Account account(AccountEntries entries, Pairing pair, Account.Settings settings) {
        return new Account(
                entries, pair.id(), pair.security().instance(), pair.server().instance(), settings);
    }

    private Path check(Path path) {
        if (path.depth() < 3 || path.object() > 1 && !LINKED.contains(path.object())) {
            throw Pairing.wrong(path, "is no resource of an account");
        }
        if (entries.has(path.upTo(2))) {
            throw Pairing.wrong(path.upTo(2), "is there already");
        }
        return path;
    }

    private int free(int object, boolean server) {
        var taken = entries.instances(object);
        var free = server || object != 0 ? 0 : 1;
        while (taken.contains(free)) {
            free++;
        }
        return free;
    }

    private Value moved(Value value) {
        return value instanceof Value.ObjectLink link && LINKED.contains(link.object())
                ? new Value.ObjectLink(link.object(), free(link.object(), true))
                : value;
    }

    private static Path moved(Path path, int instance) {
        var moved = Path.of(path.object(), instance, path.resource());
        return path.depth() == 4 ? moved.child(path.resourceInstance()) : moved;
    }
}
