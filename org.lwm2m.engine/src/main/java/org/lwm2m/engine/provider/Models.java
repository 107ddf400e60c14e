package org.lwm2m.engine.provider;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Path;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;

/** The object definitions there are now; none is a normal state, then everything is handled generically. */
public final class Models {

    private final Ranked<ObjectModels> models = new Ranked<>();
    private final Arrivals arrivals;

    public Models(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    public void add(ObjectModels service, Map<String, ?> properties) {
        models.add(service, properties);
        arrivals.arrived();
    }

    public void remove(ObjectModels service) {
        models.remove(service);
        arrivals.left(Models.class);
    }

    /** Completes when there are definitions, or when it is clear that there will be none for now. */
    public CompletionStage<Void> ready() {
        return models.best().isPresent()
                ? CompletableFuture.completedFuture(null)
                : arrivals.await(Models.class, models::best).thenApply(found -> null);
    }

    public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
        return models.best().flatMap(service -> service.find(object, version));
    }

    /** What a resource is, in the version that the client registered its object in. */
    public Optional<ResourceDefinition> find(Path resource, ObjectVersion version) {
        return find(resource.object(), version).flatMap(object -> object.resource(resource.resource()));
    }
}
