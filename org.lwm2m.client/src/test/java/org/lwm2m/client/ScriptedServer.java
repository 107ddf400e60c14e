package org.lwm2m.client;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.LoopNetwork;
import org.lwm2m.testing.LoopTransport;

/** A server that writes down what it is told, and says yes unless it was told to say something else. */
final class ScriptedServer {

    final int id;
    final List<Request> heard = Collections.synchronizedList(new ArrayList<>());
    private final Queue<CompletionStage<Response>> answers = new ArrayDeque<>();
    private final Map<Token, Downlink> observing = new HashMap<>();
    private final LoopNetwork network;
    private final List<Listener> listeners = new ArrayList<>();
    private URI client = URI.create("coap://nobody");
    private int registrations;

    ScriptedServer(int id, LoopNetwork network) {
        this.id = id;
        this.network = network;
        listen("coap");
    }

    /** Listens over another scheme, too, at the same host and port. */
    void listen(String scheme) {
        CredentialStore all = claimed ->
                CompletableFuture.completedStage(Optional.of(new CredentialStore.Caller(Credentials.NONE, List.of())));
        var handler = new Handler() {
            @Override
            public CompletionStage<Response> handle(Connection from, Request request) {
                return answer(from, request);
            }

            @Override
            public Optional<Downlink> observation(Token token) {
                return Optional.ofNullable(observing.get(token));
            }
        };
        listeners.add(new LoopTransport(network)
                .listen(URI.create(scheme + "://127.0.0.1:" + (5683 + id)), Role.MANAGEMENT, all, handler)
                .toCompletableFuture()
                .join());
    }

    String uri() {
        return listeners.get(0).local().toString();
    }

    /** What it answers next, instead of yes. */
    void answers(Response next) {
        answers.add(CompletableFuture.completedStage(next));
    }

    /** It thinks about the next request until this is complete. */
    void answers(CompletionStage<Response> later) {
        answers.add(later);
    }

    void stop() {
        listeners.forEach(Listener::close);
    }

    <T extends Uplink> T last(Class<T> type) {
        return all(type).reduce((first, second) -> second).orElseThrow();
    }

    <T extends Uplink> long count(Class<T> type) {
        return all(type).count();
    }

    CompletableFuture<Response> ask(Downlink request) {
        if (request instanceof Downlink.Observe observe) {
            observing.put(observe.token(), observe);
        } else if (request instanceof Downlink.ObserveComposite observe) {
            observing.put(observe.token(), observe);
        }
        return way().send(request).toCompletableFuture();
    }

    CompletableFuture<Response> ask(BootstrapDownlink request) {
        return way().send(request).toCompletableFuture();
    }

    /** What only a client may ask. */
    CompletableFuture<Response> ask(Uplink request) {
        return way().send(request).toCompletableFuture();
    }

    /** Speaks to a client that has not spoken yet. */
    void reach(URI waiting) {
        client = waiting;
    }

    /** Where the client spoke from last. */
    URI client() {
        return client;
    }

    private Connection way() {
        return listeners.stream()
                .filter(each -> each.local().getScheme().equals(client.getScheme()))
                .findFirst()
                .orElse(listeners.get(0))
                .resume(client, new Identity.None("127.0.0.1"));
    }

    private <T extends Uplink> java.util.stream.Stream<T> all(Class<T> type) {
        synchronized (heard) {
            return List.copyOf(heard).stream().filter(type::isInstance).map(type::cast);
        }
    }

    private CompletionStage<Response> answer(Connection from, Request request) {
        client = from.address();
        heard.add(request);
        if (!answers.isEmpty()) {
            return answers.remove();
        }
        return CompletableFuture.completedStage(
                request instanceof Uplink.Register
                        ? Response.created("rd/" + ++registrations)
                        : Response.of(request instanceof Uplink.Deregister ? Status.DELETED : Status.CHANGED));
    }
}
