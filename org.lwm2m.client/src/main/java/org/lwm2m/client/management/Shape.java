package org.lwm2m.client.management;

import java.util.Optional;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;

/**
 * What is known of an object's definition at the moment, if anything is. What isn't known is allowed: the object itself
 * then decides.
 *
 * @param version that of the object, which may be newer than the definition
 */
record Shape(Optional<ObjectDefinition> definition, ObjectVersion version) {

    Optional<ResourceDefinition> resource(int id) {
        return definition.flatMap(object -> object.resource(id));
    }

    /** Whether this version of the object has no such resource, for sure. */
    boolean lacks(int resource) {
        return resource(resource).isEmpty()
                && definition
                        .filter(object -> object.version().compareTo(version) >= 0)
                        .isPresent();
    }

    boolean allows(int resource, Operation operation) {
        return resource(resource)
                .map(each -> each.operations().contains(operation))
                .orElse(true);
    }

    /** Whether only the bootstrap interface may touch it. */
    boolean hides(int resource) {
        return resource(resource).filter(each -> each.operations().isEmpty()).isPresent();
    }

    boolean single(int resource) {
        return resource(resource).filter(each -> !each.multiple()).isPresent();
    }

    boolean multiple(int resource) {
        return resource(resource).filter(ResourceDefinition::multiple).isPresent();
    }

    boolean multipleInstances() {
        return definition.map(ObjectDefinition::multiple).orElse(true);
    }

    ResourceTypes types() {
        return path -> type(path.resource());
    }

    Optional<ResourceType> type(int resource) {
        return resource(resource).map(ResourceDefinition::type);
    }
}
