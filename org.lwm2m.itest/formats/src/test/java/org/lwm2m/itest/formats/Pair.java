package org.lwm2m.itest.formats;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.lwm2m.api.Path;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Registration;
import org.lwm2m.client.ClientSide;
import org.lwm2m.server.ServerSide;
import org.lwm2m.testing.Everything;
import org.lwm2m.testing.Holder;
import org.lwm2m.testing.LoopTransport;

/** Both engines on one wire: a server with all codecs, and a device with some that offers {@link Everything}. */
final class Pair implements AutoCloseable {

    static final Path INSTANCE = Path.of(42771, 0);

    private static final String URI = "coap://127.0.0.1:5683";

    private final Wire wire;
    private final ServerSide server;
    private final ClientSide device;
    private final BlockingQueue<Client> news = new LinkedBlockingQueue<>();
    private final Client client;

    Pair(String version, Collection<OurFormat> formats) throws InterruptedException {
        var loop = new LoopTransport();
        wire = new Wire(loop);
        server = new ServerSide(URI, loop, new Models(), new News());
        device = new ClientSide(wire, new Models());
        Stream.of(OurFormat.values()).forEach(each -> server.add(each.codec(), each.number()));
        formats.forEach(this::add);
        device.register("device", URI, version, new Holder());
        client = news();
    }

    Wire wire() {
        return wire;
    }

    Client client() {
        return client;
    }

    /** Waits until the client registered or updated. */
    Client news() throws InterruptedException {
        return Optional.ofNullable(news.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    void add(OurFormat format) {
        device.add(format.codec(), format.number());
    }

    /** Both get another codec. */
    void add(Codec codec, int format) {
        server.add(codec, format);
        device.add(codec, format);
    }

    void remove(OurFormat format) {
        device.remove(format.codec());
    }

    /** What {@code ct} of the root says. */
    String announced() {
        return client.registration().links().stream()
                .filter(link -> link.path().equals(Path.ROOT))
                .findFirst()
                .map(link -> link.parameters().get("ct"))
                .orElse("");
    }

    Response ask(Downlink request) {
        return client.send(request).toCompletableFuture().join();
    }

    @Override
    public void close() {
        device.close();
        server.close();
    }

    private final class News implements ClientListener {

        @Override
        public void registered(Client client, Optional<Registration> previous) {
            news.add(client);
        }

        @Override
        public void updated(Client client, Registration previous) {
            news.add(client);
        }
    }

    private static final class Models implements ObjectModels {

        private static final ObjectDefinition EVERYTHING =
                ObjectInterface.of(Everything.class).definition();

        @Override
        public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
            return all().filter(each -> each.id() == object).findFirst();
        }

        @Override
        public Stream<ObjectDefinition> all() {
            return Stream.of(EVERYTHING);
        }

        @Override
        public ObjectDefinition of(Class<?> annotated) {
            return ObjectInterface.of(annotated).definition();
        }
    }
}
