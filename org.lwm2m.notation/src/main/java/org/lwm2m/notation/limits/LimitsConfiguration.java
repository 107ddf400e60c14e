package org.lwm2m.notation.limits;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of {@link org.lwm2m.notation.Limits}, its keys with dots for underscores: {@code records.max}. */
@ObjectClassDefinition(
        name = "LwM2M codec",
        description = "How much of a payload is read. What goes beyond is refused with 4.13.")
public @interface LimitsConfiguration {

    @AttributeDefinition(description = "The longest payload.")
    int payload_max_bytes() default 1 << 28;

    @AttributeDefinition(description = "How many values or paths one payload may have.")
    int records_max() default 100_000;

    @AttributeDefinition(description = "How deep what nobody understands may nest: 1 to 64.")
    int nesting_max() default 16;
}
