package org.lwm2m.itest.leshan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.leshan.core.node.LwM2mMultipleResource;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mObject;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mResourceInstance;
import org.eclipse.leshan.core.node.LwM2mSingleResource;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;

/** Our entries as Leshan's trees, and back. */
public final class LeshanNodes {

    private LeshanNodes() {}

    public static LwM2mPath path(Path path) {
        return new LwM2mPath(path.toString());
    }

    /** The tree at a path, of entries at it or under it. */
    public static LwM2mNode tree(Path base, List<Entry> entries) {
        return switch (base.depth()) {
            case 1 ->
                new LwM2mObject(
                        base.object(),
                        grouped(2, entries).values().stream()
                                .map(LeshanNodes::instance)
                                .toList());
            case 2 -> instance(entries);
            case 3 -> resource(entries);
            case 4 -> instanceOfResource(entries.get(0));
            default -> throw new IllegalArgumentException("no tree at " + base);
        };
    }

    /** One tree for each resource. */
    public static Map<LwM2mPath, LwM2mNode> resources(List<Entry> entries) {
        var nodes = new LinkedHashMap<LwM2mPath, LwM2mNode>();
        grouped(3, entries).forEach((path, group) -> nodes.put(path(path), resource(group)));
        return nodes;
    }

    /** One for each value, as a Write-Composite wants them. */
    public static Map<LwM2mPath, LwM2mNode> values(List<Entry> entries) {
        var nodes = new LinkedHashMap<LwM2mPath, LwM2mNode>();
        entries.forEach(entry -> nodes.put(path(entry.path()), tree(entry.path(), List.of(entry))));
        return nodes;
    }

    /** The entries of a tree, in the order of their paths. */
    public static List<Entry> entries(Path at, LwM2mNode node) {
        return entries(at, node, Optional.empty());
    }

    public static List<Entry> entries(Path at, LwM2mNode node, Optional<Instant> time) {
        var entries = new ArrayList<Entry>();
        collect(at, node, time, entries);
        entries.sort((one, other) -> one.path().compareTo(other.path()));
        return entries;
    }

    public static List<Entry> entries(Map<LwM2mPath, LwM2mNode> nodes) {
        var entries = new ArrayList<Entry>();
        nodes.forEach((path, node) -> collect(Path.parse(path.toString()), node, Optional.empty(), entries));
        entries.sort((one, other) -> one.path().compareTo(other.path()));
        return entries;
    }

    private static void collect(Path at, LwM2mNode node, Optional<Instant> time, List<Entry> into) {
        if (node instanceof LwM2mObject object) {
            object.getInstances().forEach((id, child) -> collect(at.child(id), child, time, into));
        } else if (node instanceof LwM2mObjectInstance instance) {
            instance.getResources().forEach((id, child) -> collect(at.child(id), child, time, into));
        } else if (node instanceof LwM2mMultipleResource resource) {
            resource.getInstances().forEach((id, child) -> collect(at.child(id), child, time, into));
        } else if (node instanceof LwM2mSingleResource resource) {
            into.add(new Entry(at, LeshanValues.ours(resource.getType(), resource.getValue()), time));
        } else if (node instanceof LwM2mResourceInstance instance) {
            into.add(new Entry(at, LeshanValues.ours(instance.getType(), instance.getValue()), time));
        }
    }

    private static LwM2mObjectInstance instance(List<Entry> entries) {
        var resources =
                grouped(3, entries).values().stream().map(LeshanNodes::resource).toList();
        return new LwM2mObjectInstance(entries.get(0).path().instance(), resources);
    }

    private static LwM2mResource resource(List<Entry> entries) {
        var first = entries.get(0);
        var id = first.path().resource();
        var type = LeshanValues.type(first.value());
        if (first.path().depth() == 3) {
            return LwM2mSingleResource.newResource(id, LeshanValues.theirs(first.value()), type);
        }
        var values = new TreeMap<Integer, Object>();
        entries.forEach(entry -> values.put(entry.path().resourceInstance(), LeshanValues.theirs(entry.value())));
        return LwM2mMultipleResource.newResource(id, values, type);
    }

    private static LwM2mResourceInstance instanceOfResource(Entry entry) {
        return LwM2mResourceInstance.newInstance(
                entry.path().resourceInstance(), LeshanValues.theirs(entry.value()), LeshanValues.type(entry.value()));
    }

    private static Map<Path, List<Entry>> grouped(int depth, List<Entry> entries) {
        var groups = new LinkedHashMap<Path, List<Entry>>();
        for (var entry : entries) {
            groups.computeIfAbsent(entry.path().upTo(depth), path -> new ArrayList<>())
                    .add(entry);
        }
        return groups;
    }
}
