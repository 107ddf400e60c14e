package org.lwm2m.bootstrap.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lwm2m.bootstrap.plan.Plan.Deletes;
import org.lwm2m.bootstrap.plan.Plan.Writing;

/** Reads a plan and checks it as a whole: each key, and that all of them fit together. */
final class PlanReader {

    private static final Set<Integer> ACCOUNTS = Set.of(0, 1, 2, 21);
    private static final int MOST_SERVERS = 100;
    private static final int MOST_CLIENTS = 10_000;

    private final Lines lines;
    private final String name;
    private final Path folder;

    private PlanReader(Lines lines, String name, Path folder) {
        this.lines = lines;
        this.name = name;
        this.folder = folder;
    }

    /** What a file says. @param plan only good without problems */
    record Reading(Plan plan, List<String> problems) {}

    /** @param folder what names of files in the plan are relative to */
    static Reading read(byte[] bytes, String name, Path folder) {
        var lines = Lines.read(bytes);
        var reader = new PlanReader(lines, name, folder);
        var plan = reader.plan();
        reader.check(plan);
        return new Reading(plan, lines.problems());
    }

    private Plan plan() {
        if (lines.text("version").filter(each -> !each.equals("1")).isPresent()) {
            lines.wrong("version", "is of a newer form of plans; this bundle knows 1");
        }
        var servers = servers();
        var contexts = lines.names("oscore").stream()
                .map(each -> Context.read(lines, each, folder))
                .toList();
        var access = lines.names("access").stream()
                .map(each -> Access.read(lines, each))
                .toList();
        var bootstrap =
                lines.keys("bootstrap.").isEmpty() && lines.keys(".bootstrap.").isEmpty()
                        ? Optional.<Account>empty()
                        : Optional.of(new AccountReader(lines, "bootstrap", folder).read(Optional.empty()));
        return new Plan(
                name,
                clients(),
                lines.flag("pack").orElse(!servers.isEmpty()),
                deletes(!servers.isEmpty()),
                servers,
                bootstrap,
                contexts,
                access,
                writes());
    }

