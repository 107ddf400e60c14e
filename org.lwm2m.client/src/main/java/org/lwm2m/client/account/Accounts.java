package org.lwm2m.client.account;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.ManagedObject;

/**
 * The accounts of one client, which are its objects /0 and /1, and /21 as far as they link it. Belongs to the client's loop; what is no account is
 * refused with 4.00 and words, and changes nothing.
 */
public final class Accounts {

    private static final int OSCORE = 21;
    private static final Path OSCORE_LINK = Path.of(0, 0, 17);
    private static final Value EMPTY = new Value.Opaque(Bytes.EMPTY);

    private final AccountEntries entries = new AccountEntries();
    private final Map<Integer, Account> byId = new TreeMap<>();
    private final SecurityObject security = new SecurityObject(entries);
    private final ServerObject server;

    /** @param actions what a server makes the client do through /1 */
    public Accounts(ServerObject.Actions actions) {
        server = new ServerObject(entries, actions);
    }

    /**
     * Takes instances of /0 and /1. Those of a bootstrap server are kept, and make no account.
     *
     * @return the accounts that they make, in the order of their instances of /0
     */
    public List<Account> add(List<Entry> instances, Account.Settings settings) {
        var more = new AccountEntries();
        instances.forEach(each -> more.put(check(each.path()), each.value()));
        var accounts = more.instances(0).stream()
                .filter(each -> !more.flag(Path.of(0, each, 1)).orElse(false))
                .map(each -> pair(more, each, settings))
                .toList();
        more.under(Path.ROOT).forEach(each -> entries.put(each.path(), each.value()));
        accounts.forEach(each -> byId.put(each.id(), each));
        return accounts;
    }

    /** Takes one account, whose entries are at /0/0, /1/0 and /21/0, and gives it the first instances that are free. */
    public Account addOne(List<Entry> account, Account.Settings settings) {
        var moved = account.stream()
                .map(each -> Entry.of(
                        moved(each.path(), free(each.path().object())),
                        each.path().equals(OSCORE_LINK) ? link() : each.value()))
                .toList();
        return add(moved, settings).get(0);
    }

    private Value link() {
        return new Value.ObjectLink(OSCORE, free(OSCORE));
    }

    public void remove(Account account) {
        byId.remove(account.id());
        var oscore = account.oscore();
        entries.removeIf(path -> path.object() == 0 && path.instance() == account.securityInstance()
                || path.object() == 1 && path.instance() == account.serverInstance()
                || oscore.filter(each -> each.contains(path)).isPresent());
    }

    /** In the order of their ids. */
    public List<Account> all() {
        return List.copyOf(byId.values());
    }

    /** By Short Server ID. */
    public Optional<Account> get(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    public ManagedObject security() {
        return security;
    }

    public ManagedObject server() {
        return server;
    }

    /** Refuses with 4.00 a value that a resource of /1 can't hold. */
    public static void check(Path path, Value value) {
        if (path.object() == 1) {
            ServerResource.check(path, value);
        }
    }

    private Account pair(AccountEntries more, int instance, Account.Settings settings) {
        var path = Path.of(0, instance);
        var id = more.number(path.child(10))
                .filter(each -> each > 0 && each < 65535)
                .orElseThrow(() -> wrong(path.child(10), "has to be a Short Server ID, 1 to 65534"));
        if (byId.containsKey(id.intValue())) {
            throw wrong(path.child(10), "is " + id + ", which another account has");
        }
        var servers = more.instances(1).stream()
                .filter(each -> more.number(Path.of(1, each, 0)).equals(Optional.of(id)))
                .toList();
        if (servers.size() != 1) {
            throw wrong(path.child(10), "is " + id + "; exactly one instance of /1 has to have it, not " + servers);
        }
        complete(more, path, Path.of(1, servers.get(0)));
        return new Account(entries, id.intValue(), instance, servers.get(0), settings);
    }

    /** Mandatory resources that are left out get the value that means nothing special. */
    private static void complete(AccountEntries more, Path security, Path server) {
        more.putIfAbsent(security.child(1), new Value.Flag(false));
        List.of(3, 4, 5).forEach(each -> more.putIfAbsent(security.child(each), EMPTY));
        more.putIfAbsent(server.child(1), new Value.Int(86_400));
        more.putIfAbsent(server.child(6), new Value.Flag(true));
        more.putIfAbsent(server.child(7), new Value.Text("U"));
        more.number(security.child(2)).orElseThrow(() -> wrong(security.child(2), "has to be a security mode, 0 to 4"));
        if (more.text(security.child(0)).filter(Accounts::absolute).isEmpty()) {
            throw wrong(security.child(0), "has to be the URI of a server, such as coap://192.0.2.7:5683");
        }
        more.under(server).forEach(each -> ServerResource.check(each.path(), each.value()));
    }

    private Path check(Path path) {
        if (path.depth() < 3 || path.object() > 1 && path.object() != OSCORE) {
            throw wrong(path, "is no resource of the Security, Server or OSCORE object");
        }
        if (entries.has(path.upTo(2))) {
            throw wrong(path.upTo(2), "is there already");
        }
        return path;
    }

    private int free(int object) {
        var taken = entries.instances(object);
        var free = 0;
        while (taken.contains(free)) {
            free++;
        }
        return free;
    }

    private static Path moved(Path path, int instance) {
        var moved = Path.of(path.object(), instance, path.resource());
        return path.depth() == 4 ? moved.child(path.resourceInstance()) : moved;
    }

    private static boolean absolute(String uri) {
        try {
            var parsed = URI.create(uri);
            return parsed.getScheme() != null && parsed.getRawAuthority() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static LwM2mException wrong(Path path, String why) {
        return new LwM2mException(Status.BAD_REQUEST, path + " " + why);
    }
}
