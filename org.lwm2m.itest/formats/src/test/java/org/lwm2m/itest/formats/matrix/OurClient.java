package org.lwm2m.itest.formats.matrix;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.client.ClientSide;
import org.lwm2m.itest.formats.OurFormat;
import org.lwm2m.itest.formats.Wire;

/**
 * A client of ours.
 *
 * @param account reads /1 from it, which the engine keeps
 */
record OurClient(
        LocalClient client,
        Map<Integer, Kept> objects,
        ClientSide device,
        Wire wire,
        Function<String, List<Entry>> account)
        implements ClientEnd {

    @Override
    public List<Entry> held(String text) {
        var path = Path.parse(text);
        return path.object() == 1
                ? account.apply(text)
                : objects.get(path.object()).held(path);
    }

    @Override
    public void change(Entry... entries) {
        for (var each : entries) {
            var object = objects.get(each.path().object());
            object.put(List.of(each));
            device.changes().of(object, each.path());
        }
    }

    @Override
    public String executed() {
        try {
            return Optional.ofNullable(objects.get(3).executed.poll(30, SECONDS))
                    .orElseThrow(() -> new AssertionError("not executed"))
                    .toString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The engine chooses the format: meanwhile it has codecs for no other. */
    @Override
    public String send(OurFormat format, List<Entry> values) {
        var others = List.of(OurFormat.values()).stream()
                .filter(each -> each != format)
                .toList();
        others.forEach(each -> device.remove(each.codec()));
        try {
            client.send(101, values).toCompletableFuture().get(30, SECONDS);
            return "2.04";
        } catch (ExecutionException e) {
            return OurServer.code(
                    e.getCause() instanceof LwM2mException known ? known.status() : Status.INTERNAL_ERROR);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            others.forEach(each -> device.add(each.codec(), each.number()));
        }
    }

    @Override
    public Optional<Integer> came() {
        return wire.came().map(ContentFormat::number);
    }

    @Override
    public void close() {
        client.close();
    }
}
