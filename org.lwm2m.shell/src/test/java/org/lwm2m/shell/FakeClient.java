package org.lwm2m.shell;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ObjectInstance;
import org.lwm2m.api.server.Observation;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.server.Waiting;

/** A registered client that writes down what it is asked, and answers as told. */
public final class FakeClient implements Client {

    final List<String> asked = new ArrayList<>();
    boolean asleep;
    CompletableFuture<Void> woken = CompletableFuture.completedFuture(null);
    final List<Waiting> waiting = new ArrayList<>();
    final List<Observation> closed = new ArrayList<>();
    List<Entry> values = List.of();
    List<Link> discovered = List.of();
    Optional<Status> refusal = Optional.empty();
    Consumer<List<Entry>> seen = entries -> {};

    @Override
    public Registration registration() {
        var now = Instant.now();
        return new Registration(
                "5a3f",
                "gateway",
                new Identity.None("127.0.0.1"),
                URI.create("coap://127.0.0.1:40000"),
                URI.create("coap://127.0.0.1:5683"),
                Version.V1_2,
                new Registration.Terms(
                        Duration.ofMinutes(5),
                        EnumSet.of(Binding.U),
                        asleep,
                        Optional.of("491700000"),
                        List.of("v:meter")),
                "",
                List.of(
                        new Link(Path.parse("/1"), Map.of("ver", "1.2")),
                        Link.of(Path.parse("/1/0")),
                        Link.of(Path.parse("/3/0"))),
                now,
                now);
    }

    @Override
    public boolean awake() {
        return !asleep;
    }

    @Override
    public List<Waiting> waiting() {
        return List.copyOf(waiting);
    }

    @Override
    public boolean cancel(String id) {
        return waiting.removeIf(each -> each.id().equals(id));
    }

    @Override
    public Client durable() {
        asked.add("durable");
        return this;
    }

    @Override
    public Client within(Duration deadline) {
        return this;
    }

    @Override
    public Client device(String prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T as(Class<T> object, int instance) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> ObjectInstance<T> instance(Class<T> object, int instance) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> List<ObjectInstance<T>> instances(Class<T> object) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CompletionStage<ObjectInstance<T>> create(Class<T> object, Consumer<T> setters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Link>> discover(Path path, int depth) {
        return answer("discover " + path + " " + depth, discovered);
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        return answer("read " + path, values);
    }

    @Override
    public CompletionStage<Bytes> read(Path path, Sink body) {
        if (refusal.isPresent()) {
            body.abort();
            return answer("download " + path, Bytes.EMPTY);
        }
        values.forEach(
                entry -> body.write(((Value.Opaque) entry.value()).value().buffer()));
        return answer("download " + path, body.finish());
    }

    @Override
    public CompletionStage<List<Link>> discover(Path path) {
        return answer("discover " + path, discovered);
    }

    @Override
    public CompletionStage<Void> write(Path path, Value value) {
        return answer("write " + path + " " + value, null);
    }

    @Override
    public CompletionStage<Void> write(Path path, List<Entry> entries, Mode mode) {
        return answer("write " + path + " " + text(entries) + " " + mode, null);
    }

    @Override
    public CompletionStage<Void> writeAttributes(Path path, Attributes set, Set<Attribute> unset) {
        return answer("attributes " + path + " " + set + " " + unset, null);
    }

    @Override
    public CompletionStage<Void> execute(Path path, String arguments) {
        return answer("execute " + path + " '" + arguments + "'", null);
    }

    @Override
    public CompletionStage<Path> create(int object, List<Entry> entries) {
        return answer("create " + object + " " + text(entries), Path.of(object, 7));
    }

    @Override
    public CompletionStage<Void> delete(Path path) {
        return answer("delete " + path, null);
    }

    @Override
    public CompletionStage<List<Entry>> readComposite(Collection<Path> paths) {
        return answer("read " + paths, values);
    }

    @Override
    public CompletionStage<Void> writeComposite(List<Entry> entries) {
        return answer("write " + text(entries), null);
    }

    @Override
    public CompletionStage<Observation> observe(
            Collection<Path> paths, Attributes attributes, Consumer<List<Entry>> seen) {
        this.seen = seen;
        return answer("observe " + paths + " " + attributes, new Observation() {
            @Override
            public Token token() {
                return Token.of(0xbeef);
            }

            @Override
            public List<Path> paths() {
                return List.copyOf(paths);
            }

            @Override
            public void close() {
                closed.add(this);
            }
        });
    }

    @Override
    public CompletionStage<Response> send(Downlink request) {
        throw new UnsupportedOperationException();
    }

    private <T> CompletionStage<T> answer(String request, T answer) {
        asked.add(request);
        return refusal.<CompletionStage<T>>map(
                        status -> CompletableFuture.failedFuture(new LwM2mException(status, "no such thing")))
                .orElse(woken.thenApply(awake -> answer));
    }

    private static String text(List<Entry> entries) {
        return entries.stream()
                .map(each -> each.path() + "=" + each.value())
                .toList()
                .toString();
    }
}
