package org.lwm2m.client.management;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.client.access.Right;
import org.lwm2m.client.access.Rights;

/**
 * Send: what may go to a server, and in which format it goes (Core 1.2, 6.4.5).
 * <p>
 * A format that a server refused is not tried on it again while the registration lasts. State belongs to the loop.
 */
final class Informing {

    private static final Set<Status> REFUSALS = Set.of(Status.UNSUPPORTED_FORMAT, Status.NOT_ACCEPTABLE);

    private final ObjectTree tree;
    private final Coding coding;
    private final Rights rights;
    private final Map<ServerSession, Set<ContentFormat>> refused = new IdentityHashMap<>();

    Informing(ObjectTree tree, Coding coding, Rights rights) {
        this.tree = tree;
        this.coding = coding;
        this.rights = rights;
    }

    /** Asks the server to take these values; fails with the status that the client or the server refuses them with. */
    CompletionStage<Void> send(ServerSession to, List<Entry> values) {
        check(to, values);
        return attempt(to, values).thenAccept(Response::orThrow);
    }

    /** Tells the server these values without waiting; what it thinks of them nobody hears. */
    CompletionStage<Void> tell(ServerSession to, List<Entry> values) {
        check(to, values);
        return coded(to, values, to::tell);
    }

    /** The registration is over, and what was learned in it. */
    void ended(ServerSession session) {
        refused.remove(session);
    }

    private CompletionStage<Response> attempt(ServerSession to, List<Entry> values) {
        return coded(to, values, send -> to.send(send).thenApply(answer -> new Answer(send.content(), answer)))
                .thenCompose(answered -> {
                    if (!REFUSALS.contains(answered.response().status())) {
                        return CompletableFuture.completedStage(answered.response());
                    }
                    refused.computeIfAbsent(to, each -> new HashSet<>())
                            .add(answered.content().format());
                    return candidates(to, values).isEmpty()
                            ? CompletableFuture.completedStage(answered.response())
                            : attempt(to, values);
                });
    }

    private record Answer(Content content, Response response) {}

    private <T> CompletionStage<T> coded(
            ServerSession to, List<Entry> values, Function<Uplink.Send, CompletionStage<T>> then) {
        return coding.best(candidates(to, values))
                .thenCompose(format -> coding.encode(format, Path.ROOT, values))
                .thenCompose(content -> then.apply(new Uplink.Send(content)));
    }

    private List<ContentFormat> candidates(ServerSession to, List<Entry> values) {
        var timed = values.stream().anyMatch(entry -> entry.time().isPresent())
                || values.stream().map(Entry::path).distinct().count() < values.size();
        return Formats.COMPOSITE.preferred(to.version()).stream()
                .filter(format -> !timed || Formats.keepsTimes(format))
                .filter(format -> !refused.getOrDefault(to, Set.of()).contains(format))
                .toList();
    }

    /** Only what is readable, permitted and registered goes out (Core 1.2, 6.4.5 and 8.2). */
    private void check(ServerSession to, List<Entry> values) {
        if (!to.version().atLeast(Version.V1_1)) {
            throw new LwM2mException(
                    Status.NOT_IMPLEMENTED, "Send came with LwM2M 1.1; registered with " + to.version());
        }
        if (values.isEmpty()) {
            throw new LwM2mException(Status.BAD_REQUEST, "no value to send");
        }
        var permit = rights.of(to.server());
        for (var entry : values) {
            check(entry);
            if (!permit.allows(Right.READ, entry.path())) {
                throw new LwM2mException(
                        Status.UNAUTHORIZED, "server " + to.server() + " has no right to read " + entry.path());
            }
        }
    }

    private void check(Entry entry) {
        var path = entry.path();
        if (Target.secret(path)) {
            throw new LwM2mException(Status.UNAUTHORIZED, "servers have no access to " + path.upTo(1));
        }
        if (path.depth() < 3 || path.instance() == Path.ABSENT || entry.value().equals(Value.NONE)) {
            throw new LwM2mException(Status.BAD_REQUEST, "no value of a resource: " + path);
        }
        // What is behind a gateway may be sent without being registered (Gateway 1.1, 6.4).
        if (path.prefix().isEmpty() && !tree.has(path)) {
            throw new LwM2mException(Status.NOT_FOUND, path.upTo(2) + " is not registered");
        }
        tree.now(path)
                .map(PresentObject::shape)
                .filter(shape -> shape.lacks(path.resource()) || !shape.allows(path.resource(), Operation.READ))
                .ifPresent(shape -> {
                    throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "can't read, so can't send " + path);
                });
    }

    /** Whether the server has been told of all the instances there are that these values are of. */
    boolean listed(ServerSession to, List<Entry> values) {
        return values.stream()
                .map(entry -> entry.path().upTo(2))
                .filter(instance -> instance.prefix().isEmpty() && !Target.secret(instance) && tree.has(instance))
                .allMatch(to::lists);
    }
}
