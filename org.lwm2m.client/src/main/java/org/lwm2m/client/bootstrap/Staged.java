package org.lwm2m.client.bootstrap;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.client.account.Draft;
import org.lwm2m.client.management.Provisioning;

/** What a bootstrap wants of objects that are no part of accounts: it is done when all of the bootstrap is. */
final class Staged {

    private static final int MOST = 10_000;
    private static final Path DEVICE = Path.of(3, 0);

    private final Provisioning objects;
    private final Set<Path> deleted = new LinkedHashSet<>();
    private final TreeMap<Path, TreeMap<Path, Entry>> written = new TreeMap<>();
    private int size;

    Staged(Provisioning objects) {
        this.objects = objects;
    }

    void write(Path path, List<Entry> entries) {
        if (size + entries.size() > MOST) {
            throw new LwM2mException(Status.TOO_LARGE, "more than " + MOST + " resources");
        }
        var instances = new TreeMap<Path, List<Entry>>();
        for (var each : entries) {
            if (each.path().depth() < 2 || each.path().instance() == Path.ABSENT) {
                throw new LwM2mException(Status.BAD_REQUEST, each.path() + " names no instance");
            }
            instances
                    .computeIfAbsent(each.path().upTo(2), id -> new ArrayList<>())
                    .add(each);
        }
        if (path.depth() > 1) {
            instances.putIfAbsent(path.upTo(2), List.of());
        }
        instances.forEach(objects::check);
        instances.forEach((instance, some) -> {
            var values = written.computeIfAbsent(instance, id -> new TreeMap<>());
            some.forEach(each -> values.put(each.path(), each));
        });
        size += entries.size();
    }

    void delete(Path path) {
        written.keySet().removeIf(path::contains);
        if (deleted.size() < MOST) {
            deleted.add(path);
        }
    }

    /** The instances that there will be, beside those that there are. */
    List<Path> coming() {
        return List.copyOf(written.keySet());
    }

    /** Deletes what can be deleted, and writes. Fails with 4.06 if something can't be written. */
    CompletionStage<Void> apply() {
        CompletionStage<Void> all = CompletableFuture.completedStage(null);
        var instances = objects.links(Version.V1_2).stream().map(Link::path).toList();
        for (var instance : instances) {
            if (instance.depth() == 2
                    && !instance.equals(DEVICE)
                    && !Draft.holds(instance.object())
                    && deleted.stream().anyMatch(each -> each.contains(instance))) {
                all = all.thenCompose(before -> objects.delete(instance));
            }
        }
        for (var each : written.entrySet()) {
            all = all.thenCompose(before ->
                    objects.write(each.getKey(), List.copyOf(each.getValue().values())));
        }
        return all.exceptionallyCompose(failure -> CompletableFuture.failedStage(new LwM2mException(
                Status.NOT_ACCEPTABLE, LwM2mException.cause(failure).getMessage(), failure)));
    }
}
