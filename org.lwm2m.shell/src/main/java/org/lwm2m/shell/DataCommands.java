package org.lwm2m.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.server.Client;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads and changes what clients hold. */
@Component(service = DataCommands.class)
@GogoCommand(
        scope = "lwm2m",
        function = {"read", "write", "execute", "create", "delete"})
public final class DataCommands {

    private static final String KEPT =
            "; with --durable it waits for a client that sleeps even over a restart of the server";
    private static final String READ = "ENDPOINT PATH...  such as gateway /3/0; several are one Read-Composite";
    private static final String WRITE =
            "ENDPOINT PATH VALUE | ENDPOINT PATH ID=VALUE... [--replace] | ENDPOINT PATH=VALUE...  the second for an instance"
                    + " or a multiple resource; the third is one Write-Composite, where PATH= removes a resource instance"
                    + KEPT;
    private static final String EXECUTE = "ENDPOINT PATH [DIGIT[=TEXT]...]  such as gateway /1/0/8 0=U" + KEPT;
    private static final String CREATE =
            "ENDPOINT OBJECT[/INSTANCE] [ID=VALUE...]  such as gateway 3303 5700=21.5" + KEPT;
    private static final String DELETE = "ENDPOINT PATH  of an instance, or of one of a multiple resource" + KEPT;
    private static final String REPLACE = "--replace";
    private static final String DURABLE = "--durable";

    private final Engines engines;

    @Activate
    public DataCommands(@Reference Engines engines) {
        this.engines = engines;
    }

    @Descriptor("reads objects, instances, resources or resource instances")
    public String read(@Descriptor(READ) String... words) throws CommandFailed {
        var arguments = Arguments.of("read", READ, 2, Integer.MAX_VALUE, words);
        var target = target(arguments.text(0), false);
        var paths = arguments.paths(1);
        var asked = paths.size() == 1
                ? target.client().read(paths.get(0))
                : target.client().readComposite(paths);
        target.keeps(asked);
        return target.said(asked, entries -> table(target.client(), paths, entries));
    }

    private String table(Client client, List<Path> paths, List<Entry> entries) {
        var missing = paths.stream()
                .filter(path -> paths.size() > 1 && entries.stream().noneMatch(entry -> path.contains(entry.path())))
                .map(Path::toString)
                .collect(Collectors.joining(" "));
        return engines.names(client).table(entries)
                + (missing.isEmpty() ? "" : "\nnot there, or not to be read: " + missing);
    }

    @Descriptor("writes a resource, or several of an instance; what they hold is read by their types")
    public String write(@Descriptor(WRITE) String... words) throws CommandFailed {
        var rest = new ArrayList<>(List.of(words));
        var mode = rest.remove(REPLACE) ? Mode.REPLACE : Mode.PARTIAL_UPDATE;
        var durable = rest.remove(DURABLE);
        var composite = rest.size() > 1 && rest.get(1).contains("=");
        var arguments = Arguments.of("write", WRITE, composite ? 2 : 3, Integer.MAX_VALUE, rest.toArray(String[]::new));
        var target = target(arguments.text(0), durable);
        if (composite) {
            return writeComposite(target, arguments);
        }
        var path = arguments.path(1);
        var names = engines.names(target.client());
        if (path.depth() < 2) {
            throw arguments.wrong("an object as a whole can't be written");
        }
        if (path.depth() == 2 || path.depth() == 3 && names.multiple(path)) {
            var entries = entries(names, path, arguments, arguments.pairs(2));
            return target.said(target.client().write(path, entries, mode), done -> "written " + path);
        } else {
            var value = names.value(path, String.join(" ", rest.subList(2, rest.size())));
            return target.said(target.client().write(path, value), done -> "written " + path);
        }
    }

    private String writeComposite(Target target, Arguments arguments) throws CommandFailed {
        var names = engines.names(target.client());
        var entries = new ArrayList<Entry>();
        for (var pair : arguments.pairs(1).entrySet()) {
            var path = arguments.path(pair.getKey());
            if (path.depth() < 3) {
                throw arguments.wrong(path + " is no resource");
            }
            var removed = pair.getValue().isEmpty() && path.depth() == 4;
            entries.add(Entry.of(path, removed ? Value.NONE : names.value(path, pair.getValue())));
        }
        return target.said(
                target.client().writeComposite(entries),
                done -> "written "
                        + entries.stream().map(each -> each.path().toString()).collect(Collectors.joining(" ")));
    }

