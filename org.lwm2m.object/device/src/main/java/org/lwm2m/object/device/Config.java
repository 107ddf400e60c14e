package org.lwm2m.object.device;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What the Device object says instead of what Linux tells. */
@ObjectClassDefinition(
        name = "LwM2M Device",
        description = "Object /3 of this machine. What is left empty is what Linux tells of it.")
@interface Config {

    @AttributeDefinition(description = "/3/0/0")
    String manufacturer() default "";

    @AttributeDefinition(description = "/3/0/1, Model Number")
    String model() default "";

    @AttributeDefinition(description = "/3/0/2, Serial Number")
    String serial() default "";

    @AttributeDefinition(description = "/3/0/3")
    String firmware_version() default "";

    @AttributeDefinition(description = "/3/0/14, such as +02:00; that of the time zone if empty")
    String utc_offset() default "";

    @AttributeDefinition(description = "/3/0/15, such as Europe/Berlin")
    String timezone() default "";

    @AttributeDefinition(description = "/3/0/16, Supported Binding and Modes; those of the transports here if empty")
    String binding() default "";

    @AttributeDefinition(description = "/3/0/17")
    String device_type() default "gateway";

    @AttributeDefinition(description = "/3/0/18")
    String hardware_version() default "";

    @AttributeDefinition(description = "/3/0/19")
    String software_version() default "";

    @AttributeDefinition(
            description = "What /3/0/10 and /3/0/21 count",
            options = {
                @Option(label = "Space in the file system of the working directory", value = "storage"),
                @Option(label = "Working memory", value = "ram")
            })
    String memory() default "storage";

    @AttributeDefinition(description = "How often to tell of the time and of what else changed; 0 for never")
    int refresh_seconds() default 1;
}
