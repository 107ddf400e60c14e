package org.lwm2m.bench;

import java.net.URI;
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
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.bench.load.Names;
import org.lwm2m.codec.tlv.TlvCodec;

/**
 * A client with nothing behind it: it registers, answers each Read with the same device, and notifies of its battery when
 * it is told to.
 */
final class SimulatedClient implements Handler {

    private static final Content OBJECTS =
            new Content(ContentFormat.LINK, Bytes.utf8("</>;rt=\"oma.lwm2m\";ct=11542,</1/0>,</3/0>,</3303/0>"));
    private static final Path BATTERY = Path.of(3, 0, 9);
    private static final Response DEVICE = tlv(
            Path.of(3, 0),
            Entry.of(Path.of(3, 0, 0), new Value.Text("The LwM2M runtime project")),
            Entry.of(Path.of(3, 0, 1), new Value.Text("bench")),
            Entry.of(Path.of(3, 0, 2), new Value.Text("345000123")),
            Entry.of(Path.of(3, 0, 3), new Value.Text("1.0")),
            Entry.of(BATTERY, new Value.Int(100)),
            Entry.of(Path.of(3, 0, 16), new Value.Text("U")));
    private static final Response LEVEL = tlv(BATTERY, Entry.of(BATTERY, new Value.Int(99)));

    private final String endpoint;
    private final Credentials credentials;
    private volatile Connection connection;
    private volatile String location;
    private volatile Token observed;

    /** @param secured whether it has a key, and is known by its name */
    SimulatedClient(String endpoint, boolean secured) {
        this.endpoint = endpoint;
        credentials = secured
                ? new Credentials.PreSharedKey(endpoint, new Secret(Bytes.wrap(Names.key())))
                : Credentials.NONE;
    }

    /** @param from where to call from, as there are not ports enough at one address */
    CompletionStage<Connection> connect(Transport transport, String server, URI from) {
        return transport
                .connect(Peer.of(server, endpoint, credentials).from(from), this)
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

    /** A confirmable one, so that it is known when the server has it. */
    CompletionStage<Response> report() {
        return connection.send(new Uplink.Notify(observed, LEVEL));
    }

    void leave() {
        connection.close();
    }

    @Override
    public CompletionStage<Response> handle(Connection from, Request request) {
        if (request instanceof Downlink.Observe observe) {
            observed = observe.token();
            return CompletableFuture.completedFuture(LEVEL);
        }
        return CompletableFuture.completedFuture(
                request instanceof Downlink.Read ? DEVICE : Response.of(Status.METHOD_NOT_ALLOWED));
    }

    private static Response tlv(Path path, Entry... entries) {
        return Response.content(new Content(ContentFormat.TLV, new TlvCodec().encode(path, List.of(entries))));
    }
}
