package org.lwm2m.api.object;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Marks an interface as an object: its methods are the resources. The bundle then says so in its manifest, where the
 * registry of definitions finds it.
 * <p>
 * A gateway implements it, a server calls it: {@code client.as(Temperature.class, 0).sensorValue()}.
 */
@Capability(namespace = "lwm2m.object", attribute = "interface=${@class}")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LwM2mObject {

    @Attribute("id")
    int id();

    @Attribute("version:Version")
    String version() default "1.0";

    /** Its name in the registry, if it is not the interface's. */
    String name() default "";

    /** The oldest LwM2M that it works with. */
    String enabler() default "1.0";

    boolean multiple() default true;

    boolean mandatory() default false;
}
