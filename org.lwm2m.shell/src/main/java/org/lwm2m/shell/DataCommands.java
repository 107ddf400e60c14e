package org.lwm2m.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads and changes what clients hold. */
@Component(service = DataCommands.class)
@GogoCommand(
        scope = "lwm2m",
        function = {"read", "write", "execute", "create", "delete"})
public final class DataCommands {

    private static final String READ = "ENDPOINT PATH  such as gateway /3/0";
    private static final String WRITE =
            "ENDPOINT PATH VALUE | ENDPOINT PATH ID=VALUE... [--replace]  the second for an instance or a multiple resource";
    private static final String EXECUTE = "ENDPOINT PATH [ARGUMENTS]  such as gateway /3/0/4";
    private static final String CREATE = "ENDPOINT OBJECT[/INSTANCE] [ID=VALUE...]  such as gateway 3303 5700=21.5";
    private static final String DELETE = "ENDPOINT PATH  of an instance, or of one of a multiple resource";
    private static final String REPLACE = "--replace";

    private final Engines engines;

    @Activate
    public DataCommands(@Reference Engines engines) {
        this.engines = engines;
    }

    @Descriptor("reads an object, an instance, a resource or a resource instance")
    public String read(@Descriptor(READ) String... words) throws CommandFailed {
        var arguments = Arguments.of("read", READ, 2, 2, words);
        var client = engines.client(arguments.text(0));
        var entries = Answer.of(client.read(arguments.path(1)), engines.timeout());
        return engines.names(client).table(entries);
    }

    @Descriptor("writes a resource, or several of an instance; what they hold is read by their types")
    public String write(@Descriptor(WRITE) String... words) throws CommandFailed {
        var rest = new ArrayList<>(List.of(words));
        var mode = rest.remove(REPLACE) ? Mode.REPLACE : Mode.PARTIAL_UPDATE;
        var arguments = Arguments.of("write", WRITE, 3, Integer.MAX_VALUE, rest.toArray(String[]::new));
        var client = engines.client(arguments.text(0));
        var path = arguments.path(1);
        var names = engines.names(client);
        if (path.depth() < 2) {
            throw arguments.wrong("an object as a whole can't be written");
        }
        if (path.depth() == 2 || path.depth() == 3 && names.multiple(path)) {
            var entries = entries(names, path, arguments, arguments.pairs(2));
            Answer.of(client.write(path, entries, mode), engines.timeout());
        } else {
            var value = names.value(path, String.join(" ", rest.subList(2, rest.size())));
            Answer.of(client.write(path, value), engines.timeout());
        }
        return "written";
    }

    @Descriptor("executes a resource")
    public String execute(@Descriptor(EXECUTE) String... words) throws CommandFailed {
        var arguments = Arguments.of("execute", EXECUTE, 2, 3, words);
        var client = engines.client(arguments.text(0));
        var path = arguments.path(1);
        if (path.depth() != 3) {
            throw arguments.wrong(path + " is no resource");
        }
        Answer.of(client.execute(path, arguments.has(2) ? arguments.text(2) : ""), engines.timeout());
        return "executed";
    }

    @Descriptor("creates an instance of an object, with these resources")
    public String create(@Descriptor(CREATE) String... words) throws CommandFailed {
        var arguments = Arguments.of("create", CREATE, 2, Integer.MAX_VALUE, words);
        var client = engines.client(arguments.text(0));
        var path = arguments.path(1);
        if (path.depth() < 1 || path.depth() > 2) {
            throw arguments.wrong(path + " is no object or instance");
        }
        // Core 1.2.1, 6.3.8: without a number, the client chooses one.
        var entries = entries(engines.names(client), path, arguments, arguments.pairs(2));
        if (entries.isEmpty() && path.depth() == 2) {
            entries.add(Entry.of(path, Value.NONE));
        }
        var created = Answer.of(client.create(path.object(), entries), engines.timeout());
        return "created " + created;
    }

    @Descriptor("deletes an instance")
    public String delete(@Descriptor(DELETE) String... words) throws CommandFailed {
        var arguments = Arguments.of("delete", DELETE, 2, 2, words);
        var path = arguments.path(1);
        Answer.of(engines.client(arguments.text(0)).delete(path), engines.timeout());
        return "deleted " + path;
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
