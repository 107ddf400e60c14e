package org.lwm2m.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.server.Observation;
import org.lwm2m.api.server.StandingObservations;
import org.lwm2m.shell.text.Table;
import org.lwm2m.shell.text.ValueText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Observes for the person at the shell, and remembers what, to cancel it. */
@Component(service = ObserveCommands.class)
@GogoCommand(
        scope = "lwm2m",
        function = {"observe", "cancel"})
public final class ObserveCommands {

    private static final String OBSERVE =
            "[ENDPOINT PATH... [KEY=VALUE...]]  such as gateway /3/0/13, with attributes such as pmax=60; none lists them;"
                    + " or --standing [NAME ENDPOINT PATH... [KEY=VALUE...]]  for good, of one client or as 'meter*' of many";
    private static final String CANCEL =
            "ENDPOINT [PATH | TOKEN]  all of the client if neither is given; or --standing NAME";
    private static final int MOST = 1000;

    private final Engines engines;
    private final List<Watch> watches = new ArrayList<>(); // guarded by this
    private boolean closed; // guarded by this

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile StandingObservations standing;

    private record Watch(String endpoint, Observation observation) {

        boolean is(String wanted) {
            return wanted.equals(observation.token().toString())
                    || observation.paths().stream()
                            .anyMatch(path -> path.toString().equals(wanted));
        }
    }

    @Activate
    public ObserveCommands(@Reference Engines engines) {
        this.engines = engines;
    }

    @Descriptor("prints values as a client notifies of them, until cancelled")
    public String observe(CommandSession session, @Descriptor(OBSERVE) String... words) throws CommandFailed {
        if (words.length == 0) {
            return list();
        } else if (words[0].equals(StandingWords.WORD)) {
            return standing().observe(OBSERVE, words);
        }
        var arguments = Arguments.of("observe", OBSERVE, 2, Integer.MAX_VALUE, words);
        var paths = new ArrayList<Path>();
        var pairs = new LinkedHashMap<String, String>();
        for (var word : arguments.words().subList(1, words.length)) {
            if (word.contains("=")) {
                pairs.putAll(new Arguments("observe", OBSERVE, List.of(word)).pairs(0));
            } else {
                paths.add(arguments.path(word));
            }
        }
        return observe(session, arguments, paths, pairs);
    }

    @Descriptor("stops observing a path, or all that is observed of a client")
    public String cancel(@Descriptor(CANCEL) String... words) throws CommandFailed {
        if (words.length > 0 && words[0].equals(StandingWords.WORD)) {
            return standing().cancel(CANCEL, words);
        }
        var arguments = Arguments.of("cancel", CANCEL, 1, 2, words);
        var wanted = arguments.has(1) ? arguments.text(1).replaceFirst("^(?=[0-9]+/)", "/") : "";
        var ended = take(arguments.text(0), wanted);
        if (ended.isEmpty()) {
            throw new CommandFailed("nothing of '" + arguments.text(0) + "' is observed"
                    + (wanted.isEmpty() ? "" : " as " + wanted) + "; lwm2m:observe lists what is");
        }
        ended.forEach(each -> each.observation().close());
        return "cancelled " + ended.size();
    }

    /** What can be cancelled of a client: paths and tokens. */
    public synchronized List<String> running(String endpoint) {
        var running = new ArrayList<String>();
        for (var watch : watches) {
            if (watch.endpoint().equals(endpoint)) {
                watch.observation().paths().forEach(path -> running.add(path.toString()));
                running.add(watch.observation().token().toString());
            }
        }
        return running;
    }

    @Deactivate
    void close() {
        List<Watch> all;
        synchronized (this) {
            all = List.copyOf(watches);
            watches.clear();
            closed = true;
        }
        all.forEach(each -> each.observation().close());
    }

    private String observe(CommandSession session, Arguments arguments, List<Path> paths, Map<String, String> pairs)
            throws CommandFailed {
        if (paths.isEmpty()) {
            throw arguments.wrong("a path is missing");
        }
        var endpoint = arguments.text(0);
        var target = Target.of(engines, endpoint, false);
        var attributes = AttributeCommands.set(arguments, pairs);
        var seen = printer(endpoint, engines.names(target.client()), Printer.of(session));
        var made =
                target.client().observe(paths, attributes, seen).thenApply(observation -> kept(endpoint, observation));
        return target.said(made, observation -> "observing " + observation.paths() + " as " + observation.token());
    }

    /** Whoever slept answers when nobody waits for it any more. */
    private Observation kept(String endpoint, Observation observation) {
        if (!keep(new Watch(endpoint, observation))) {
            observation.close();
            throw new LwM2mException(Status.TOO_MANY_REQUESTS, MOST + " observations run already; cancel some");
        }
        return observation;
    }

    private static Consumer<List<Entry>> printer(String endpoint, Names names, Consumer<String> printer) {
        return entries -> {
            var now = ValueText.time(Instant.now());
            entries.forEach(
                    entry -> printer.accept("[%s] %s %s".formatted(now, Table.clean(endpoint), names.line(entry))));
        };
    }

    private StandingWords standing() throws CommandFailed {
        return Optional.ofNullable(standing)
                .map(StandingWords::new)
                .orElseThrow(() -> new CommandFailed("no LwM2M server here: is org.lwm2m.server started?"));
    }

    private synchronized boolean keep(Watch watch) {
        return !closed && watches.size() < MOST && watches.add(watch);
    }

    private synchronized List<Watch> take(String endpoint, String wanted) {
        var taken = watches.stream()
                .filter(each -> each.endpoint().equals(endpoint) && (wanted.isEmpty() || each.is(wanted)))
                .toList();
        watches.removeAll(taken);
        return taken;
    }

    private synchronized String list() {
        var table = new Table("ENDPOINT", "PATHS", "TOKEN");
        for (var watch : watches) {
            table.row(
                    watch.endpoint(),
                    watch.observation().paths(),
                    watch.observation().token());
        }
        return table.isEmpty() ? "nothing is observed" : table.toString();
    }
}
