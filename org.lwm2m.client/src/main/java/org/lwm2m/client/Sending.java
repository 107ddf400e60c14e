package org.lwm2m.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.management.ServerSession;
import org.lwm2m.client.registration.Life;
import org.lwm2m.client.registration.Lives;
import org.lwm2m.client.registration.Surroundings;

/** Sends values on the client's own account, to each server by an outbox (Core 1.2, 6.4.5). Belongs to the loop. */
final class Sending {

    private final Surroundings around;
    private final Keeper keeper;
    private final Lives lives;
    private final Map<Integer, Outbox> outboxes = new HashMap<>();

    Sending(Surroundings around, Keeper keeper, Lives lives) {
        this.around = around;
        this.keeper = keeper;
        this.lives = lives;
    }

    /** Sends what each server may read now at these paths, to all that have not muted it. */
    CompletionStage<Void> send(List<Path> paths) {
        var sent = new ArrayList<CompletableFuture<Boolean>>();
        for (var life : lives.all()) {
            if (life.session().isPresent() && !life.account().mutesSend()) {
                sent.add(around.management()
                        .read(life.account().id(), paths)
                        .thenCompose(entries -> entries.isEmpty()
                                ? CompletableFuture.completedStage(false)
                                : send(life, entries).thenApply(done -> true))
                        .toCompletableFuture());
            }
        }
        if (sent.isEmpty()) {
            throw new LwM2mException(
                    Status.UNAVAILABLE, "no server would hear a Send: none is there, or each has muted it in /1/x/23");
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).thenAccept(done -> {
            if (sent.stream().noneMatch(CompletableFuture::join)) {
                throw new LwM2mException(Status.NOT_FOUND, "nothing to be read at " + paths);
            }
        });
    }

    /** Sends what the server may read of these values (Core 1.2, 6.4.5). */
    CompletionStage<Void> sendReadable(Life life, List<Entry> values) {
        return send(life, readable(life, values));
    }

    private List<Entry> readable(Life life, List<Entry> values) {
        var server = life.account().id();
        var some = around.management().readable(server, values);
        if (some.isEmpty() && !values.isEmpty()) {
            throw new LwM2mException(Status.UNAUTHORIZED, "server " + server + " has no right to read any of it");
        }
        return some;
    }

    private CompletionStage<Void> send(Life life, List<Entry> values) {
        return box(life).send(List.copyOf(values));
    }

    private Outbox box(Life life) {
        return outboxes.computeIfAbsent(
                life.account().id(), each -> new Outbox(life, around.management(), around.loop(), keeper));
    }

    /** Before a life begins: what waited for its server when the client ended. */
    void begin(Life life) {
        box(life).recall();
    }

    /** What waits now outlives the client, if anything does. */
    void keep() {
        outboxes.values().forEach(Outbox::keep);
    }

    CompletionStage<Void> tell(Life life, List<Entry> values) {
        var server = life.account().id();
        if (life.account().mutesSend()) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "server " + server + " has muted Send, in /1/x/23");
        }
        return life.session()
                .filter(ServerSession::reachable)
                .map(session -> around.management().tell(session, List.copyOf(readable(life, values))))
                .orElseThrow(() -> new LwM2mException(Status.UNAVAILABLE, "there is no way to server " + server));
    }

    /** There may be a way to this server now. */
    void next(int server) {
        var box = outboxes.get(server);
        if (box != null) {
            around.loop().execute(box::next);
        }
    }

    void remove(int server) {
        var box = outboxes.remove(server);
        if (box != null) {
            box.close();
        }
    }

    void close() {
        List.copyOf(outboxes.keySet()).forEach(this::remove);
    }
}
