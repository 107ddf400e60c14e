package org.lwm2m.api.object;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes the instances of an annotated interface that servers create, and ends those that they delete (Core 1.2, 6.3.6
 * and 6.3.7). A service; without one, Create and Delete of an annotated object are answered 4.05.
 * <p>
 * The engine has checked types, ranges and what is mandatory before it calls {@link #create}; then it calls the setters
 * of the new instance with what the server gave, lowest resource first. Servers see the instance when all of them have
 * returned; if one throws, this instance and all others of the same Create are ended by {@link #delete}. Calls come one
 * at a time and must not block. When the service goes, its instances go with it, so that its bundle can be replaced.
 * <p>
 * One factory may serve several clients, each with instance numbers of its own: {@link ManagedObject#CLIENT} says which.
 *
 * @param <T> the interface marked {@link LwM2mObject}
 */
@ConsumerType
public interface InstanceFactory<T> {

    /** The interface whose instances it makes. */
    Class<T> type();

    /** Those that are there from the beginning, by number, such as those kept over a restart. Asked once a client. */
    default Map<Integer, T> instances() {
        return Map.of();
    }

    /**
     * Makes an instance without values.
     *
     * @param instance its number, which is free
     * @throws org.lwm2m.api.LwM2mException to refuse, with the status to answer
     */
    T create(int instance);

    /**
     * Ends an instance: a server deletes it, or its Create failed.
     *
     * @throws org.lwm2m.api.LwM2mException to refuse, with the status to answer; after a failed Create that is too late
     */
    default void delete(int instance, T gone) {}
}
