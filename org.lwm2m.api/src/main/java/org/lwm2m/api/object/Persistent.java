package org.lwm2m.api.object;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that implements an interface marked {@link LwM2mObject}: what servers write to its resources outlives a
 * restart, and so do instances of it that servers create by an {@link InstanceFactory}.
 * <p>
 * Where there is a {@link org.lwm2m.api.store.StateStore}, a Write is answered once its values are in there. When such
 * an instance appears again, the engine calls its setters with them before any server sees it; one that throws is
 * logged and left as it is. Values that a program changes by itself are its own to keep, as is all that a {@link
 * ManagedObject} has.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Persistent {

    /** The ids of the resources that are kept; all that have a setter, if there are none. */
    int[] value() default {};
}
