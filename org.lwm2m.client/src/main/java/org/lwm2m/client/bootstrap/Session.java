package org.lwm2m.client.bootstrap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.lwm2m.api.Content;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.client.account.Draft;
import org.lwm2m.client.management.Provisioning;
import org.lwm2m.client.registration.Surroundings;

/**
 * One bootstrap session: answers what the Bootstrap-Server asks, one thing after another, and keeps what it makes apart
 * until that is complete (Core 1.2, 6.1.7). Belongs to the client's loop.
 */
final class Session {

    private static final Path DEVICE = Path.of(3, 0);

    /** Who asks without waiting for answers has to wait. */
    private static final int MOST_WAITING = 16;

    private final Host host;
    private final Surroundings around;
    private final Version version;
    private final Provisioning objects;
    private final Draft draft;
    private final Staged others;
    private CompletionStage<Response> last = CompletableFuture.completedStage(Response.SILENCE);
    private int waiting;
    private boolean over;
    private boolean taken;

    /** @param version the LwM2M that the client speaks */
    Session(Host host, Surroundings around, Version version) {
        this.host = host;
        this.around = around;
        this.version = version;
        this.objects = around.management().provisioning();
        this.draft = host.accounts().draft().with(objects.access());
        this.others = new Staged(objects);
    }

    /** Whether all of it was taken. */
    boolean taken() {
        return taken;
    }

    /** Nothing of it will count any more. */
    void end() {
        over = true;
    }

    CompletionStage<Response> handle(BootstrapDownlink request) {
        if (waiting >= MOST_WAITING) {
            return CompletableFuture.completedStage(
                    Response.failed(Status.UNAVAILABLE, "one thing after another, please"));
        }
        waiting++;
        var answer = last.thenCompose(before -> over && !taken ? ignored() : answer(request))
                .exceptionally(Response::failed)
                .whenComplete((response, none) -> waiting--);
        last = answer;
        return answer;
    }

    /** Takes a whole bootstrap at once: all instances of each object that it names, for those that are there. */
    CompletionStage<Void> pack(Content content) {
        return objects.decode(Path.ROOT, content).thenCompose(entries -> {
            var named =
                    entries.stream().map(each -> each.path().object()).collect(Collectors.toCollection(TreeSet::new));
            var held = named.stream().filter(Draft::holds).collect(Collectors.toSet());
            draft.replace(held, entries);
            named.removeAll(held);
            for (var object : named) {
                others.delete(Path.of(object));
                others.write(
                        Path.of(object),
                        entries.stream()
                                .filter(each -> each.path().object() == object)
                                .toList());
            }
            return take();
        });
    }

    private static CompletionStage<Response> ignored() {
        return CompletableFuture.completedStage(Response.SILENCE);
    }

    private CompletionStage<Response> answer(BootstrapDownlink request) {
        if (taken) {
            // Its answer to Finish got lost.
            return request instanceof BootstrapDownlink.Finish ? done(Status.CHANGED) : ignored();
        } else if (request instanceof BootstrapDownlink.Write write) {
            return write(write);
        } else if (request instanceof BootstrapDownlink.Read read) {
            return read(read);
        } else if (request instanceof BootstrapDownlink.Discover discover) {
            check(discover.path(), 0, 1);
            return objects.encode(links(discover.path())).thenApply(Response::content);
        } else if (request instanceof BootstrapDownlink.Delete delete) {
            return delete(delete.path());
        }
        return take().thenApply(taken -> Response.of(Status.CHANGED));
    }

    private CompletionStage<Response> write(BootstrapDownlink.Write request) {
        var path = request.path();
        check(path, 1, 3);
        return objects.decode(path, request.content()).thenApply(entries -> {
            if (Draft.holds(path.object())) {
                draft.write(path, entries);
            } else {
                others.write(path, entries);
            }
            return Response.of(Status.CHANGED);
        });
    }

