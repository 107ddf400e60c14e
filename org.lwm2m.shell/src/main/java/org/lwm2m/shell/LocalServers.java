package org.lwm2m.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerStatus;

/** The clients here and their servers, as the words of a command name them. */
record LocalServers(Engines engines) {

    List<LocalClient> all() {
        return engines.locals().stream()
                .sorted(Comparator.comparing(LocalClient::endpoint))
                .toList();
    }

    CommandFailed nobody(String endpoint) {
        var here = all().stream().map(LocalClient::endpoint).collect(Collectors.joining(", "));
        return new CommandFailed((endpoint.isEmpty() ? "no client runs" : "no client '" + endpoint + "' runs")
                + " here; " + (here.isEmpty() ? "there is none" : "there is " + here));
    }

    /** Those that are meant where none is named. */
    interface Servers {
        List<Integer> of(LocalClient local) throws CommandFailed;
    }

    /** Asks the clients named, at the server named or at those that {@code servers} says. */
    String each(
            Arguments arguments,
            Servers servers,
            BiFunction<LocalClient, Integer, CompletionStage<Void>> ask,
            String done)
            throws CommandFailed {
        var lines = new ArrayList<String>();
        for (var local : all()) {
            if (!arguments.has(0) || local.endpoint().equals(arguments.text(0))) {
                for (var server : arguments.has(1) ? List.of(arguments.number(1)) : servers.of(local)) {
                    Answer.of(ask.apply(local, server), engines.timeout());
                    lines.add(done + " " + local.endpoint() + " at server " + server);
                }
            }
        }
        if (lines.isEmpty()) {
            throw nobody(arguments.has(0) ? arguments.text(0) : "");
        }
        return String.join("\n", lines);
    }

    /** By their short ids, those in some states. */
    static List<Integer> of(LocalClient local, Predicate<ServerStatus.State> in) {
        return local.servers().stream()
                .filter(each -> each.server() > 0 && in.test(each.state()))
                .map(ServerStatus::server)
                .toList();
    }
}
