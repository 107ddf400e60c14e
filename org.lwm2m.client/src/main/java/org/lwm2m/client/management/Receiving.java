package org.lwm2m.client.management;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.client.loop.Loop;

/**
 * Large values on their way in: refuses them before they are sent, or finds the place where their octets go, one
 * transfer at a time for each resource. State belongs to the loop.
 */
final class Receiving {

    private record Transfer(ServerSession from, Inflow inflow) {}

    private final Loop loop;
    private final Writing writing;
    private final Coding coding;
    private final Spool spool;
    private final Map<Path, Transfer> open = new HashMap<>();

    Receiving(Loop loop, Writing writing, Coding coding, Spool spool) {
        this.loop = loop;
        this.writing = writing;
        this.coding = coding;
        this.spool = spool;
    }

    /** Where the octets of one large value go; those of other formats are collected, to be decoded first. */
    CompletionStage<Optional<Sink>> receive(ServerSession from, Downlink.Write head, OptionalLong size) {
        return writing.target(head.path(), head.mode()).thenCompose(target -> {
            coding.expect(Writing.formats(target), head.content().format(), from.version());
            return head.content().format().equals(ContentFormat.OPAQUE)
                    ? place(from, target, size)
                    : CompletableFuture.completedStage(Optional.empty());
        });
    }

    /** An object or an instance has left: what is on its way there ends. */
    void left(Path path) {
        var gone = new LwM2mException(Status.NOT_FOUND, path + " has gone meanwhile");
        open.forEach((each, transfer) -> {
            if (path.contains(each)) {
                transfer.inflow().stop(gone);
            }
        });
    }

    private CompletionStage<Optional<Sink>> place(ServerSession from, Target target, OptionalLong size) {
        var before = open.get(target.path());
        if (before == null) {
            return ask(from, target, size);
        } else if (before.from() != from) {
            throw new LwM2mException(Status.UNAVAILABLE, "another server is writing " + target.path());
        }
        before.inflow().stop(new LwM2mException(Status.REQUEST_INCOMPLETE, "the same was begun anew"));
        return before.inflow().ended().thenComposeAsync(ended -> ask(from, target, size), loop);
    }

    private CompletionStage<Optional<Sink>> ask(ServerSession from, Target target, OptionalLong size) {
        var path = target.path();
        return target.object()
                .call(object -> CompletableFuture.completedStage(sink(object, path.in(""), size)))
                .thenApply(sink -> sink.map(each -> {
                    var transfer = new Transfer(from, new Inflow(each));
                    open.put(path, transfer);
                    transfer.inflow().ended().thenRun(() -> loop.execute(() -> open.remove(path, transfer)));
                    return transfer.inflow();
                }));
    }

    /** A setter can't take a value but whole, so that waits in a file. */
    private Optional<Sink> sink(ManagedObject object, Path path, OptionalLong size) {
        return object.receive(path, size)
                .or(() -> object instanceof AnnotatedInstances annotated && annotated.takesOctets(path)
                        ? Optional.of(spool.open(size))
                        : Optional.empty());
    }
}
