package org.lwm2m.api.model;

import org.lwm2m.api.Value;

/** What a resource holds, by the names that definitions use (Core 1.2, appendix C). */
public enum ResourceType {
    STRING(Value.Text.class),
    INTEGER(Value.Int.class),
    UNSIGNED(Value.Unsigned.class),
    FLOAT(Value.Real.class),
    BOOLEAN(Value.Flag.class),
    OPAQUE(Value.Opaque.class),
    TIME(Value.Time.class),
    OBJLNK(Value.ObjectLink.class),
    CORELNK(Value.CoreLinks.class),
    /** Nothing: it is executed. */
    NONE(Value.None.class);

    private final Class<? extends Value> value;

    ResourceType(Class<? extends Value> value) {
        this.value = value;
    }

    public boolean accepts(Value candidate) {
        return value.isInstance(candidate);
    }
}
