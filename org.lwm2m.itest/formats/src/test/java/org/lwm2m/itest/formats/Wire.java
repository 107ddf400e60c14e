package org.lwm2m.itest.formats;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Sink;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;

/** A client's transport that remembers in which format the last payload came or went, and may change that of answers. */
final class Wire implements Transport {

    private final Transport below;
    private volatile Optional<ContentFormat> came = Optional.empty();
    private volatile Optional<ContentFormat> went = Optional.empty();
    private volatile UnaryOperator<Response> answers = UnaryOperator.identity();

    Wire(Transport below) {
        this.below = below;
    }

    /** Of the payload that the server sent last. */
    Optional<ContentFormat> came() {
        return came;
    }

    /** Of the payload that the client answered last. */
    Optional<ContentFormat> went() {
        return went;
    }

    /** Puts others in the place of good answers that have a content. */
    void answers(UnaryOperator<Response> change) {
        answers = change;
    }

    @Override
    public CompletionStage<Connection> connect(Peer peer, Handler handler) {
        return below.connect(peer, new Tap(handler));
    }

    @Override
    public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
        return below.listen(local, role, callers, handler);
    }

    private static Optional<Content> content(Request request) {
        if (request instanceof Downlink.Write write) {
            return Optional.of(write.content());
        } else if (request instanceof Downlink.WriteComposite write) {
            return Optional.of(write.content());
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
                went = content.map(Content::format);
                return content.map(any -> answers.apply(response)).orElse(response);
            });
        }

        @Override
        public CompletionStage<Optional<Sink>> receive(Connection from, Request head, OptionalLong size) {
            return handler.receive(from, head, size);
        }

        @Override
        public Optional<Downlink> observation(Token token) {
            return handler.observation(token);
        }

        @Override
        public void closed(Connection connection) {
            handler.closed(connection);
        }
    }
}
