package org.lwm2m.store.file;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes the configuration to tools; {@link Settings} reads it. */
@ObjectClassDefinition(
        id = FileStore.PID,
        name = "LwM2M file store",
        description = "Where registrations, observations and states are kept.")
@interface StoreConfiguration {

    @AttributeDefinition(
            description = "The file; without one it is in the data area that the framework gives the bundle",
            required = false)
    String file() default "";

    @AttributeDefinition(description = "How long a changed registration may wait before it is written")
    int write_delay_millis() default Settings.DEFAULT_DELAY;

    @AttributeDefinition(description = "Most octets of one state")
    int value_max_bytes() default Settings.DEFAULT_LARGEST;

    @AttributeDefinition(description = "Most states")
    int states_max() default Settings.DEFAULT_STATES;
}
