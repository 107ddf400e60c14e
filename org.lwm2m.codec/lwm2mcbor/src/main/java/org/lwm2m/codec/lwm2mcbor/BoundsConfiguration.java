package org.lwm2m.codec.lwm2mcbor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What of {@link org.lwm2m.notation.Limits} this format needs, its keys with dots for underscores: {@code records.max}. */
@ObjectClassDefinition(
        name = "LwM2M CBOR codec",
        description = "How much of a payload is read. What goes beyond is refused with 4.13.")
@interface BoundsConfiguration {

    @AttributeDefinition(description = "The longest payload.")
    int payload_max_bytes() default 1 << 28;

    @AttributeDefinition(description = "How many values one payload may have.")
    int records_max() default 100_000;
}
