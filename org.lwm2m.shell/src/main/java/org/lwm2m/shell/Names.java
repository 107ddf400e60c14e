package org.lwm2m.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.shell.text.Table;
import org.lwm2m.shell.text.ValueText;

/** What the models say about one client's paths, by the versions of its objects. Absent models just say nothing. */
public final class Names {

    private final Optional<ObjectModels> models;
    private final Map<Integer, ObjectVersion> versions = new HashMap<>();

    public Names(Optional<ObjectModels> models, List<Link> links) {
        this.models = models;
        for (var link : links) {
            var version = link.parameters().get("ver");
            if (version != null && version.matches("[0-9]{1,4}\\.[0-9]{1,4}")) {
                versions.put(link.path().object(), ObjectVersion.parse(version));
            }
        }
    }

    public Optional<ObjectDefinition> object(Path path) {
        var version = versions.getOrDefault(path.object(), ObjectVersion.V1_0);
        return models.flatMap(each -> each.find(path.object(), version));
    }

    public Optional<ResourceDefinition> resource(Path path) {
        return path.resource() == Path.ABSENT
                ? Optional.empty()
                : object(path).flatMap(each -> each.resource(path.resource()));
    }

    /** The name of what a path ends in, with the number of an instance behind it; empty if it isn't known. */
    public String name(Path path) {
        if (path.depth() == 0) {
            return "";
        }
        var name = path.depth() < 3
                ? object(path).map(ObjectDefinition::name)
                : resource(path).map(ResourceDefinition::name);
        var number = path.depth() % 2 == 0 ? " " + path.id(path.depth() - 1) : "";
        return name.map(each -> each + number).orElse("");
    }

    /** A value from what was typed, by the type of the resource; guessed if that isn't known. */
    Value value(Path path, String text) throws CommandFailed {
        try {
            var type = resource(path).map(ResourceDefinition::type);
            return type.isPresent() ? ValueText.parse(text, type.get()) : ValueText.guess(text);
        } catch (IllegalArgumentException e) {
            var name = name(path);
            throw new CommandFailed(path + (name.isEmpty() ? "" : " " + name) + ": " + e.getMessage(), e);
        }
    }

    /** A table of values: where, what it is called, what it is, in which unit. */
    String table(List<Entry> entries) {
        var table = new Table("PATH", "NAME", "VALUE", "UNIT", "AT");
        entries.stream()
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .forEach(entry -> table.row(
                        entry.path(),
                        name(entry.path()),
                        ValueText.show(entry.value()),
                        units(entry.path()),
                        entry.time().map(ValueText::date).orElse("")));
        return table.isEmpty() ? "nothing there" : table.toString();
    }

    /** One value in one line. */
    String line(Entry entry) {
        var name = name(entry.path());
        var units = units(entry.path());
        return Table.clean(entry.path() + (name.isEmpty() ? "" : " " + name) + " = " + ValueText.show(entry.value())
                + (units.isEmpty() ? "" : " " + units)
                + entry.time().map(time -> " at " + ValueText.date(time)).orElse(""));
    }

    boolean multiple(Path path) {
        return resource(path).map(ResourceDefinition::multiple).orElse(false);
    }

    Optional<ResourceType> type(Path path) {
        return resource(path).map(ResourceDefinition::type);
    }

    private String units(Path path) {
        return resource(path).map(ResourceDefinition::units).orElse("");
    }
}
