package org.lwm2m.shell;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.shell.text.Table;
import org.lwm2m.shell.text.ValueText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What clients send by themselves: the last of it, and as it comes. */
@Component(service = {ReportCommands.class, DataListener.class})
@GogoCommand(
        scope = "lwm2m",
        function = {"received", "follow"})
public final class ReportCommands implements DataListener {

    private static final String RECEIVED = "[ENDPOINT]  of one client, or of all";
    private static final String FOLLOW = "[ENDPOINT | off]  one client or all; off stops it";
    private static final int MOST = 100;
    private static final int MOST_ENTRIES = 20;
    private static final int MOST_FOLLOWERS = 20;
    private static final long MOMENT_MILLIS = 200;

    private final Engines engines;
    private final Deque<Line> lines = new ArrayDeque<>(); // guarded by this
    private final Map<CommandSession, Follower> followers = new HashMap<>(); // guarded by this

    private record Line(Instant when, String endpoint, String text) {

        boolean of(String wanted) {
            return wanted.isEmpty() || wanted.equals(endpoint);
        }
    }

    private record Follower(String endpoint, Consumer<String> printer) {}

    @Activate
    public ReportCommands(@Reference Engines engines) {
        this.engines = engines;
    }

    @Descriptor("shows what clients sent lately by themselves, and what they said that made no sense")
    public String received(@Descriptor(RECEIVED) String... words) throws CommandFailed {
        var arguments = Arguments.of("received", RECEIVED, 0, 1, words);
        var wanted = arguments.has(0) ? arguments.text(0) : "";
        var table = new Table("RECEIVED", "ENDPOINT", "WHAT");
        synchronized (this) {
            await(wanted);
            lines.stream()
                    .filter(line -> line.of(wanted))
                    .forEach(line -> table.row(ValueText.date(line.when()), line.endpoint(), line.text()));
        }
        return table.isEmpty() ? "nothing yet; lwm2m:send makes a client here send" : table.toString();
    }

    @Descriptor("prints what clients send by themselves as it comes")
    public String follow(CommandSession session, @Descriptor(FOLLOW) String... words) throws CommandFailed {
        var arguments = Arguments.of("follow", FOLLOW, 0, 1, words);
        var wanted = arguments.has(0) ? arguments.text(0) : "";
        synchronized (this) {
            followers.remove(session);
            if (wanted.equals("off")) {
                return "following nobody";
            } else if (followers.size() == MOST_FOLLOWERS) {
                throw new CommandFailed(MOST_FOLLOWERS + " shells follow already; stop one with lwm2m:follow off");
            }
            followers.put(session, new Follower(wanted, Printer.of(session)));
        }
        return "following " + (wanted.isEmpty() ? "all clients" : wanted);
    }

    @Override
    public void received(Client client, List<Entry> entries, Optional<Token> observation) {
        // What is observed is printed by whoever observes it.
        if (observation.isEmpty()) {
            var registration = client.registration();
            var names = new Names(engines.models(), registration.links());
            var endpoint = registration.endpoint();
            entries.stream().limit(MOST_ENTRIES).forEach(entry -> add(endpoint, names.line(entry)));
            if (entries.size() > MOST_ENTRIES) {
                add(endpoint, "and " + (entries.size() - MOST_ENTRIES) + " values more");
            }
        }
    }

    @Override
    public void faulty(Client client, Path path, String why) {
        add(client.registration().endpoint(), path + " makes no sense: " + why);
    }

    /** What a client has just sent, listeners hear a moment after the client knows that it is there. Under the lock. */
    private void await(String wanted) {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOMENT_MILLIS);
        try {
            for (var left = MOMENT_MILLIS; left > 0 && lines.stream().noneMatch(line -> line.of(wanted)); ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(String endpoint, String text) {
        var line = new Line(Instant.now(), endpoint, Table.clean(text));
        List<Follower> told;
        synchronized (this) {
            lines.add(line);
            if (lines.size() > MOST) {
                lines.remove();
            }
            notifyAll();
            told = followers.values().stream()
                    .filter(each -> line.of(each.endpoint()))
                    .toList();
        }
        told.forEach(each -> each.printer()
                .accept("[%s] %s %s".formatted(ValueText.time(line.when()), Table.clean(endpoint), line.text())));
    }
}
