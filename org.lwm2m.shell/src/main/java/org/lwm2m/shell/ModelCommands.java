package org.lwm2m.shell;

import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.shell.text.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which object definitions are known, and what they say. */
@Component(service = ModelCommands.class)
@GogoCommand(scope = "lwm2m", function = "objects")
public final class ModelCommands {

    private static final String OBJECTS = "[ID]  the resources of that object";

    private final Engines engines;

    @Activate
    public ModelCommands(@Reference Engines engines) {
        this.engines = engines;
    }

    @Descriptor("lists the object definitions that are known")
    public String objects(@Descriptor(OBJECTS) String... words) throws CommandFailed {
        var arguments = Arguments.of("objects", OBJECTS, 0, 1, words);
        var known = engines.registry()
                .all()
                .sorted(Comparator.comparing(ObjectDefinition::id).thenComparing(ObjectDefinition::version))
                .toList();
        if (!arguments.has(0)) {
            var table = new Table("ID", "VERSION", "NAME", "INSTANCES", "RESOURCES");
            known.forEach(each -> table.row(
                    each.id(),
                    each.version(),
                    each.name(),
                    instances(each),
                    each.resources().size()));
            return table.isEmpty() ? "no definitions" : table.toString();
        }
        var id = arguments.number(arguments.text(0).replaceFirst("^/", ""));
        var wanted = known.stream().filter(each -> each.id() == id).toList();
        if (wanted.isEmpty()) {
            throw new CommandFailed("no definition of object " + id + " is known; lwm2m:objects lists those that are");
        }
        return wanted.stream().map(ModelCommands::describe).collect(Collectors.joining("\n\n"));
    }

    private static String describe(ObjectDefinition object) {
        var head = "%d %s %s, %s, since LwM2M %s"
                .formatted(object.id(), object.name(), object.version(), instances(object), object.enabler());
        var table = new Table("ID", "NAME", "DOES", "TYPE", "MULTIPLE", "MANDATORY", "RANGE", "UNIT");
        object.resources().values().stream()
                .sorted(Comparator.comparing(ResourceDefinition::id))
                .forEach(each -> table.row(
                        each.id(),
                        each.name(),
                        does(each),
                        each.type() == ResourceType.NONE
                                ? ""
                                : each.type().name().toLowerCase(),
                        each.multiple() ? "yes" : "",
                        each.mandatory() ? "yes" : "",
                        each.range(),
                        each.units()));
        return Table.clean(head) + "\n" + table;
    }

    private static String instances(ObjectDefinition object) {
        return (object.multiple() ? "several" : "one") + (object.mandatory() ? ", mandatory" : "");
    }

    private static String does(ResourceDefinition resource) {
        return resource.operations().isEmpty()
                ? "bootstrap"
                : resource.operations().stream()
                        .sorted()
                        .map(Operation::name)
                        .collect(Collectors.joining(" "))
                        .toLowerCase();
    }
}
