package org.lwm2m.api.bootstrap;

import org.lwm2m.api.Path;
import org.lwm2m.api.Status;

/**
 * One operation of a bootstrap, and what the client answered.
 *
 * @param path the root for Finish and for a pack
 * @param status as it came; 5.03 and 5.04 also where there was no way or no answer
 * @param words about an error, from the client or from here; empty with a success
 */
public record BootstrapResult(Operation operation, Path path, Status status, String words) {

    /** What was asked; a pack was asked for by the client. */
    public enum Operation {
        DISCOVER,
        READ,
        DELETE,
        WRITE,
        FINISH,
        PACK
    }

    @Override
    public String toString() {
        var where =
                path.depth() == 0 && operation != Operation.DELETE && operation != Operation.DISCOVER ? "" : " " + path;
        return operation + where + ": " + status + (words.isEmpty() ? "" : ", " + words);
    }
}
