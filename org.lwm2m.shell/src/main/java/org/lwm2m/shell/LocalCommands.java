package org.lwm2m.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Path;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.shell.text.Span;
import org.lwm2m.shell.text.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How it goes with the clients and the server of this system. */
@Component(service = LocalCommands.class)
@GogoCommand(
        scope = "lwm2m",
        function = {"status", "register", "update", "send"})
public final class LocalCommands {

    private static final String STATUS = "";
    private static final String UPDATE =
            "[ENDPOINT [SERVER]]  of one client, at one server by its short id; all if neither";

    private static final String REGISTER =
            "[ENDPOINT [SERVER]]  of one client, with one server by its short id; all that are not registered if neither";

    private static final String SEND = "ENDPOINT PATH...  of a client here, such as gateway /3/0/9 /3/0/13";

    private final Engines engines;
    private final LocalServers locals;

    @Activate
    public LocalCommands(@Reference Engines engines) {
        this.engines = engines;
        this.locals = new LocalServers(engines);
    }

    @Descriptor("shows how the clients here stand with their servers, and what the server here has")
    public String status(@Descriptor(STATUS) String... words) throws CommandFailed {
        Arguments.of("status", STATUS, 0, 0, words);
        var parts = new ArrayList<String>();
        parts.add(clients());
        parts.add(engines.clients()
                .map(each -> "server: " + each.count() + (each.count() == 1 ? " client" : " clients") + " registered")
                .orElse("server: none; is the bundle org.lwm2m.server started?"));
        parts.add(engines.models()
                .map(each -> "models: " + each.all().count() + " object definitions")
                .orElse("models: none; is the bundle org.lwm2m.model.registry started?"));
        return String.join("\n", parts);
    }

    @Descriptor("makes the clients here register at once, be it before their time or after they have failed")
    public String register(@Descriptor(REGISTER) String... words) throws CommandFailed {
        var arguments = Arguments.of("register", REGISTER, 0, 2, words);
        return locals.each(arguments, LocalCommands::unregistered, LocalClient::register, "registered");
    }

    @Descriptor("makes the clients here send an Update to their servers, at once")
    public String update(@Descriptor(UPDATE) String... words) throws CommandFailed {
        var arguments = Arguments.of("update", UPDATE, 0, 2, words);
        return locals.each(arguments, LocalCommands::registered, LocalClient::update, "updated");
    }

    @Descriptor("makes a client here send what it has at these paths, to all servers that have not muted it")
    public String send(@Descriptor(SEND) String... words) throws CommandFailed {
        var arguments = Arguments.of("send", SEND, 2, Integer.MAX_VALUE, words);
        var paths = arguments.paths(1);
        for (var local : locals.all()) {
            if (local.endpoint().equals(arguments.text(0))) {
                Answer.of(local.send(paths), engines.timeout());
                return "sent " + paths.stream().map(Path::toString).collect(Collectors.joining(" "))
                        + " to the servers whose Mute Send, /1/x/23, is false";
            }
        }
        throw locals.nobody(arguments.text(0));
    }

    private static List<Integer> registered(LocalClient local) throws CommandFailed {
        var registered = LocalServers.of(local, ServerStatus.State.REGISTERED::equals);
        if (registered.isEmpty()) {
            throw new CommandFailed(local.endpoint() + " is not registered; lwm2m:status says why");
        }
        return registered;
    }

    private static List<Integer> unregistered(LocalClient local) throws CommandFailed {
        var waiting = LocalServers.of(local, state -> state != ServerStatus.State.REGISTERED);
        if (waiting.isEmpty()) {
            throw new CommandFailed(local.endpoint() + " is registered with all its servers; to do it anew, name one");
        }
        return waiting;
    }

    private String clients() {
        var table = new Table("CLIENT", "SERVER", "URI", "STATE", "NEXT IN", "PROBLEM");
        for (var local : locals.all()) {
            var servers = local.servers();
            if (servers.isEmpty()) {
                table.row(local.endpoint(), "", "", "no account", "", "");
            }
            for (var server : servers) {
                table.row(
                        local.endpoint(),
                        server.server() == 0 ? "bootstrap" : server.server(),
                        server.uri(),
                        server.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        server.next()
                                .map(when -> Span.of(Duration.between(Instant.now(), when)))
                                .orElse(""),
                        server.problem().orElse(""));
            }
        }
        return table.isEmpty() ? "clients: none; is the bundle org.lwm2m.client started and configured?" : table + "\n";
    }
}
