package org.lwm2m.api.object;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.lwm2m.api.model.ResourceType;

/**
 * Marks the method that reads a resource (it returns a value) or writes it (it takes one). Both may share an id.
 * <p>
 * An abstract method is mandatory; a default method is optional, and the resource exists where it is overridden. A
 * getter may still say that there is nothing at present: it throws {@link Absent}.
 * <p>
 * The type follows from Java's: {@code String}, {@code long}, {@code int}, {@code double}, {@code boolean}, {@code
 * Bytes}, {@code Instant}, {@code Value.ObjectLink}, {@code Value.CoreLinks}; a {@code Map<Integer, …>} of these is a
 * multiple resource, by resource instance id. {@link ObjectInterface} reads all this.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Resource {

    /** Its id. */
    int value();

    /** Its name in the registry, if it is not the method's. */
    String name() default "";

    /** Where Java's type does not tell, as for unsigned integers. */
    ResourceType type() default ResourceType.NONE;

    String range() default "";

    String units() default "";

    /** Whether only the bootstrap interface may touch it: the definition gives it no operation at all. */
    boolean bootstrapOnly() default false;
}
