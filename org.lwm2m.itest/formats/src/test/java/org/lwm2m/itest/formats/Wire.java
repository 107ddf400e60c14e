package org.lwm2m.itest.formats;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Sink;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Features;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;

/**
 * A transport that remembers in which format the last payload came or went, and may change that of answers. Below a
 * server, it also remembers where that listens and what its requests were answered.
 */
public final class Wire implements Transport {

    private final Transport below;
    private volatile Optional<ContentFormat> came = Optional.empty();
    private volatile Optional<ContentFormat> went = Optional.empty();
    private volatile UnaryOperator<Response> answers = UnaryOperator.identity();
    private volatile boolean forgets;
    private volatile Optional<Response> answered = Optional.empty();
    private final CompletableFuture<URI> place = new CompletableFuture<>();
    private final AtomicInteger notifications = new AtomicInteger();

    public Wire(Transport below) {
        this.below = below;
    }

    /** Of the payload that the server sent last; an answer without one changes nothing. */
    public Optional<ContentFormat> came() {
        return came;
    }

    /** Of the payload that the client answered last; an answer without one, as of an Update, changes nothing. */
    public Optional<ContentFormat> went() {
        return went;
    }

    /** Puts others in the place of good answers that have a content. */
    void answers(UnaryOperator<Response> change) {
        answers = change;
    }

    /** Of the last request of the server here. */
    public Optional<Response> answered() {
        return answered;
    }

    /** Where the server here listens. */
    public URI place() throws Exception {
        return place.get(20, TimeUnit.SECONDS);
    }

    /** The server here knows no observation any more, or again does. */
    public void forgets(boolean all) {
        forgets = all;
    }

    /** How many went out from the client here, or came in for the server here. */
    public int notifications() {
        return notifications.get();
    }

    @Override
    public CompletionStage<Connection> connect(Peer peer, Handler handler) {
        return below.connect(peer, new Tap(handler)).thenApply(Watched::new);
    }

    @Override
    public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
        return below.listen(local, role, callers, new Tap(handler)).thenApply(listener -> {
            place.complete(listener.local());
            return new Watching(listener);
        });
    }

    private static Optional<Content> content(Request request) {
        if (request instanceof Downlink.Write write) {
            return Optional.of(write.content());
        } else if (request instanceof Downlink.WriteComposite write) {
            return Optional.of(write.content());
        }
        if (request instanceof Uplink.Notify notify) {
            return notify.response().content();
        } else if (request instanceof Uplink.Send send) {
            return Optional.of(send.content());
        }
        return request instanceof Downlink.Create create ? Optional.of(create.content()) : Optional.empty();
    }

    private final class Tap implements Handler {

        private final Handler handler;

        Tap(Handler handler) {
            this.handler = handler;
        }

        @Override
        public CompletionStage<Response> handle(Connection from, Request request) {
            content(request).ifPresent(content -> came = Optional.of(content.format()));
            return handler.handle(from, request).thenApply(response -> {
                var content = response.content().filter(any -> response.status().success());
                content.ifPresent(any -> went = Optional.of(any.format()));
                return content.map(any -> answers.apply(response)).orElse(response);
            });
        }

        @Override
        public CompletionStage<Optional<Sink>> receive(Connection from, Request head, OptionalLong size) {
            return handler.receive(from, head, size);
        }

        @Override
        public Optional<Downlink> observation(Token token) {
            notifications.incrementAndGet();
            return forgets ? Optional.empty() : handler.observation(token);
        }

        @Override
        public void closed(Connection connection) {
            handler.closed(connection);
        }
    }

    /** A listener whose ways back to clients are watched. */
    private final class Watching implements Listener {

        private final Listener listener;

        Watching(Listener listener) {
            this.listener = listener;
        }

        @Override
        public URI local() {
            return listener.local();
        }

        @Override
        public Connection resume(URI address, Identity identity) {
            return new Watched(listener.resume(address, identity));
        }

        @Override
        public void review() {
            listener.review();
        }

        @Override
        public void close() {
            listener.close();
        }
    }

    private final class Watched implements Connection {

        private final Connection connection;

        Watched(Connection connection) {
            this.connection = connection;
        }

        @Override
        public CompletionStage<Response> send(Request request) {
            seen(request);
            return connection.send(request).thenApply(this::answered);
        }

        @Override
        public CompletionStage<Response> send(Request request, Sink body) {
            seen(request);
            return connection.send(request, body).thenApply(this::answered);
        }

        @Override
        public CompletionStage<Void> tell(Request request) {
            seen(request);
            return connection.tell(request);
        }

        private void seen(Request request) {
            content(request).ifPresent(content -> went = Optional.of(content.format()));
            if (request instanceof Uplink.Notify) {
                notifications.incrementAndGet();
            }
        }

        private Response answered(Response response) {
            answered = Optional.of(response);
            response.content().ifPresent(content -> came = Optional.of(content.format()));
            return response;
        }

        @Override
        public Identity identity() {
            return connection.identity();
        }

        @Override
        public URI address() {
            return connection.address();
        }

        @Override
        public Optional<URI> local() {
            return connection.local();
        }

        @Override
        public Features features() {
            return connection.features();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
