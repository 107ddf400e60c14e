package org.lwm2m.client.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;

/** A server that writes down what it is told; a confirmable message begins with {@code !}. */
final class TestServer implements ServerSession {

    final int id;
    Version version = Version.V1_2;
    Optional<Duration> shortest = Optional.empty();
    Optional<Duration> longest = Optional.empty();
    boolean stores;
    boolean confirms;
    boolean reachable = true;

    /** Gets what it is sent, and its answers get lost. */
    boolean silent;

    /** Answers when it is told to. */
    boolean slow;

    final List<CompletableFuture<Response>> waiting = new ArrayList<>();
    Status answer = Status.CHANGED;
    final List<String> told = new ArrayList<>();

    TestServer(int id) {
        this.id = id;
    }

    void answer() {
        var now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(each -> each.complete(Response.of(answer)));
    }

    /** What came since the last call. */
    List<String> news() {
        var news = List.copyOf(told);
        told.clear();
        return news;
    }

    @Override
    public int server() {
        return id;
    }

    @Override
    public Version version() {
        return version;
    }

    @Override
    public Optional<Duration> defaultMinimumPeriod() {
        return shortest;
    }

    @Override
    public Optional<Duration> defaultMaximumPeriod() {
        return longest;
    }

    @Override
    public boolean storesNotifications() {
        return stores;
    }

    @Override
    public boolean confirmsNotifications() {
        return confirms;
    }

    @Override
    public boolean reachable() {
        return reachable;
    }

    @Override
    public CompletionStage<Response> send(Uplink request) {
        if (!reachable) {
            return CompletableFuture.failedFuture(new LwM2mException(Status.UNAVAILABLE, "no way"));
        }
        told.add("!" + text(request));
        if (silent) {
            return CompletableFuture.failedFuture(new LwM2mException(Status.TIMEOUT, "no answer"));
        } else if (slow) {
            waiting.add(new CompletableFuture<>());
            return waiting.get(waiting.size() - 1);
        }
        return CompletableFuture.completedFuture(Response.of(answer));
    }

    @Override
    public CompletionStage<Void> tell(Uplink request) {
        if (!reachable) {
            return CompletableFuture.failedFuture(new LwM2mException(Status.UNAVAILABLE, "no way"));
        }
        told.add(text(request));
        return CompletableFuture.completedFuture(null);
    }

    private static String text(Uplink request) {
        var notify = (Uplink.Notify) request;
        return notify.response().status().success()
                ? notify.response().content().orElseThrow().bytes().utf8()
                : "" + notify.response().status().code();
    }
}
