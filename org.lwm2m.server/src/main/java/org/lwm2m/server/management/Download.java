package org.lwm2m.server.management;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;

/**
 * A value that a client sends piece by piece into an application's sink. Whether it came as octets is known when all is
 * there: only then the sink is finished.
 */
final class Download implements Sink {

    private final Sink sink;
    private final Call call;
    private boolean given; // guarded by this: to a transport, which ends it
    private boolean over; // guarded by this

    private Download(Sink sink, Call call) {
        this.sink = sink;
        this.call = call;
    }

    /**
     * @param path as the client knows it; fails if there is no such client
     * @param waiting threads that may wait for the sink
     */
    static CompletableFuture<Bytes> read(Call call, Supplier<Path> path, Sink sink, Executor waiting) {
        var download = new Download(sink, call);
        CompletableFuture<Response> answer;
        try {
            var target = path.get();
            if (target.depth() < 3) {
                throw new LwM2mException(Status.BAD_REQUEST, "only one value can be read into a sink, not " + target);
            }
            answer = call.ask(new Downlink.Read(target, Optional.of(ContentFormat.OPAQUE)), download);
        } catch (RuntimeException refusal) {
            answer = CompletableFuture.failedFuture(refusal);
        }
        return answer.handleAsync(download::end, waiting);
    }

    @Override
    public void write(ByteBuffer piece) {
        call.moved();
        sink.write(piece);
    }

    @Override
    public Bytes finish() {
        return Bytes.EMPTY;
    }

    @Override
    public void abort() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        sink.abort();
    }

    /** This, for a transport. */
    synchronized Sink give() {
        if (over) {
            throw new LwM2mException(Status.TIMEOUT, "nobody waits for this any more");
        }
        given = true;
        return this;
    }

    private Bytes end(Response response, Throwable failure) {
        if (failure != null) {
            end(false);
            throw new CompletionException(LwM2mException.cause(failure));
        }
        var format = response.orThrow().content().map(Content::format);
        if (format.filter(each -> !each.equals(ContentFormat.OPAQUE)).isPresent()) {
            abort();
            throw new LwM2mException(
                    Status.NOT_ACCEPTABLE,
                    call.endpoint() + " answered in format " + format.get().number() + ", not in octets (42)");
        }
        end(true);
        return sink.finish();
    }

    /** Ends what no transport will. */
    private void end(boolean whole) {
        synchronized (this) {
            if (given && !whole || over) {
                return;
            }
            over = true;
        }
        if (!whole) {
            sink.abort();
        }
    }
}
