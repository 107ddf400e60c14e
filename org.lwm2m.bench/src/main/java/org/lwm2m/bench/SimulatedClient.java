package org.lwm2m.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.tlv.TlvCodec;

/** A client with nothing behind it: it registers, and answers each Read with the same device. */
final class SimulatedClient implements Handler {

    private static final Content OBJECTS =
            new Content(ContentFormat.LINK, Bytes.utf8("</>;rt=\"oma.lwm2m\";ct=11542,</1/0>,</3/0>,</3303/0>"));
    private static final Response DEVICE = Response.content(new Content(
            ContentFormat.TLV,
            new TlvCodec()
                    .encode(
                            Path.of(3, 0),
                            List.of(
                                    Entry.of(Path.of(3, 0, 0), new Value.Text("The LwM2M runtime project")),
                                    Entry.of(Path.of(3, 0, 1), new Value.Text("bench")),
                                    Entry.of(Path.of(3, 0, 2), new Value.Text("345000123")),
                                    Entry.of(Path.of(3, 0, 3), new Value.Text("1.0")),
                                    Entry.of(Path.of(3, 0, 9), new Value.Int(100)),
                                    Entry.of(Path.of(3, 0, 16), new Value.Text("U"))))));

    private final String endpoint;
    private volatile Connection connection;
    private volatile String location;

    SimulatedClient(String endpoint) {
        this.endpoint = endpoint;
    }

    CompletionStage<Connection> connect(Transport transport, String server) {
        return transport
                .connect(Peer.of(server, endpoint, Credentials.NONE), this)
                .thenApply(made -> {
                    connection = made;
                    return made;
                });
    }

    CompletionStage<Response> register(Duration lifetime) {
        var register = new Uplink.Register(
                Optional.of(endpoint), "1.1", Parameters.of(lifetime, "U", false), Optional.of(OBJECTS));
        return connection.send(register).thenApply(response -> {
            location = response.location().orElse("");
            return response;
        });
    }

    CompletionStage<Response> update() {
        return connection.send(new Uplink.Update(location, Parameters.NONE, Optional.empty()));
    }

    @Override
    public CompletionStage<Response> handle(Connection from, Request request) {
        return CompletableFuture.completedFuture(
                request instanceof Downlink.Read ? DEVICE : Response.of(Status.METHOD_NOT_ALLOWED));
    }
}
