package org.lwm2m.client.management;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.object.Arguments;

/** Execute and Delete (Core 1.2, 6.3.5 and 6.3.7). */
final class Acting {

    private static final Path DEVICE = Path.of(3, 0);

    private final ObjectTree tree;
    private final Observers observers;

    Acting(ObjectTree tree, Observers observers) {
        this.tree = tree;
        this.observers = observers;
    }

    CompletionStage<Response> execute(Downlink.Execute request) {
        var path = request.path();
        Target.check(path, 3, 3);
        return tree.find(path).thenCompose(object -> {
            var target = new Target(object, path, object.shape()).checked();
            if (!target.shape().allows(path.resource(), Operation.EXECUTE)) {
                throw target.notAllowed("execute");
            }
            Arguments.parse(request.arguments());
            return object.call(instances -> instances.execute(path.in(""), request.arguments()))
                    .thenApply(done -> Response.of(Status.CHANGED));
        });
    }

    CompletionStage<Response> delete(ServerSession from, Downlink.Delete request) {
        var path = request.path();
        Target.check(path, 2, 4);
        if (path.equals(DEVICE) || path.depth() == 3 || path.depth() == 4 && from.version() == Version.V1_0) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "can't delete " + path);
        }
        return tree.find(path)
                .thenCompose(object -> path.depth() == 4
                        ? instance(new Target(object, path, object.shape()).checked())
                        : CompletableFuture.completedStage(object))
                .thenCompose(object -> object.call(instances -> instances.delete(path.in("")))
                        .thenApply(done -> {
                            observers.changed(path);
                            observers.instancesMayHaveChanged(object);
                            return Response.of(Status.DELETED);
                        }));
    }

    private static CompletionStage<PresentObject> instance(Target target) {
        var resource = target.path().resource();
        if (!target.shape().allows(resource, Operation.WRITE)) {
            throw target.notAllowed("delete");
        }
        if (!target.shape().allows(resource, Operation.READ)) {
            return CompletableFuture.completedStage(target.object());
        }
        return target.object().read(target.path()).thenApply(entries -> {
            if (entries.isEmpty()) {
                throw target.notFound();
            }
            return target.object();
        });
    }
}