    /** Core 1.2, 6.1.7.2: accounts of servers and access control, and nothing that holds keys. */
    private CompletionStage<Response> read(BootstrapDownlink.Read request) {
        var path = request.path();
        var readable = path.object() == 1 || path.object() == 2;
        if (!path.prefix().isEmpty() || !readable || path.depth() < 1 || path.depth() > 2) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "a bootstrap reads /1 and /2 only, not " + path);
        }
        var found = draft.under(path);
        if (found.isEmpty()) {
            throw new LwM2mException(Status.NOT_FOUND, "nothing at " + path);
        }
        return objects.encode(path, found, request.accept()).thenApply(Response::content);
    }

    private CompletionStage<Response> delete(Path path) {
        check(path, 0, 2);
        if (path.equals(DEVICE) || draft.bootstrap().contains(path)) {
            throw new LwM2mException(Status.BAD_REQUEST, path + " stays");
        }
        if (path.depth() == 0 || Draft.holds(path.object())) {
            draft.delete(path);
        }
        if (path.depth() == 0 || !Draft.holds(path.object())) {
            others.delete(path);
        }
        return done(Status.DELETED);
    }

    /** Fails with 4.06, and the session goes on. */
    private CompletionStage<Void> take() {
        draft.check();
        return new Keys(around)
                .check(draft.newAmong(host.accounts()))
                .thenCompose(good -> over ? CompletableFuture.failedStage(late()) : others.apply())
                .thenAccept(applied -> {
                    if (over) {
                        throw late();
                    }
                    host.adopt(draft);
                    taken = true;
                });
    }

    private static LwM2mException late() {
        return new LwM2mException(Status.NOT_ACCEPTABLE, "the session is over");
    }

    /** Core 1.2, 6.1.7.4, with what of it there will be at Finish. */
    private List<Link> links(Path under) {
        var links = new ArrayList<Link>();
        for (var each : objects.links(version)) {
            if (!Draft.holds(each.path().object())
                    || each.path().depth() == 1
                            && (!each.parameters().isEmpty()
                                    || draft.instances(each.path().object()).isEmpty())) {
                links.add(each);
            }
        }
        for (var object : List.of(0, 1, 2, 21, 23, 24)) {
            draft.instances(object).forEach(id -> links.add(account(Path.of(object, id))));
        }
        others.coming().stream()
                .filter(path -> links.stream().noneMatch(each -> each.path().equals(path)))
                .map(Link::of)
                .toList()
                .forEach(links::add);
        links.removeIf(each -> !under.contains(each.path()));
        if (under.depth() > 0 && links.isEmpty()) {
            throw new LwM2mException(Status.NOT_FOUND, "no object " + under);
        }
        links.sort(java.util.Comparator.comparing(Link::path));
        links.add(0, new Link(Path.ROOT, Map.of("lwm2m", version.toString())));
        return links;
    }

    private Link account(Path instance) {
        var parameters = new LinkedHashMap<String, String>();
        draft.server(instance).ifPresent(id -> parameters.put("ssid", id.toString()));
        if (instance.object() == 0 && !parameters.isEmpty() && version.atLeast(Version.V1_1)) {
            draft.under(instance.child(0)).stream()
                    .filter(each -> each.value() instanceof Value.Text)
                    .forEach(each -> parameters.put("uri", ((Value.Text) each.value()).value()));
        }
        return new Link(instance, parameters);
    }

    /** There is no alternate path on this interface (Core 1.2, 6.2.1.5), and nothing behind a gateway. */
    private static void check(Path path, int from, int to) {
        if (!path.prefix().isEmpty() || path.depth() < from || path.depth() > to) {
            throw new LwM2mException(Status.BAD_REQUEST, "no such operation at " + path);
        }
    }

    private static CompletionStage<Response> done(Status status) {
        return CompletableFuture.completedStage(Response.of(status));
    }
}
