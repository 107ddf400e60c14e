package org.lwm2m.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.shell.text.Span;
import org.lwm2m.shell.text.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The servers of the clients here: how it stands with each, and leaving one for a while. */
@Component(service = ServerCommands.class)
@GogoCommand(
        scope = "lwm2m",
        function = {"servers", "enable", "disable"})
public final class ServerCommands {

    private static final String SERVERS = "[ENDPOINT]  of one client here, or of all";
    private static final String ENABLE =
            "[ENDPOINT [SERVER]]  of one client, one server by its short id; all that are disabled if neither";
    private static final String DISABLE =
            "ENDPOINT SERVER [SECONDS]  one server by its short id; without a time as long as /1/x/5 says";

    private final Engines engines;
    private final LocalServers locals;

    @Activate
    public ServerCommands(@Reference Engines engines) {
        this.engines = engines;
        this.locals = new LocalServers(engines);
    }

    @Descriptor("shows the server accounts of the clients here: where, over which binding, and what comes next")
    public String servers(@Descriptor(SERVERS) String... words) throws CommandFailed {
        var arguments = Arguments.of("servers", SERVERS, 0, 1, words);
        var table = new Table("CLIENT", "SERVER", "URI", "BINDING", "STATE", "LIFETIME", "NEXT", "PROBLEM");
        for (var local : locals.all()) {
            if (!arguments.has(0) || local.endpoint().equals(arguments.text(0))) {
                local.servers().forEach(each -> row(table, local, each));
            }
        }
        if (table.isEmpty()) {
            throw locals.nobody(arguments.has(0) ? arguments.text(0) : "");
        }
        return table.toString();
    }

    @Descriptor("makes clients here register again with servers that were disabled, before the time is over")
    public String enable(@Descriptor(ENABLE) String... words) throws CommandFailed {
        var arguments = Arguments.of("enable", ENABLE, 0, 2, words);
        return locals.each(arguments, ServerCommands::disabled, LocalClient::enable, "registered");
    }

    @Descriptor("makes a client here leave a server for a while, as if that had executed Disable")
    public String disable(@Descriptor(DISABLE) String... words) throws CommandFailed {
        var arguments = Arguments.of("disable", DISABLE, 2, 3, words);
        var time = arguments.has(2) ? Optional.of(Duration.ofSeconds(arguments.number(2))) : Optional.<Duration>empty();
        if (time.filter(Duration::isNegative).isPresent()) {
            throw arguments.wrong("a time is not below 0");
        }
        return locals.each(arguments, local -> List.of(), (local, server) -> local.disable(server, time), "disabled");
    }

    private static List<Integer> disabled(LocalClient local) throws CommandFailed {
        var disabled = LocalServers.of(local, State.DISABLED::equals);
        if (disabled.isEmpty()) {
            throw new CommandFailed(local.endpoint() + " has no server that is disabled; lwm2m:servers shows them");
        }
        return disabled;
    }

    private static void row(Table table, LocalClient local, ServerStatus server) {
        table.row(
                local.endpoint(),
                server.server() == 0 ? "bootstrap" : server.server(),
                server.uri(),
                server.binding().map(Enum::name).orElse(""),
                server.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                server.lifetime()
                        .map(each -> each.isZero() ? "for ever" : Span.of(each))
                        .orElse(""),
                server.next().map(when -> next(server, when)).orElse(""),
                server.problem().orElse(""));
    }

    private static String next(ServerStatus server, Instant when) {
        var action = server.state() == State.REGISTERED ? "Update" : server.server() == 0 ? "Bootstrap" : "Register";
        var left = Span.of(Duration.between(Instant.now(), when));
        return left.equals("now") ? action + " now" : action + " in " + left;
    }
}
