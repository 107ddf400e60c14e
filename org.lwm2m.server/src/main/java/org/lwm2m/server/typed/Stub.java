package org.lwm2m.server.typed;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.server.Client;

/** An instance at a client as its interface: each call is one request, and waits for its answer, which has a deadline. */
public record Stub(Client client, Shape<?> shape) implements Facade.Resources {

    /** @param client one whose stages complete without a thread that could wait here as well */
    public static <T> T of(Client client, Class<T> type, int instance) {
        var shape = Shape.of(type, instance);
        return Facade.of(type, client + shape.instance().toString(), new Stub(client, shape));
    }

    @Override
    public Object read(int resource) {
        var entries = await(client.read(shape.instance().child(resource)));
        return new Snapshot(shape, Snapshot.completed(shape, resource, entries)).read(resource);
    }

    @Override
    public void write(int resource, Object value) {
        await(client.write(
                shape.instance().child(resource),
                shape.entries(shape.instance().instance(), resource, value),
                Mode.REPLACE));
    }

    @Override
    public void execute(int resource, String arguments) {
        await(client.execute(shape.instance().child(resource), arguments));
    }

    private <T> T await(CompletionStage<T> asked) {
        var answer = asked.toCompletableFuture();
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new LwM2mException(Status.TIMEOUT, "interrupted while waiting for " + client, e);
        } catch (CancellationException e) {
            throw new LwM2mException(Status.TIMEOUT, "cancelled while waiting for " + client, e);
        } catch (ExecutionException e) {
            var cause = LwM2mException.cause(e.getCause());
            throw cause instanceof RuntimeException known
                    ? known
                    : new LwM2mException(Status.INTERNAL_ERROR, String.valueOf(cause.getMessage()), cause);
        }
    }
}
