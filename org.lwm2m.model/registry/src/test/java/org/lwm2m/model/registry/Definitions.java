package org.lwm2m.model.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;

/** Definitions to test with. */
final class Definitions {

    private static final Set<Set<Operation>> OPERATIONS = Set.of(
            Set.of(),
            Set.of(Operation.READ),
            Set.of(Operation.WRITE),
            Set.of(Operation.READ, Operation.WRITE),
            Set.of(Operation.EXECUTE));

    private Definitions() {}

    /** A small one. */
    static ObjectDefinition of(int id, String version, String name) {
        var resource = new ResourceDefinition(
                5700, "Value", Set.of(Operation.READ), ResourceType.FLOAT, "", "Cel", false, true);
        return new ObjectDefinition(
                id, ObjectVersion.parse(version), name, Version.V1_0, true, false, Map.of(5700, resource));
    }

    /** One whose resources are of all kinds that there may be. */
    static ObjectDefinition full(int id, String version, Version enabler) {
        var resources = new HashMap<Integer, ResourceDefinition>();
        for (var type : ResourceType.values()) {
            for (var operations : OPERATIONS) {
                if ((type == ResourceType.NONE) == operations.contains(Operation.EXECUTE)) {
                    add(resources, operations, type, false);
                    if (type != ResourceType.NONE) {
                        add(resources, operations, type, true);
                    }
                }
            }
        }
        return new ObjectDefinition(
                id, ObjectVersion.parse(version), "Object " + id, enabler, id % 2 == 0, id % 3 == 0, resources);
    }

    private static void add(
            Map<Integer, ResourceDefinition> all, Set<Operation> operations, ResourceType type, boolean multiple) {
        var id = all.size();
        var odd = id % 2 == 1;
        all.put(
                id,
                new ResourceDefinition(
                        id,
                        "Number " + id + " <" + type + "> & more",
                        operations,
                        type,
                        odd ? "" : "0..100",
                        odd ? "s" : "",
                        multiple,
                        odd));
    }
}
