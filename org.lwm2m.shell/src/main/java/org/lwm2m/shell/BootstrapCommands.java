package org.lwm2m.shell;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Value;
import org.lwm2m.api.bootstrap.BootstrapPlans;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.bootstrap.BootstrapResult;
import org.lwm2m.api.bootstrap.BootstrapServer;
import org.lwm2m.shell.text.Span;
import org.lwm2m.shell.text.Table;
import org.lwm2m.shell.text.ValueText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whom the Bootstrap-Server of this system bootstraps, and by which plans. */
@Component(service = BootstrapCommands.class)
@GogoCommand(
        scope = "lwm2m",
        function = {"bootstrap", "plans"})
public final class BootstrapCommands {

    private static final String BOOTSTRAP =
            "[ENDPOINT | start ENDPOINT URI | now [ENDPOINT]]  of one client; start: of a client that waits at URI (LwM2M 1.0);"
                    + " now: the client here asks its Bootstrap-Server";
    private static final String PLANS =
            "[NAME | check [FILE]]  one plan; check: what is wrong, of a file before it counts";
    private static final int LATELY = 20;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Engines engines;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BootstrapServer server;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BootstrapPlans plans;

    @Activate
    public BootstrapCommands(@Reference Engines engines) {
        this.engines = engines;
    }

    @Descriptor("shows who is bootstrapped here and who was lately, or begins with a client that did not ask")
    public String bootstrap(@Descriptor(BOOTSTRAP) String... words) throws CommandFailed {
        var arguments = Arguments.of("bootstrap", BOOTSTRAP, 0, 3, words);
        if (arguments.has(2)) {
            return start(arguments);
        } else if (arguments.has(0) && arguments.text(0).equals("now")) {
            return now(arguments);
        }
        return arguments.has(0) ? one(arguments.text(0)) : all();
    }

    @Descriptor("lists the plans of the Bootstrap-Server here, shows one without what is secret, or checks one")
    public String plans(@Descriptor(PLANS) String... words) throws CommandFailed {
        var arguments = Arguments.of("plans", PLANS, 0, 2, words);
        var shelf = Optional.ofNullable(plans)
                .orElseThrow(() -> new CommandFailed(
                        "there are no plans here: is org.lwm2m.bootstrap started, and org.lwm2m.bootstrap.plans configured"
                                + " with a folder?"));
        if (!arguments.has(0)) {
            return list(shelf);
        } else if (arguments.text(0).equals("check")) {
            return check(shelf, arguments);
        }
        return show(shelf, arguments.text(0));
    }

    /** The client of this system, if none is named. */
    private String now(Arguments arguments) throws CommandFailed {
        var named = engines.locals().stream()
                .filter(each -> !arguments.has(1) || each.endpoint().equals(arguments.text(1)))
                .toList();
        if (named.size() != 1) {
            throw new CommandFailed(
                    named.isEmpty()
                            ? "no such client runs here; lwm2m:status lists them"
                            : "several clients run here; name one");
        }
        Answer.of(named.get(0).bootstrap(), LONGEST);
        return named.get(0).endpoint() + " is bootstrapped";
    }

    private BootstrapServer server() throws CommandFailed {
        return Optional.ofNullable(server)
                .orElseThrow(() ->
                        new CommandFailed("no Bootstrap-Server runs here: is the bundle org.lwm2m.bootstrap started?"));
    }

    private String start(Arguments arguments) throws CommandFailed {
        if (!arguments.text(0).equals("start")) {
            throw arguments.wrong("'" + arguments.text(0) + "' is not start");
        }
        try {
            var address = URI.create(arguments.text(2));
            var report = Answer.of(server().start(arguments.text(1), address), LONGEST);
            if (!report.success()) {
                throw new CommandFailed(Table.clean(outcome(report)));
            }
            return operations(report.results()) + "\n" + outcome(report);
        } catch (IllegalArgumentException e) {
            throw arguments.wrong("'" + arguments.text(2) + "' is no URI such as coap://192.0.2.9:56830");
        }
    }

    private String all() throws CommandFailed {
        var table = new Table("ENDPOINT", "STARTED", "TOOK", "OPERATIONS", "RESULT", "ADDRESS");
        var now = Instant.now();
        server().sessions()
                .forEach(each -> table.row(
                        each.endpoint(),
                        ValueText.date(each.started()),
                        Span.of(Duration.between(each.started(), now)),
                        each.results().size(),
                        "under way",
                        each.address()));
        server().reports().stream()
                .limit(LATELY)
                .forEach(each -> table.row(
                        each.endpoint(),
                        ValueText.date(each.started()),
                        Span.of(Duration.between(each.started(), each.ended())),
                        each.results().size(),
                        outcome(each),
                        each.address()));
        return table.isEmpty() ? "nobody was bootstrapped" : table.toString();
    }

    private String one(String endpoint) throws CommandFailed {
        for (var session : server().sessions()) {
            if (session.endpoint().equals(endpoint)) {
                return operations(session.results()) + "\nunder way";
            }
        }
        for (var report : server().reports()) {
            if (report.endpoint().equals(endpoint)) {
                return operations(report.results()) + "\n" + Table.clean(outcome(report));
            }
        }
        throw new CommandFailed("'" + endpoint + "' was not bootstrapped here lately; lwm2m:bootstrap lists who was");
    }

    private static String operations(List<BootstrapResult> results) {
        var table = new Table("OPERATION", "PATH", "ANSWER", "WORDS");
        results.forEach(each -> table.row(
                each.operation().name().toLowerCase(),
                each.path().depth() == 0 ? "" : each.path(),
                each.status(),
                each.words()));
        return table.isEmpty() ? "no operation yet" : table.toString();
    }

    private static String outcome(BootstrapReport report) {
        return report.failure().map(why -> "failed: " + why).orElse(report.pack() ? "given a pack" : "bootstrapped");
    }

    private static String list(BootstrapPlans shelf) {
        var table = new Table("PLAN", "CLIENTS", "SERVERS", "DELETES");
        shelf.plans()
                .forEach(each ->
                        table.row(each.name(), String.join(", ", each.clients()), servers(each), each.deletes()));
        var problems = shelf.problems();
        return (table.isEmpty() ? "no plans" : table.toString())
                + (problems.isEmpty() ? "" : "\n\n" + problems.size() + " wrong; lwm2m:plans check tells what");
    }

    private static String servers(BootstrapPlans.Plan plan) {
        return plan.values().stream()
                .filter(each -> each.path().object() == 0 && each.path().resource() == 0)
                .map(each -> each.value() instanceof Value.Text text ? text.value() : "")
                .collect(Collectors.joining(", "));
    }

    private static String check(BootstrapPlans shelf, Arguments arguments) throws CommandFailed {
        var problems = new ArrayList<>(arguments.has(1) ? shelf.check(Path.of(arguments.text(1))) : shelf.problems());
        if (problems.isEmpty()) {
            return "nothing wrong";
        }
        throw new CommandFailed(problems.stream().map(Table::clean).collect(Collectors.joining("\n")));
    }

    private String show(BootstrapPlans shelf, String name) throws CommandFailed {
        var plan = shelf.plans().stream()
                .filter(each -> each.name().equals(name) || each.name().equals(name + ".cfg"))
                .findFirst()
                .orElseThrow(() -> new CommandFailed("no plan '" + name + "'; lwm2m:plans lists them"));
        var facts = new Table("PLAN", plan.name())
                .row("clients", String.join(", ", plan.clients()))
                .row("deletes", plan.deletes());
        return facts + "\n\n" + new Names(engines.models(), List.of()).table(plan.values());
    }
}
