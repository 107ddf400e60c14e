package org.lwm2m.server;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Peer;

/** A client that does as a test says. */
public final class Thing implements Handler {

    public static final String LINKS = "</1/0>,</3/0>";

    public final List<Request> asked = new ArrayList<>();
    public String location = "";
    private final Stage stage;
    private Connection connection;
    private Function<Request, CompletionStage<Response>> answers =
            request -> CompletableFuture.completedFuture(Response.of(Status.NOT_FOUND));

    public Thing(Stage stage) {
        this(stage, Credentials.NONE, Optional.empty());
    }

    public Thing(Stage stage, Credentials credentials, Optional<URI> from) {
        this.stage = stage;
        call(credentials, from);
    }

    /** A client that is registered, with LwM2M 1.1 and {@link #LINKS}. */
    public static Thing registered(Stage stage, String endpoint) {
        return registered(stage, endpoint, "1.1", LINKS);
    }

    public static Thing registered(Stage stage, String endpoint, String version, String links) {
        var thing = new Thing(stage);
        var answer = thing.register(endpoint, version, lasting(300), links);
        if (answer.status() != Status.CREATED) {
            throw new AssertionError(answer.toString());
        }
        return thing;
    }

    public static Parameters lasting(int seconds) {
        return Parameters.of(Duration.ofSeconds(seconds), "U", false);
    }

    public static Content links(String text) {
        return new Content(ContentFormat.LINK, Bytes.utf8(text));
    }

    /** Calls anew, from anywhere. */
    public void call(Credentials credentials, Optional<URI> from) {
        var peer = Peer.of(Stage.HERE, "thing", credentials);
        connection = stage.done(stage.transport().connect(from.map(peer::from).orElse(peer), this));
    }

    public Connection connection() {
        return connection;
    }

    public Response ask(Request request) {
        return stage.done(send(request));
    }

    public CompletionStage<Response> send(Request request) {
        return connection.send(request);
    }

    public Response register(String endpoint, String version, Parameters parameters, String links) {
        return register(new Uplink.Register(Optional.of(endpoint), version, parameters, Optional.of(links(links))));
    }

    public Response register(Uplink.Register register) {
        var answer = ask(register);
        answer.location().ifPresent(where -> location = where);
        return answer;
    }

    public Response update(Parameters parameters) {
        return ask(new Uplink.Update(location, parameters, Optional.empty()));
    }

    public Response notify(Token token, String text) {
        return ask(new Uplink.Notify(token, Response.content(Content.text(text))));
    }

    /** Answers all that the server asks from now on. */
    public Thing answers(Function<Request, Response> how) {
        return answersLater(request -> CompletableFuture.completedFuture(how.apply(request)));
    }

    public Thing answersLater(Function<Request, CompletionStage<Response>> how) {
        answers = how;
        return this;
    }

    /** Answers reads and observations at these paths with text, and all else with 2.04. */
    public Thing holds(Map<String, String> values) {
        return answers(request -> {
            var path = request instanceof Downlink.Read read
                    ? read.path()
                    : request instanceof Downlink.Observe observe ? observe.path() : null;
            if (path == null) {
                return Response.of(Status.CHANGED);
            }
            var value = values.get(path.toString());
            return value == null ? Response.of(Status.NOT_FOUND) : Response.content(Content.text(value));
        });
    }

    public <T extends Request> T last(Class<T> kind) {
        return asked.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Override
    public CompletionStage<Response> handle(Connection from, Request request) {
        asked.add(request);
        return answers.apply(request);
    }
}
