package org.lwm2m.itest.formats.matrix;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Client;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.itest.formats.OurFormat;
import org.lwm2m.itest.formats.Wire;

/**
 * Our server, managing one client. It is asked as by an application, and has the codec of the row alone, so the engine
 * can choose no other format. It never chooses OMA JSON for a client of 1.1, so that is asked for by name.
 */
final class OurServer implements ServerEnd {

    private static final LinkFormat LINKS = new LinkFormat();

    private final Client client;
    private final Wire wire;
    private final Told told;
    private final BlockingQueue<Answer> seen = new LinkedBlockingQueue<>();
    private final List<Downlink> cancels = new ArrayList<>();
    private boolean exact;

    OurServer(Client client, Wire wire, Told told) {
        this.client = client;
        this.wire = wire;
        this.told = told;
    }

    static String code(Status status) {
        return status.code() / 100 + ".%02d".formatted(status.code() % 100);
    }

    private static <T> T done(CompletionStage<T> stage) throws ExecutionException {
        try {
            return stage.toCompletableFuture().get(30, SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** What the engine made of an answer, with code and format as they were on the wire. */
    private <T> Answer answer(CompletionStage<T> stage, Function<T, Answer> found) {
        try {
            var good = found.apply(done(stage));
            var response = wire.answered().orElseThrow();
            var number = response.content().map(each -> each.format().number());
            return new Answer(code(response.status()), number, good.said(), good.entries());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LwM2mException known) {
                return new Answer(code(known.status()), Optional.empty(), known.getMessage(), List.of());
            }
            throw new AssertionError(e);
        }
    }

    private static Answer values(List<Entry> entries) {
        return new Answer("", Optional.empty(), "", entries);
    }

    private static Answer said(Object words) {
        return new Answer("", Optional.empty(), "" + words, List.of());
    }

    /** Without the engine's choice. */
    private Answer exactly(Path base, Downlink request) {
        return answer(
                client.send(request),
                response -> response.status() == Status.CONTENT
                        ? values(decoded(base, response.content().orElseThrow()))
                        : said(response.reason()));
    }

    private static List<Entry> decoded(Path base, Content content) {
        var codec = OurFormat.of(content.format().number()).codec();
        return codec.decode(base, content.bytes(), new Fixture().types(java.util.Map.of()));
    }

    private static Content encoded(Path base, OurFormat format, List<Entry> entries) {
        return new Content(named(format), format.codec().encode(base, entries));
    }

    private static ContentFormat named(OurFormat format) {
        return new ContentFormat(format.number());
    }

    private static List<Path> paths(String... paths) {
        return Arrays.stream(paths).map(Path::parse).toList();
    }

    @Override
    public Answer read(String text, Optional<OurFormat> format) {
        var path = Path.parse(text);
        return format.filter(each -> each == OurFormat.JSON)
                .map(json -> exactly(path, new Downlink.Read(path, Optional.of(named(json)))))
                .orElseGet(() -> answer(client.read(path), OurServer::values));
    }

    @Override
    public Answer readComposite(OurFormat format, String... paths) {
        return answer(client.readComposite(paths(paths)), OurServer::values);
    }

    @Override
    public Answer write(Mode mode, String text, OurFormat format, List<Entry> entries) {
        var path = Path.parse(text);
        return format == OurFormat.JSON
                ? exactly(path, new Downlink.Write(path, encoded(path, format, entries), mode))
                : answer(client.write(path, entries, mode), OurServer::said);
    }

    @Override
    public Answer writeComposite(OurFormat format, List<Entry> entries) {
        return answer(client.writeComposite(entries), OurServer::said);
    }

    @Override
    public Answer create(OurFormat format, boolean numbered, List<Entry> entries) {
        var object = entries.get(0).path().upTo(1);
        if (format == OurFormat.JSON) {
            return exactly(object, new Downlink.Create(object, encoded(object, format, entries)));
        }
        var all =
                numbered ? entries : entries.stream().map(OurServer::unnumbered).toList();
        return answer(client.create(object.object(), all), OurServer::said);
    }

    private static Entry unnumbered(Entry entry) {
        var path = entry.path();
        var moved = Path.of(path.object(), Path.ABSENT, path.resource());
        return Entry.of(path.depth() == 4 ? moved.child(path.resourceInstance()) : moved, entry.value());
    }

    @Override
    public Answer delete(String path) {
        return answer(client.delete(Path.parse(path)), OurServer::said);
    }

    @Override
    public Answer execute(String path) {
        return answer(client.execute(Path.parse(path), ""), OurServer::said);
    }

    @Override
    public Answer attributes(String path, String query) {
        var attributes = Attributes.NONE;
        for (var each : query.split("&")) {
            var parts = each.split("=");
            var attribute = Attribute.valueOf(parts[0].toUpperCase(Locale.ROOT));
            attributes = attributes.with(attribute, Integer.valueOf(parts[1]));
        }
        return answer(client.writeAttributes(Path.parse(path), attributes, Set.of()), OurServer::said);
    }

    @Override
    public Answer discover(String path) {
        return answer(client.discover(Path.parse(path)), links -> said(LINKS.encode(links)));
    }

    @Override
    public Answer observe(OurFormat format, String text) {
        var path = Path.parse(text);
        if (format == OurFormat.JSON) {
            var token = Token.of(cancels.size());
            cancels.add(new Downlink.Cancel(path, token));
            exact = true;
            var answer = exactly(path, new Downlink.Observe(path, token, Optional.of(named(format)), Attributes.NONE));
            // Who listens to all that is reported hears of the answer, too.
            told.notified();
            return answer;
        }
        return observe(List.of(path), token -> new Downlink.Cancel(path, token));
    }

    @Override
    public Answer observeComposite(OurFormat format, String... texts) {
        var paths = paths(texts);
        var list = new Content(named(format), format.codec().encodePaths(paths));
        return observe(paths, token -> new Downlink.CancelComposite(list, token));
    }

    /** The engine hands over the first values as it does all others. */
    private Answer observe(List<Path> paths, Function<Token, Downlink> cancel) {
        var began = answer(client.observe(paths, Attributes.NONE, this::saw), made -> {
            cancels.add(cancel.apply(made.token()));
            return said("");
        });
        return began.code().equals("2.05") ? Told.next(seen, "value") : began;
    }

    private void saw(List<Entry> entries) {
        seen.add(new Answer("2.05", wire.came().map(ContentFormat::number), "", entries));
    }

    @Override
    public Answer cancel() {
        var last = said("nothing is observed");
        for (var each : cancels) {
            var path = each instanceof Downlink.Cancel one ? one.path() : Path.ROOT;
            last = exactly(path, each);
        }
        return last;
    }

    @Override
    public void forget() {
        wire.forgets(true);
    }

    @Override
    public Answer notified() {
        return exact ? told.notified() : Told.next(seen, "notification");
    }

    @Override
    public Answer sent() {
        return told.sent();
    }

    @Override
    public void updated(long lifetime) {
        told.updated(lifetime);
    }
}
