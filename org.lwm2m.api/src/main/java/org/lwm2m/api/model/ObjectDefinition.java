package org.lwm2m.api.model;

import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Version;

/**
 * What an object is: the content of an OMA definition, less its prose.
 *
 * @param enabler the oldest LwM2M that it works with
 * @param resources by id
 */
public record ObjectDefinition(
        int id,
        ObjectVersion version,
        String name,
        Version enabler,
        boolean multiple,
        boolean mandatory,
        Map<Integer, ResourceDefinition> resources) {

    public ObjectDefinition {
        resources = Map.copyOf(resources);
    }

    public Optional<ResourceDefinition> resource(int id) {
        return Optional.ofNullable(resources.get(id));
    }
}
