package org.lwm2m.api.object;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An instance of an annotated interface whose optional resources can be taken away: by a Write in the mode Replace that
 * leaves them out (Core 1.2, 6.3.3).
 * <p>
 * After that the getter throws {@link Absent}, or returns what holds where nobody says otherwise. An instance that is
 * not unsettable keeps what a Replace leaves out, but for multiple resources, which are emptied.
 */
@ConsumerType
public interface Unsettable {

    /**
     * Takes a single resource away; nothing happens if it is not there.
     *
     * @param resource one that is optional and has a setter here
     */
    void unset(int resource);
}
