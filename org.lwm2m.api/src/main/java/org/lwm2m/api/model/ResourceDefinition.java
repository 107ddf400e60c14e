package org.lwm2m.api.model;

import java.util.Set;

/**
 * What a resource is.
 *
 * @param operations none if only the bootstrap interface may touch it
 * @param range as the definition writes it, such as {@code 0..100} or {@code 0,1,2}; empty for none
 * @param units as the definition writes them, such as {@code Cel}; empty for none
 */
public record ResourceDefinition(
        int id,
        String name,
        Set<Operation> operations,
        ResourceType type,
        String range,
        String units,
        boolean multiple,
        boolean mandatory) {

    /** What a server may do with a resource. */
    public enum Operation {
        READ,
        WRITE,
        EXECUTE
    }
}
