package org.lwm2m.testing;

import java.util.stream.Collectors;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;

/**
 * A definition as lines of text, to be compared with what the specification's table says.
 * <p>
 * First the object, then a line a resource in order of id: {@code id|name|operations|Single or Multiple|Mandatory or
 * Optional|type|range|units}.
 */
public final class DefinitionTable {

    private DefinitionTable() {}

    public static String of(ObjectDefinition object) {
        return String.join(
                        "|",
                        String.valueOf(object.id()),
                        object.name(),
                        object.version().toString(),
                        object.enabler().toString(),
                        multiple(object.multiple()),
                        mandatory(object.mandatory()))
                + "\n"
                + object.resources().keySet().stream()
                        .sorted()
                        .map(id -> line(id, object.resources().get(id)) + "\n")
                        .collect(Collectors.joining());
    }

    private static String line(int id, ResourceDefinition resource) {
        return String.join(
                "|",
                id == resource.id() ? String.valueOf(id) : id + " says " + resource.id(),
                resource.name(),
                operations(resource),
                multiple(resource.multiple()),
                mandatory(resource.mandatory()),
                type(resource.type()),
                resource.range(),
                resource.units());
    }

    private static String operations(ResourceDefinition resource) {
        var letters = new StringBuilder();
        for (var operation : Operation.values()) {
            if (resource.operations().contains(operation)) {
                letters.append(operation.name().charAt(0));
            }
        }
        return letters.toString();
    }

    private static String type(ResourceType type) {
        return switch (type) {
            case NONE -> "";
            case UNSIGNED -> "Unsigned Integer";
            default -> type.name().charAt(0) + type.name().substring(1).toLowerCase();
        };
    }

    private static String multiple(boolean multiple) {
        return multiple ? "Multiple" : "Single";
    }

    private static String mandatory(boolean mandatory) {
        return mandatory ? "Mandatory" : "Optional";
    }
}
