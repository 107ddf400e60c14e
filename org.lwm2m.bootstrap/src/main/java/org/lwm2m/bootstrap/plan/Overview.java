package org.lwm2m.bootstrap.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.bootstrap.BootstrapPlans;
import org.lwm2m.bootstrap.plan.Account.Pair;

/** Plans to be looked at: with the numbers that a client without any account would get, and without what is secret. */
final class Overview {

    private static final int BOOTSTRAP = 65534;

    private Overview() {}

    static List<BootstrapPlans.Plan> of(Map<String, Plan> plans, Values values) {
        return new TreeMap<>(plans)
                .values().stream().map(each -> one(each, values)).toList();
    }

    private static BootstrapPlans.Plan one(Plan plan, Values values) {
        var entries = new ArrayList<Entry>();
        plan.bootstrap()
                .ifPresent(each -> entries.addAll(
                        each.security(BOOTSTRAP, Lines.ENDPOINT, shown(each), java.util.Optional.empty())));
        var at = 0;
        for (var each : plan.servers()) {
            int instance = each.instance().orElse(at++);
            entries.addAll(each.security(instance, Lines.ENDPOINT, shown(each), java.util.Optional.empty()));
            entries.addAll(each.settings(instance, Lines.ENDPOINT));
        }
        var context = 0;
        for (var each : plan.contexts()) {
            int instance = each.instance().orElse(context++);
            each.entries(instance, Bytes.EMPTY, each.client().orElse(Bytes.EMPTY)).stream()
                    .filter(entry -> !entry.path().equals(Path.of(21, instance, 0)))
                    .forEach(entries::add);
        }
        var rule = 0;
        for (var each : plan.access()) {
            entries.addAll(each.entries(rule++));
        }
        for (var each : plan.writes()) {
            if (!each.secret()) {
                entries.add(Entry.of(each.path(), values.read(each, each.text())));
            }
        }
        return new BootstrapPlans.Plan(
                plan.name(),
                plan.clients().stream().map(Clients::pattern).toList(),
                plan.deletes().toString(),
                entries);
    }

    /** Who the client says it is, and no more. */
    private static Pair shown(Account account) {
        return account.keys().mode() == Account.Mode.PSK
                ? new Pair(Bytes.utf8(account.keys().identity()), Bytes.EMPTY, Bytes.EMPTY)
                : Pair.NONE;
    }
}
