package org.lwm2m.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Waiting;
import org.lwm2m.shell.text.Span;
import org.lwm2m.shell.text.Table;
import org.lwm2m.shell.text.ValueText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which clients sleep, what waits for them, and what became of it. */
@Component(service = {QueueCommands.class, ClientListener.class})
@GogoCommand(scope = "lwm2m", function = "queue")
public final class QueueCommands implements ClientListener {

    private static final String QUEUE =
            "[ENDPOINT [cancel ID|all]]  all clients of queue mode, what waits for one, or takes that back";
    private static final int MOST = 200;

    private final Engines engines;

    @Activate
    public QueueCommands(@Reference Engines engines) {
        this.engines = engines;
    }

    @Descriptor("shows which clients sleep and the requests that wait for them, and takes some back")
    public String queue(@Descriptor(QUEUE) String... words) throws CommandFailed {
        var arguments = Arguments.of("queue", QUEUE, 0, 3, words);
        if (!arguments.has(0)) {
            return all();
        }
        var client = engines.client(arguments.text(0));
        if (!arguments.has(1)) {
            return one(arguments.text(0), client);
        } else if (!arguments.text(1).equals("cancel") || !arguments.has(2)) {
            throw arguments.wrong("what to cancel?");
        }
        return cancel(arguments.text(0), client, arguments.text(2));
    }

    @Override
    public void delivered(Client client, Waiting request, Response answer) {
        engines.outcomes().add(request.endpoint(), words(request.request()) + ": " + answer.reason());
    }

    @Override
    public void failed(Client client, Waiting request, RuntimeException why) {
        engines.outcomes().add(request.endpoint(), words(request.request()) + " came to nothing: " + why.getMessage());
    }

    private String all() throws CommandFailed {
        var table = new Table("ENDPOINT", "STATE", "WAITING", "HEARD");
        var sleepy = engines.server().stream()
                .filter(each -> each.registration().terms().queueMode())
                .sorted(Comparator.comparing((Client each) -> each.waiting().size())
                        .reversed()
                        .thenComparing(each -> each.registration().endpoint()))
                .limit(MOST + 1)
                .toList();
        sleepy.stream()
                .limit(MOST)
                .forEach(each -> table.row(
                        each.registration().endpoint(),
                        state(each),
                        each.waiting().size(),
                        ValueText.date(each.registration().updated())));
        return table.isEmpty()
                ? "no client here uses queue mode"
                : table + (sleepy.size() > MOST ? "\nand more; name one" : "");
    }

    private String one(String endpoint, Client client) {
        var lines = new ArrayList<String>();
        lines.add(Table.clean(endpoint) + " "
                + (client.registration().terms().queueMode() ? "is " + state(client) : "does not use queue mode"));
        var table = new Table("ID", "REQUEST", "SINCE", "UNTIL", "");
        client.waiting()
                .forEach(each -> table.row(
                        each.id(),
                        words(each.request()),
                        Span.of(Duration.between(each.since(), Instant.now())),
                        ValueText.date(each.deadline()),
                        notes(each)));
        lines.add(table.isEmpty() ? "nothing waits for it" : table.toString());
        var lately = new Table("WHEN", "LATELY");
        engines.outcomes().of(endpoint).forEach(each -> lately.row(ValueText.date(each.when()), each.text()));
        if (!lately.isEmpty()) {
            lines.add(lately.toString());
        }
        return String.join("\n\n", lines);
    }

    private static String cancel(String endpoint, Client client, String id) throws CommandFailed {
        if (id.equals("all")) {
            var taken = client.waiting().stream()
                    .filter(each -> client.cancel(each.id()))
                    .count();
            return taken + " taken back";
        } else if (!client.cancel(id)) {
            throw new CommandFailed("no request " + id + " waits for " + endpoint + "; there are "
                    + client.waiting().stream().map(Waiting::id).collect(Collectors.joining(" ")));
        }
        return "taken back " + id;
    }

    private static String state(Client client) {
        return client.awake() ? "awake" : "asleep";
    }

    private static String notes(Waiting waiting) {
        var notes = new ArrayList<String>(2);
        if (waiting.sent()) {
            notes.add("sent");
        }
        if (waiting.durable()) {
            notes.add("durable");
        }
        return String.join(", ", notes);
    }

    /** Such as {@code Write /3/0/14}; never what is written, which may be a secret. */
    private static String words(Downlink request) {
        return request.getClass().getSimpleName()
                + path(request).stream().map(each -> " " + each).collect(Collectors.joining());
    }

    private static List<Path> path(Downlink request) {
        if (request instanceof Downlink.Read one) {
            return List.of(one.path());
        } else if (request instanceof Downlink.Discover one) {
            return List.of(one.path());
        } else if (request instanceof Downlink.Write one) {
            return List.of(one.path());
        } else if (request instanceof Downlink.WriteAttributes one) {
            return List.of(one.path());
        } else if (request instanceof Downlink.Execute one) {
            return List.of(one.path());
        } else if (request instanceof Downlink.Create one) {
            return List.of(one.path());
        } else if (request instanceof Downlink.Delete one) {
            return List.of(one.path());
        } else if (request instanceof Downlink.Observe one) {
            return List.of(one.path());
        } else if (request instanceof Downlink.Cancel one) {
            return List.of(one.path());
        }
        return List.of();
    }
}