    private List<Clients> clients() {
        var clients = Arrays.stream(lines.text("clients").orElse("").split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .map(Clients::new)
                .toList();
        if (clients.isEmpty() || clients.size() > MOST_CLIENTS) {
            lines.wrong(
                    "clients",
                    clients.isEmpty()
                            ? "is missing: endpoint names, or patterns such as urn:dev:*"
                            : "are more than " + MOST_CLIENTS);
        }
        return clients;
    }

    private Deletes deletes(boolean servers) {
        var text = lines.text("delete").orElse(servers ? "servers" : "none");
        if (text.equals("servers") || text.equals("none")) {
            return new Deletes(text.equals("servers"), List.of());
        }
        var paths = new ArrayList<org.lwm2m.api.Path>();
        for (var each : text.split(",")) {
            try {
                var path = org.lwm2m.api.Path.parse(each.strip());
                if (path.depth() > 2 || !path.prefix().isEmpty()) {
                    throw new IllegalArgumentException();
                }
                paths.add(path);
            } catch (IllegalArgumentException e) {
                lines.wrong("delete", "has to be servers, none, / or paths such as /5, /3303/0, not " + each.strip());
            }
        }
        return new Deletes(false, paths);
    }

    private List<Account> servers() {
        var servers = new ArrayList<Account>();
        for (var each : lines.names("server")) {
            if (!each.matches("\\d{1,5}") || Integer.parseInt(each) < 1 || Integer.parseInt(each) > 65534) {
                lines.wrong("server." + each, "has to be server.ID, a Short Server ID of 1 to 65534");
            } else {
                servers.add(
                        new AccountReader(lines, "server." + each, folder).read(Optional.of(Integer.valueOf(each))));
            }
        }
        if (servers.size() > MOST_SERVERS) {
            lines.wrong("server", "is there more than " + MOST_SERVERS + " times");
        }
        return servers;
    }

    private List<Writing> writes() {
        var writes = new ArrayList<Writing>();
        for (var prefix : List.of("write.", ".write.")) {
            for (var key : lines.keys(prefix)) {
                writing(key, prefix).ifPresent(writes::add);
            }
        }
        return writes;
    }

    private Optional<Writing> writing(String key, String prefix) {
        var text = lines.text(key).orElse("");
        try {
            var path = org.lwm2m.api.Path.parse(key.substring(prefix.length()));
            if (path.depth() < 3 || !path.prefix().isEmpty()) {
                throw new IllegalArgumentException();
            }
            if (!ACCOUNTS.contains(path.object())) {
                return Optional.of(new Writing(key, path, text, prefix.startsWith(".")));
            }
            lines.wrong(
                    key, "is said by bootstrap, server.ID, oscore.NAME or access.NAME, so that accounts fit together");
        } catch (IllegalArgumentException e) {
            lines.wrong(key, "has to be write.PATH of a resource, such as write./3/0/15");
        }
        return Optional.empty();
    }

    private void check(Plan plan) {
        if (plan.servers().isEmpty() && plan.packs()) {
            lines.wrong("pack", "can't be true without a server: name one by server.ID.uri");
        }
        var idle = plan.servers().isEmpty()
                && plan.bootstrap().isEmpty()
                && plan.writes().isEmpty()
                && plan.deletes().paths().isEmpty();
        if (idle) {
            lines.wrong("server", "is missing, as is all else that could be done: name one by server.ID.uri");
        }
        links(plan);
        instances(plan);
        access(plan);
        writes(plan);
    }

    private void links(Plan plan) {
        var linked = new HashMap<String, String>();
        var accounts = new ArrayList<>(plan.servers());
        plan.bootstrap().ifPresent(accounts::add);
        for (var account : accounts) {
            account.oscore().ifPresent(context -> {
                var key = account.section() + ".oscore";
                if (plan.context(context).isEmpty()) {
                    lines.wrong(key, "links to nothing: there is no oscore." + context + ", but " + names(plan));
                }
                var other = linked.put(context, key);
                if (other != null) {
                    lines.wrong(key, "links " + context + ", and so does " + other + "; each needs one of its own");
                }
            });
        }
        plan.contexts().stream()
                .filter(each -> !linked.containsKey(each.name()))
                .forEach(each -> lines.wrong("oscore." + each.name(), "is linked by no account"));
    }

    private static String names(Plan plan) {
        var names = plan.contexts().stream().map(Context::name).toList();
        return names.isEmpty() ? "none at all" : String.join(", ", names);
    }

    private void instances(Plan plan) {
        var accounts = new HashMap<Integer, String>();
        plan.servers().forEach(each -> each.instance().ifPresent(id -> once(accounts, id, each.section())));
        var contexts = new HashMap<Integer, String>();
        plan.contexts().forEach(each -> each.instance().ifPresent(id -> once(contexts, id, "oscore." + each.name())));
    }

    private void once(Map<Integer, String> seen, int instance, String section) {
        var other = seen.put(instance, section);
        if (other != null) {
            lines.wrong(section + ".instance", "is " + instance + ", and so is " + other + ".instance");
        }
    }

    private void access(Plan plan) {
        var servers = new TreeSet<Integer>();
        plan.servers().forEach(each -> servers.add(each.server().orElseThrow()));
        var targets = new HashMap<List<Integer>, String>();
        for (var each : plan.access()) {
            if (each.owner() != 65535 && !servers.contains(each.owner())) {
                lines.wrong(each.section() + ".owner", "is server " + each.owner() + ", which this plan does not have");
            }
            each.rights().keySet().stream()
                    .filter(server -> server != 0 && !servers.contains(server))
                    .forEach(server -> lines.wrong(
                            each.section() + ".acl", "names server " + server + ", which this plan does not have"));
            var other = targets.put(List.of(each.object(), each.instance()), each.section());
            if (other != null) {
                lines.wrong(each.section(), "says who may do what with the same instance as " + other);
            }
        }
    }

    private void writes(Plan plan) {
        var seen = new HashSet<org.lwm2m.api.Path>();
        for (var each : plan.writes()) {
            if (!seen.add(each.path())) {
                lines.wrong(each.key(), "is there as a secret and not as one");
            } else if (each.path().depth() == 4 && seen.contains(each.path().upTo(3))) {
                lines.wrong(each.key(), "contradicts write." + each.path().upTo(3) + ", which is the whole of it");
            }
        }
    }
}
