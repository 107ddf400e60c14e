package org.lwm2m.client.access;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.ManagedObject;

/** Object /2, as the owners of instances read and change it (Core 1.2, 8.1.2 and E.3). */
record AccessControlObject(AccessControls controls) implements ManagedObject {

    private static final int ACL = 2;
    private static final int OWNER = 3;

    @Override
    public Set<Integer> instances() {
        return controls.instances();
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        var found = controls.instances().stream()
                .filter(id -> path.depth() < 2 || path.instance() == id)
                .flatMap(id -> controls.get(id).orElseThrow().entries(id).stream())
                .filter(entry -> path.contains(entry.path()))
                .toList();
        return CompletableFuture.completedStage(found);
    }

    @Override
    public void check(Path path, List<Entry> entries, Mode mode) {
        written(path, entries, mode);
    }

    @Override
    public CompletionStage<Void> write(Path path, List<Entry> entries, Mode mode) {
        controls.change(path.instance(), written(path, entries, mode));
        return CompletableFuture.completedStage(null);
    }

    /** Takes the rights of one server away, so that those of all others count for it. */
    @Override
    public CompletionStage<Void> delete(Path path) {
        if (path.depth() != 4 || path.resource() != ACL) {
            throw refused(Status.METHOD_NOT_ALLOWED, path + " goes with what it is about");
        }
        var before = present(path);
        var acl = new TreeMap<>(before.acl());
        if (acl.remove(path.resourceInstance()) == null) {
            throw refused(Status.NOT_FOUND, "no " + path);
        }
        controls.change(path.instance(), new AccessControl(before.target(), before.owner(), acl));
        return CompletableFuture.completedStage(null);
    }

    private AccessControl present(Path path) {
        return controls.get(path.instance())
                .orElseThrow(() -> refused(Status.NOT_FOUND, "no " + path.upTo(2) + "; have " + instances()));
    }

    /** What an instance would be after a write. */
    private AccessControl written(Path path, List<Entry> entries, Mode mode) {
        var before = present(path);
        var acl = new TreeMap<>(before.acl());
        var owner = before.owner();
        if (mode == Mode.REPLACE && (path.depth() == 2 || path.depth() == 3 && path.resource() == ACL)) {
            acl.clear();
        }
        for (var entry : entries) {
            var resource = entry.path().resource();
            if (resource == OWNER) {
                owner = owner(entry);
            } else if (resource == ACL && entry.path().depth() == 4) {
                acl.put(server(entry), rights(entry));
            } else if (resource != ACL || !entry.value().equals(Value.NONE)) {
                throw refused(Status.METHOD_NOT_ALLOWED, "can't write " + entry.path());
            }
        }
        return new AccessControl(before.target(), owner, acl);
    }

    private int owner(Entry entry) {
        var owner = Provision.number(entry);
        if (owner != AccessControl.BOOTSTRAP && !controls.servers().contains(owner)) {
            throw Provision.wrong(entry.path(), "has to be one of " + controls.servers() + ", or 65535 for none");
        }
        return owner;
    }

    private int server(Entry entry) {
        var server = entry.path().resourceInstance();
        if (server != AccessControl.OTHERS && !controls.servers().contains(server)) {
            throw Provision.wrong(entry.path(), "is for none of the servers " + controls.servers());
        }
        return server;
    }

    private static int rights(Entry entry) {
        var rights = Provision.number(entry);
        if (rights > 31) {
            throw Provision.wrong(entry.path(), "has to be 0 to 31");
        }
        return rights;
    }

    private static LwM2mException refused(Status status, String why) {
        return new LwM2mException(status, why);
    }
}
