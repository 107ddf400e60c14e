package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.leshan.client.resource.SimpleInstanceEnabler;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.node.LwM2mMultipleResource;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.request.argument.Arguments;
import org.eclipse.leshan.core.response.ExecuteResponse;
import org.eclipse.leshan.core.response.WriteResponse;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;

/** An instance that has the resources it was given, those that were written, and what its object lets be executed. */
final class Shelf extends SimpleInstanceEnabler {

    /** What the devices of the test cases have of that. */
    private static final Map<Integer, List<Integer>> EXECUTABLE = Map.of(1, List.of(8), 3, List.of(4));

    private final String endpoint;
    private final Path path;
    private final List<Entry> first;

    Shelf(String endpoint, Path path, List<Entry> first) {
        super(path.instance());
        this.endpoint = endpoint;
        this.path = path;
        this.first = first;
    }

    @Override
    public void setModel(ObjectModel model) {
        this.model = model;
        resources = new HashMap<>();
        LeshanNodes.resources(first).forEach((at, node) -> resources.put(at.getResourceId(), (LwM2mResource) node));
    }

    /** Others of the same resource stay. */
    void change(int resource, List<Entry> values) {
        LeshanNodes.resources(values)
                .values()
                .forEach(node -> write(LwM2mServer.SYSTEM, false, resource, (LwM2mResource) node));
    }

    /** Takes away what a Write leaves out, but what can only be read. */
    @Override
    public void reset(int resource) {
        if (model.resources.get(resource).operations.isWritable()) {
            resources.remove(resource);
        }
    }

    @Override
    public WriteResponse write(LwM2mServer server, boolean replace, int resource, LwM2mResource value) {
        // It adds to the instances that there were, and minds if there was none.
        if (value.isMultiInstances()) {
            resources.computeIfAbsent(
                    resource, none -> LwM2mMultipleResource.newResource(resource, Map.of(), value.getType()));
        }
        return super.write(server, replace, resource, value);
    }

    @Override
    public List<Integer> getAvailableResourceIds(ObjectModel model) {
        var there = new TreeSet<>(resources.keySet());
        there.addAll(EXECUTABLE.getOrDefault(path.object(), List.of()));
        return new ArrayList<>(there);
    }

    @Override
    public ExecuteResponse execute(LwM2mServer server, int resource, Arguments arguments) {
        say("event", endpoint, "executed", path.child(resource));
        if (path.object() == 1) {
            getLwM2mClient().triggerRegistrationUpdate();
        }
        return ExecuteResponse.success();
    }
}
