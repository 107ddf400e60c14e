package org.lwm2m.client.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.client.loop.ManualLoop;

/** Device management on a loop that is turned by hand, with one server; its requests as text and back. */
final class Bench implements ObjectModels {

    final ManualLoop loop = new ManualLoop();
    final TestCodecs codecs;
    final TestServer server = new TestServer(1);
    final List<ObjectDefinition> definitions = new ArrayList<>();
    final ManagedDevice device;

    Bench() {
        this(Limits.USUAL, ContentFormat.TEXT, ContentFormat.OPAQUE, ContentFormat.TLV);
    }

    Bench(Limits limits, ContentFormat... formats) {
        this(limits, loop -> Keeper.NONE, formats);
    }

    /** With a store. */
    Bench(Function<Loop, Keeper> keeper) {
        this(Limits.USUAL, keeper, ContentFormat.TEXT, ContentFormat.OPAQUE, ContentFormat.TLV);
    }

    private Bench(Limits limits, Function<Loop, Keeper> keeper, ContentFormat... formats) {
        codecs = new TestCodecs(formats);
        device = new ManagedDevice(
                loop, codecs, () -> Optional.of(this), limits, keeper.apply(loop), AlternatePath.NONE);
        device.recall();
    }

    Kitchen kitchen(int instance) {
        var kitchen = new Kitchen();
        device.add(instance, "", kitchen);
        return kitchen;
    }

    Box box(int... instances) {
        definitions.add(Box.definition(true));
        return add(new Box(instances));
    }

    Box add(Box box) {
        device.add(Box.ID, ObjectVersion.V1_0, "", box);
        return box;
    }

    /** What Register would list. */
    String links(Version version) {
        return codecs.encode(device.links(version));
    }

    String ask(Downlink request) {
        return ask(server, request);
    }

    /** {@code 205 22.5}: the code, and the content or the location, if there is one. */
    String ask(TestServer from, Downlink request) {
        return answer(send(from, request));
    }

    CompletionStage<Response> send(TestServer from, Downlink request) {
        var stage = device.handle(from, request);
        loop.run();
        return stage;
    }

    static String answer(CompletionStage<Response> stage) {
        var future = stage.toCompletableFuture();
        if (!future.isDone()) {
            return "waits";
        }
        var response = future.join();
        var code = "" + response.status().code();
        return response.status().success()
                ? code
                        + response.content()
                                .map(content -> " " + content.bytes().utf8())
                                .orElse("")
                        + response.location().map(location -> " " + location).orElse("")
                : code;
    }

    static Downlink read(String path) {
        return new Downlink.Read(Path.parse(path), Optional.empty());
    }

    static Downlink read(String path, ContentFormat accept) {
        return new Downlink.Read(Path.parse(path), Optional.of(accept));
    }

    /** To a resource as text, elsewhere as lines. */
    static Downlink replace(String path, String content) {
        return new Downlink.Write(Path.parse(path), content(content), Mode.REPLACE);
    }

    static Downlink update(String path, String content) {
        return new Downlink.Write(Path.parse(path), content(content), Mode.PARTIAL_UPDATE);
    }

    static Downlink create(String path, String content) {
        return new Downlink.Create(Path.parse(path), lines(content));
    }

    static Downlink execute(String path, String arguments) {
        return new Downlink.Execute(Path.parse(path), arguments);
    }

    static Downlink delete(String path) {
        return new Downlink.Delete(Path.parse(path));
    }

    static Downlink discover(String path) {
        return new Downlink.Discover(Path.parse(path), Optional.empty());
    }

    static Downlink discover(String path, int depth) {
        return new Downlink.Discover(Path.parse(path), Optional.of(depth));
    }

    static Downlink attach(String path, String set, Attribute... unset) {
        return new Downlink.WriteAttributes(Path.parse(path), attributes(set), java.util.Set.copyOf(List.of(unset)));
    }

    static Downlink observe(String path, long token) {
        return observe(path, token, "");
    }

    static Downlink observe(String path, long token, String attributes) {
        return new Downlink.Observe(Path.parse(path), Token.of(token), Optional.empty(), attributes(attributes));
    }

    static Downlink cancel(String path, long token) {
        return new Downlink.Cancel(Path.parse(path), Token.of(token));
    }

    static Attributes attributes(String query) {
        var all = Attributes.NONE;
        for (var each : query.isEmpty() ? new String[0] : query.split("&")) {
            var parts = each.split("=");
            all = all.with(Attribute.valueOf(parts[0].toUpperCase()), new java.math.BigDecimal(parts[1]));
        }
        return all;
    }

    static Content content(String text) {
        return text.startsWith("/") || text.isEmpty() ? lines(text) : Content.text(text);
    }

    static Content lines(String text) {
        return new Content(ContentFormat.TLV, Bytes.utf8(text));
    }

    void pass(int seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    @Override
    public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
        return definitions.stream().filter(each -> each.id() == object).findFirst();
    }

    @Override
    public Stream<ObjectDefinition> all() {
        return definitions.stream();
    }

    @Override
    public ObjectDefinition of(Class<?> annotated) {
        throw new UnsupportedOperationException();
    }
}
