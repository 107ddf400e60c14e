package org.lwm2m.itest.formats;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.model.StaticModel;
import org.lwm2m.api.Path;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.itest.leshan.LeshanValues;

/** What the resources of some objects hold, to be told to both sides. */
public final class Shapes implements ResourceTypes {

    /** What a resource holds. */
    public record Shape(ResourceType type, boolean multiple) {}

    private final Map<Integer, Map<Integer, Shape>> objects = new TreeMap<>();
    private final Map<Integer, Map<Integer, Optional<ResourceType>>> types = new HashMap<>();

    /** Adds a resource. Returns this. */
    public Shapes with(int object, int resource, ResourceType type, boolean multiple) {
        objects.computeIfAbsent(object, id -> new TreeMap<>()).put(resource, new Shape(type, multiple));
        types.computeIfAbsent(object, id -> new HashMap<>()).put(resource, Optional.of(type));
        return this;
    }

    public Map<Integer, Map<Integer, Shape>> objects() {
        return objects;
    }

    @Override
    public Optional<ResourceType> at(Path path) {
        return types.getOrDefault(path.object(), Map.of()).getOrDefault(path.resource(), Optional.empty());
    }

    public boolean multiple(int object, int resource) {
        var shape = objects.getOrDefault(object, Map.of()).get(resource);
        return shape != null && shape.multiple();
    }

    /** The same as Leshan wants it. */
    public LwM2mModel model() {
        return new StaticModel(objects.entrySet().stream()
                .map(object -> new ObjectModel(
                        object.getKey(),
                        "object",
                        "",
                        "1.0",
                        true,
                        false,
                        object.getValue().entrySet().stream()
                                .map(each -> model(each.getKey(), each.getValue()))
                                .toList()))
                .toList());
    }

    private static ResourceModel model(int id, Shape shape) {
        return new ResourceModel(
                id,
                "resource",
                ResourceModel.Operations.RW,
                shape.multiple(),
                false,
                LeshanValues.type(shape.type()),
                "",
                "",
                "");
    }
}
