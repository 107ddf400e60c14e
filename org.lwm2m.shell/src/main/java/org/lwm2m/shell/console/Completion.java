package org.lwm2m.shell.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Path;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.server.Client;
import org.lwm2m.shell.Engines;
import org.lwm2m.shell.Names;
import org.lwm2m.shell.ObserveCommands;
import org.lwm2m.shell.text.Table;

/** What may be typed next: commands, endpoints, paths. By what is known here; no client is asked. */
final class Completion {

    private static final String SCOPE = "lwm2m:";
    private static final int MOST = 500;
    private static final Set<String> OF_A_CLIENT = Set.of(
            "client",
            "read",
            "write",
            "execute",
            "create",
            "delete",
            "discover",
            "observe",
            "cancel",
            "attributes",
            "upload",
            "download");

    private static final Set<String> OF_PATHS = Set.of("read", "observe", "send");

    private final Engines engines;
    private final ObserveCommands observations;

    /** @param goesOn whether more can follow without a space */
    record Choice(String value, String description, boolean goesOn) {

        static Choice of(Object value) {
            return new Choice(value.toString(), "", false);
        }
    }

    Completion(Engines engines, ObserveCommands observations) {
        this.engines = engines;
        this.observations = observations;
    }

    /** @param index which of the words is being typed; 0 is the command */
    List<Choice> choices(Collection<?> commands, List<String> words, int index) {
        if (index == 0) {
            return commands(commands);
        }
        var command = words.get(0).startsWith(SCOPE) ? words.get(0).substring(SCOPE.length()) : words.get(0);
        var word = index < words.size() ? words.get(index) : "";
        if (OF_A_CLIENT.contains(command)) {
            return index == 1 ? endpoints() : ofClient(command, words.get(1), word, index);
        }
        return switch (command) {
            case "help" -> index == 1 ? commands(commands) : List.of();
            case "objects" -> index == 1 ? objects() : List.of();
            case "update", "register", "enable", "disable", "servers" -> update(words, index);
            case "send" -> index == 1 ? locals() : ofClient(command, words.get(1), word, index);
            case "received" -> index == 1 ? endpoints() : List.of();
            case "queue" -> queue(words, index);
            case "follow" -> index == 1 ? follow() : List.of();
            default -> List.of();
        };
    }

    private List<Choice> commands(Collection<?> commands) {
        return commands.stream()
                .map(String::valueOf)
                .flatMap(each ->
                        each.startsWith(SCOPE) ? Stream.of(each, each.substring(SCOPE.length())) : Stream.of(each))
                .map(Choice::of)
                .toList();
    }

    private List<Choice> endpoints() {
        return engines.clients().stream()
                .flatMap(each -> each.stream().limit(MOST))
                .map(each -> Choice.of(each.registration().endpoint()))
                .toList();
    }

    private List<Choice> ofClient(String command, String endpoint, String word, int index) {
        if (command.equals("cancel")) {
            return index == 2
                    ? observations.running(endpoint).stream().map(Choice::of).toList()
                    : List.of();
        }
        var choices = new ArrayList<Choice>();
        if (index > 2 && (command.equals("attributes") || command.equals("observe"))) {
            Arrays.stream(Attribute.values()).forEach(each -> choices.add(new Choice(each.key() + "=", "", true)));
        }
        if (index == 2 && !command.equals("client") || index > 2 && OF_PATHS.contains(command)) {
            choices.addAll(paths(command, endpoint, word));
        }
        return choices;
    }

    private List<Choice> paths(String command, String endpoint, String word) {
        return engines.clients()
                .flatMap(each -> each.find(endpoint))
                .map(client -> paths(command, client, word))
                .orElse(List.of());
    }

    /** The objects and instances that the client has, and the resources below the instance that is typed. */
    private List<Choice> paths(String command, Client client, String word) {
        var links = client.registration().links();
        var names = new Names(engines.models(), links);
        var depth = command.equals("create") ? 1 : 2;
        var paths = links.stream()
                .map(each -> each.path())
                .filter(each -> each.depth() > 0)
                .flatMap(each -> Stream.of(each.upTo(1), each.upTo(depth)))
                .distinct()
                .limit(MOST)
                .collect(Collectors.toCollection(ArrayList::new));
        if (depth == 2) {
            typed(word).ifPresent(instance -> paths.addAll(resources(command, names, instance)));
        }
        return paths.stream()
                .sorted()
                .map(each -> new Choice(each.toString(), Table.clean(names.name(each)), each.depth() < 3))
                .toList();
    }

    private static List<Path> resources(String command, Names names, Path instance) {
        var wanted =
                switch (command) {
                    case "write" -> Set.of(Operation.WRITE);
                    case "execute" -> Set.of(Operation.EXECUTE);
                    case "read", "observe", "send" -> Set.of(Operation.READ);
                    default -> Set.of(Operation.values());
                };
        return names.object(instance).stream()
                .flatMap(each -> each.resources().values().stream())
                .filter(each -> each.operations().stream().anyMatch(wanted::contains))
                .map(each -> instance.child(each.id()))
                .toList();
    }

    /** The instance that begins what is typed. */
    private static Optional<Path> typed(String word) {
        try {
            var slash = word.lastIndexOf('/');
            return Optional.of(Path.parse(slash < 1 ? word : word.substring(0, slash)))
                    .or(() -> Optional.empty())
                    .filter(each -> each.depth() == 2);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<Choice> queue(List<String> words, int index) {
        if (index == 1) {
            return endpoints();
        } else if (index == 2) {
            return List.of(Choice.of("cancel"));
        }
        var waiting = engines.clients().stream()
                .flatMap(each -> each.find(words.get(1)).stream())
                .flatMap(each -> each.waiting().stream())
                .map(each -> Choice.of(each.id()));
        return index == 3 ? Stream.concat(waiting, Stream.of(Choice.of("all"))).toList() : List.of();
    }

    private List<Choice> objects() {
        return engines.models().stream()
                .flatMap(each -> each.all())
                .map(each -> new Choice(String.valueOf(each.id()), each.name() + " " + each.version(), false))
                .toList();
    }

    private List<Choice> locals() {
        return engines.locals().stream()
                .map(LocalClient::endpoint)
                .map(Choice::of)
                .toList();
    }

    private List<Choice> follow() {
        return Stream.concat(Stream.of(Choice.of("off")), endpoints().stream()).toList();
    }

    private List<Choice> update(List<String> words, int index) {
        if (index == 1) {
            return locals();
        }
        return index > 2
                ? List.of()
                : engines.locals().stream()
                        .filter(each -> each.endpoint().equals(words.get(1)))
                        .flatMap(each -> each.servers().stream())
                        .map(each -> new Choice(
                                String.valueOf(each.server()), each.uri().toString(), false))
                        .toList();
    }
}
