package org.lwm2m.client.management;

import java.util.List;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.client.access.Permit;
import org.lwm2m.client.access.Right;
import org.lwm2m.client.access.Rights;

/**
 * Lets through what a server has the right to (Core 1.2, table 8.2-1). An instance that is not there needs none: the
 * operation itself says so. Reading, which takes what it may get, and composites ask for each instance themselves.
 */
record Gate(ObjectTree tree, Rights rights) {

    Permit of(ServerSession from) {
        return rights.of(from.server());
    }

    /** Fails with 4.01 without the right that a request needs. */
    void check(ServerSession from, Downlink request) {
        if (request instanceof Downlink.Write write) {
            check(from, Right.WRITE, write.path());
        } else if (request instanceof Downlink.WriteAttributes write
                && write.path().depth() > 1) {
            check(from, Right.READ, write.path());
        } else if (request instanceof Downlink.Execute execute) {
            check(from, Right.EXECUTE, execute.path());
        } else if (request instanceof Downlink.Create create) {
            check(from, Right.CREATE, create.path());
        } else if (request instanceof Downlink.Delete delete) {
            check(from, Right.DELETE, delete.path());
        }
    }

    /** What a server may be told of these entries. */
    List<Entry> readable(int server, List<Entry> entries) {
        var permit = rights.of(server);
        return permit == Permit.ALL
                ? entries
                : entries.stream()
                        .filter(entry -> permit.allows(Right.READ, entry.path()))
                        .toList();
    }

    /** Nothing is left to control where an instance was. */
    void deleted(Path path) {
        if (path.depth() == 2) {
            rights.deleted(path);
        }
    }

    void check(ServerSession from, Right right, Path path) {
        if (!Target.secret(path)
                && (path.depth() > 1 || right == Right.CREATE && path.depth() == 1)
                && !of(from).allows(right, path)
                && tree.has(path)) {
            throw new LwM2mException(Status.UNAUTHORIZED, "no right to " + right + " at " + path);
        }
    }
}