    @Descriptor("executes a resource")
    public String execute(@Descriptor(EXECUTE) String... words) throws CommandFailed {
        var rest = new ArrayList<>(List.of(words));
        var durable = rest.remove(DURABLE);
        var arguments = Arguments.of("execute", EXECUTE, 2, Integer.MAX_VALUE, rest.toArray(String[]::new));
        var target = target(arguments.text(0), durable);
        var path = arguments.path(1);
        if (path.depth() != 3) {
            throw arguments.wrong(path + " is no resource");
        }
        return target.said(target.client().execute(path, list(arguments)), done -> "executed " + path);
    }

    /** Shells take quotes away, so they are put back; what still has some is said as it is. */
    private static String list(Arguments arguments) throws CommandFailed {
        var list = new ArrayList<String>();
        for (var word : arguments.words().subList(2, arguments.words().size())) {
            if (word.contains("'") || word.matches("[0-9](,[0-9])*")) {
                list.add(word);
            } else if (word.matches("[0-9]=.*")) {
                list.add(word.substring(0, 2) + "'" + word.substring(2) + "'");
            } else {
                throw arguments.wrong("'" + word + "' is no argument such as 0 or 0=U");
            }
        }
        return String.join(",", list);
    }

    @Descriptor("creates an instance of an object, with these resources")
    public String create(@Descriptor(CREATE) String... words) throws CommandFailed {
        var rest = new ArrayList<>(List.of(words));
        var durable = rest.remove(DURABLE);
        var arguments = Arguments.of("create", CREATE, 2, Integer.MAX_VALUE, rest.toArray(String[]::new));
        var target = target(arguments.text(0), durable);
        var path = arguments.path(1);
        if (path.depth() < 1 || path.depth() > 2) {
            throw arguments.wrong(path + " is no object or instance");
        }
        // Core 1.2.1, 6.3.8: without a number, the client chooses one.
        var entries = entries(engines.names(target.client()), path, arguments, arguments.pairs(2));
        if (entries.isEmpty() && path.depth() == 2) {
            entries.add(Entry.of(path, Value.NONE));
        }
        return target.said(target.client().create(path.object(), entries), created -> "created " + created);
    }

    @Descriptor("deletes an instance")
    public String delete(@Descriptor(DELETE) String... words) throws CommandFailed {
        var rest = new ArrayList<>(List.of(words));
        var durable = rest.remove(DURABLE);
        var arguments = Arguments.of("delete", DELETE, 2, 2, rest.toArray(String[]::new));
        var path = arguments.path(1);
        var target = target(arguments.text(0), durable);
        return target.said(target.client().delete(path), done -> "deleted " + path);
    }

    private Target target(String endpoint, boolean durable) throws CommandFailed {
        return Target.of(engines, endpoint, durable);
    }

    /** What was typed as {@code ID=VALUE} under a path, or as {@code ID/INSTANCE=VALUE} of a multiple resource. */
    private static List<Entry> entries(Names names, Path base, Arguments arguments, Map<String, String> pairs)
            throws CommandFailed {
        var entries = new ArrayList<Entry>();
        for (var pair : pairs.entrySet()) {
            var path = base;
            for (var word : pair.getKey().split("/")) {
                var id = id(arguments, word);
                path = path.depth() == 1 ? Path.of(base.object(), Path.ABSENT, id) : child(arguments, path, id);
            }
            entries.add(Entry.of(path, names.value(path, pair.getValue())));
        }
        return entries;
    }

    private static Path child(Arguments arguments, Path path, int id) throws CommandFailed {
        if (path.depth() == 4) {
            throw arguments.wrong(path + " has nothing below it");
        }
        return path.child(id);
    }

    private static int id(Arguments arguments, String word) throws CommandFailed {
        var id = arguments.number(word);
        if (id < 0 || id >= Path.ABSENT) {
            throw arguments.wrong(word + " is not 0 to 65534");
        }
        return id;
    }
}
