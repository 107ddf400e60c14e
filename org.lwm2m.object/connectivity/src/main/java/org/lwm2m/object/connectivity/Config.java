package org.lwm2m.object.connectivity;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What Linux can't tell of the network, and how it is looked at. */
@ObjectClassDefinition(
        name = "LwM2M connectivity",
        description = "Objects /4, Connectivity Monitoring, and /7, Connectivity Statistics, of this machine.")
@interface Config {

    @AttributeDefinition(description = "The interface in use; that of the best default route if empty")
    String link() default "";

    @AttributeDefinition(
            description = "The bearers of interfaces, by their numbers in /4/0/0, such as wwan0=7 for NB-IoT")
    String[] bearers() default {};

    @AttributeDefinition(description = "/7/0/8 until a server writes it: how long to count after a start; 0 for ever")
    int period_seconds() default 0;

    @AttributeDefinition(description = "How often to tell of what changed; 0 for never")
    int refresh_seconds() default 10;
}
