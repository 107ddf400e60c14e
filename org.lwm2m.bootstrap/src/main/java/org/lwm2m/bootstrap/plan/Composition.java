package org.lwm2m.bootstrap.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.bootstrap.plan.Inventory.Numbers;

/**
 * Makes the steps of a plan for one client, by what it has: its bootstrap account stays where it is, a server that it knows
 * keeps its instances, all else gets free ones (field note F33).
 */
final class Composition {

    private final Plan plan;
    private final String endpoint;
    private final Inventory inventory;
    private final Handout keys;
    private final Values values;
    private final boolean kept;
    private final Map<Path, List<Entry>> written = new LinkedHashMap<>();

    /** @param values makes values of the words of other resources */
    Composition(Plan plan, String endpoint, Inventory inventory, Handout keys, Values values) {
        this.plan = plan;
        this.endpoint = endpoint;
        this.inventory = inventory;
        this.keys = keys;
        this.values = values;
        this.kept = !plan.deletes().accounts();
    }

    /** @throws LwM2mException with words that say which key of the plan can't be followed */
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        deletes().forEach(path -> steps.add(new Step.Delete(path)));
        try {
            accounts();
            access();
            others();
        } catch (IllegalArgumentException e) {
            throw new LwM2mException(Status.INTERNAL_ERROR, plan.name() + ": " + e.getMessage(), e);
        }
        written.forEach((path, entries) -> steps.add(new Step.Write(path, entries)));
        return steps;
    }

    private List<Path> deletes() {
        if (kept) {
            return plan.deletes().paths();
        }
        // Instance by instance, which LwM2M 1.0 has too; all of an object if the client does not say what it has.
        return inventory.known() ? inventory.servers().stream().sorted().toList() : List.of(Path.of(0), Path.of(1));
    }

    private void accounts() {
        var contexts = contexts();
        var ofSecurity = inventory.numbers(0, kept);
        var ofServer = inventory.numbers(1, kept);
        var security = places(plan.servers(), 0, ofSecurity);
        var server = places(plan.servers(), 1, ofServer);
        var later = new LinkedHashMap<Path, List<Entry>>();
        plan.bootstrap().ifPresent(account -> {
            var instance = inventory
                    .bootstrapAccount()
                    .orElseThrow(() -> new LwM2mException(
                            Status.METHOD_NOT_ALLOWED,
                            plan.name() + ": bootstrap: the client does not say which account it has now"));
            write(Path.of(0, instance), security(account, instance, contexts));
        });
        for (var account : plan.servers()) {
            int at = security.get(account);
            write(Path.of(0, at), security(account, at, contexts));
            later.put(Path.of(1, server.get(account)), account.settings(server.get(account), endpoint));
        }
        for (var context : plan.contexts()) {
            int at = contexts.get(context.name());
            var pair = keys.context(context);
            write(Path.of(21, at), context.entries(at, pair.secret(), pair.open()));
        }
        later.forEach(this::write);
    }

    private List<Entry> security(Account account, int instance, Map<String, Integer> contexts) {
        Optional<Value.ObjectLink> link = account.oscore().map(name -> new Value.ObjectLink(21, contexts.get(name)));
        return account.security(instance, endpoint, keys.account(account), link);
    }

    /** Where each context goes. */
    private Map<String, Integer> contexts() {
        var numbers = inventory.numbers(21, kept);
        var places = new HashMap<String, Integer>();
        plan.contexts()
                .forEach(each ->
                        each.instance().filter(numbers::take).ifPresent(wanted -> places.put(each.name(), wanted)));
        var own = inventory.bootstrap().stream()
                .filter(path -> path.object() == 21)
                .findFirst();
        plan.bootstrap()
                .flatMap(Account::oscore)
                .ifPresent(name -> own.ifPresent(path -> places.putIfAbsent(name, path.instance())));
        plan.servers().forEach(account -> account.oscore().ifPresent(name -> inventory
                .instance(21, account.server().orElseThrow())
                .filter(numbers::take)
                .ifPresent(instance -> places.putIfAbsent(name, instance))));
        plan.contexts().forEach(each -> places.computeIfAbsent(each.name(), name -> numbers.free()));
        return places;
    }

    /** Where each account goes: where the plan says, else where the client has it, else anywhere. */
    private Map<Account, Integer> places(List<Account> accounts, int object, Numbers numbers) {
        var places = new HashMap<Account, Integer>();
        for (var account : accounts) {
            var now = inventory.instance(object, account.server().orElseThrow());
            account.instance()
                    .filter(wanted -> numbers.take(wanted)
                            || kept && now.filter(wanted::equals).isPresent())
                    .ifPresent(wanted -> places.put(account, wanted));
        }
        for (var account : accounts) {
            var now = inventory.instance(object, account.server().orElseThrow());
            if (!places.containsKey(account)) {
                now.filter(each -> kept || numbers.take(each)).ifPresent(each -> places.put(account, each));
            }
        }
        accounts.forEach(account -> places.computeIfAbsent(account, each -> numbers.free()));
        return places;
    }

    private void access() {
        var numbers = inventory.numbers(2, kept);
        for (var each : plan.access()) {
            var at = numbers.free();
            write(Path.of(2, at), each.entries(at));
        }
    }

    /** Each resource on its own, so that nothing else of its instance is touched. */
    private void others() {
        for (var each : plan.writes()) {
            var value = values.read(each, each.text().replace(Lines.ENDPOINT, endpoint));
            write(each.path().upTo(3), List.of(Entry.of(each.path(), value)));
        }
    }

    private void write(Path path, List<Entry> entries) {
        written.computeIfAbsent(path, each -> new ArrayList<>()).addAll(entries);
    }
}
