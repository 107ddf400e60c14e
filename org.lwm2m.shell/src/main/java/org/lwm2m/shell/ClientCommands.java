package org.lwm2m.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Path;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Registration;
import org.lwm2m.shell.text.Span;
import org.lwm2m.shell.text.Table;
import org.lwm2m.shell.text.ValueText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which clients are registered, and what one of them told of itself. */
@Component(service = ClientCommands.class)
@GogoCommand(
        scope = "lwm2m",
        function = {"clients", "client"})
public final class ClientCommands {

    private static final String CLIENTS = "[TEXT]  only those with TEXT in their endpoint";
    private static final String CLIENT = "ENDPOINT";

    private final Engines engines;

    @Activate
    public ClientCommands(@Reference Engines engines) {
        this.engines = engines;
    }

    @Descriptor("lists the clients that are registered with the server here")
    public String clients(@Descriptor(CLIENTS) String... words) throws CommandFailed {
        var arguments = Arguments.of("clients", CLIENTS, 0, 1, words);
        var table = new Table("ENDPOINT", "LWM2M", "BINDING", "LIFETIME", "EXPIRES IN", "ADDRESS", "OBJECTS");
        var wanted = engines.server().stream()
                .map(Client::registration)
                .filter(each -> !arguments.has(0) || each.endpoint().contains(arguments.text(0)))
                .sorted(Comparator.comparing(Registration::endpoint))
                .toList();
        wanted.forEach(each -> table.row(
                each.endpoint(),
                each.version(),
                binding(each),
                lifetime(each),
                expires(each),
                each.address(),
                objects(each)));
        return table.isEmpty() ? "no clients" : table.toString();
    }

    @Descriptor("shows what a client told of itself when it registered")
    public String client(@Descriptor(CLIENT) String... words) throws CommandFailed {
        var arguments = Arguments.of("client", CLIENT, 1, 1, words);
        var client = engines.client(arguments.text(0));
        var it = client.registration();
        var names = engines.names(client);
        var facts = new Table("ENDPOINT", it.endpoint())
                .row("LwM2M", it.version())
                .row("registration", it.id())
                .row("identity", Identities.text(it.identity()))
                .row("address", it.address())
                .row("came to", it.local())
                .row("binding", binding(it))
                .row("awake", client.awake() ? "yes" : "no, requests wait for it")
                .row("lifetime", lifetime(it))
                .row("registered", ValueText.date(it.registered()))
                .row("updated", ValueText.date(it.updated()))
                .row("expires", it.expires().map(ValueText::date).orElse("never"));
        it.terms().sms().ifPresent(sms -> facts.row("SMS", sms));
        if (!it.terms().profiles().isEmpty()) {
            facts.row("profiles", String.join(" ", it.terms().profiles()));
        }
        if (!it.root().isEmpty()) {
            facts.row("root", "/" + it.root());
        }
        var links = new Table("PATH", "NAME", "ATTRIBUTES");
        it.links().forEach(link -> links.row(link.path(), names.name(link.path()), LinkText.of(link)));
        return facts + (links.isEmpty() ? "" : "\n\n" + links);
    }

    private static String binding(Registration it) {
        return Binding.format(it.terms().bindings()) + (it.terms().queueMode() ? " queue" : "");
    }

    private static String lifetime(Registration it) {
        return it.terms().lifetime().isZero() ? "for ever" : Span.of(it.terms().lifetime());
    }

    private static String expires(Registration it) {
        return it.expires()
                .map(when -> Span.of(Duration.between(Instant.now(), when)))
                .orElse("never");
    }

    private static String objects(Registration it) {
        return it.links().stream()
                .filter(link -> link.path().depth() > 0)
                .map(link -> link.path().upTo(1))
                .distinct()
                .sorted()
                .map(Path::object)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
