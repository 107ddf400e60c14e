package org.lwm2m.itest.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.model.server.Server;

/** The definitions that a side knows. */
public final class Definitions implements ObjectModels {

    private final List<ObjectDefinition> known = new ArrayList<>();

    public Definitions(Class<?>... interfaces) {
        known.add(of(Server.class));
        for (var each : interfaces) {
            known.add(of(each));
        }
    }

    @Override
    public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
        return known.stream()
                .filter(each -> each.id() == object && each.version().major() == version.major())
                .findFirst();
    }

    @Override
    public Stream<ObjectDefinition> all() {
        return known.stream();
    }

    @Override
    public ObjectDefinition of(Class<?> annotated) {
        return ObjectInterface.of(annotated).definition();
    }
}
