package org.lwm2m.client;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What access control may be configured with, for those who show and check configurations. */
@ObjectClassDefinition(
        name = "LwM2M access control",
        description = "Which servers may do what with one instance, all of an object, or who may create them.")
@interface AccessKeys {

    @AttributeDefinition(description = "The object, 1 to 65534", min = "1", max = "65534")
    int object();

    @AttributeDefinition(description = "The instance; 65535 for who may create instances; each if empty")
    String instance() default "";

    @AttributeDefinition(description = "The server that may change this; 65535 for none", min = "1", max = "65535")
    int owner() default 65535;

    @AttributeDefinition(description = "Rights by server, such as 2=read write, 0=read; 0 is for all others")
    String acl() default "";
}
