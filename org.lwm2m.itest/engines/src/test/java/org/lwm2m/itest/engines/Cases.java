package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Observation;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.model.binaryappdatacontainer.BinaryAppDataContainer;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.portfolio.Portfolio;

/**
 * A client in an initial configuration of the OMA test specification (ETS, appendix C), registered, and the steps that
 * its cases are made of. Security is none: the cases about it are run over real sockets.
 */
final class Cases {

    static final Map<Integer, Value> SRV = Map.of(
            1, new Value.Int(86_400),
            6, new Value.Flag(false),
            7, new Value.Text("U"));

    static final Map<Integer, Value> SRV_PLUS = Map.of(
            1, new Value.Int(86_400),
            2, new Value.Int(1),
            3, new Value.Int(10),
            5, new Value.Int(86_400),
            6, new Value.Flag(false),
            7, new Value.Text("U"));

    final CaseDevice device;
    final CaseObjects.Portfolios portfolios = new CaseObjects.Portfolios();
    final CaseObjects.Container first = new CaseObjects.Container();
    final CaseObjects.Container second = new CaseObjects.Container();
    final Together both;

    private static final Definitions KNOWN =
            new Definitions(Device.class, Portfolio.class, BinaryAppDataContainer.class);

    private Cases(Version version, Map<Integer, Value> server, CaseDevice device) {
        this.device = device;
        var spoken = List.copyOf(Formats.all().keySet());
        both = new Together(KNOWN, spoken).register(version, server, device, portfolios);
    }

    /** What most cases begin from, with an empty object 16. */
    static Cases c1(Version version) {
        return new Cases(version, SRV, new CaseDevice());
    }

    /** The same with default periods. */
    static Cases c3(Version version) {
        return new Cases(version, SRV_PLUS, new CaseDevice());
    }

    /** The same with power sources and a battery. */
    static Cases c4(Version version) {
        return new Cases(version, SRV_PLUS, new CaseDevice.Powered());
    }

    /** The same with a clock that servers set. */
    static Cases c6(Version version) {
        return new Cases(version, SRV_PLUS, new CaseDevice.Clocked());
    }

    /** Two containers of application data. */
    static Cases c15(Version version) {
        var cases = new Cases(version, SRV, new CaseDevice());
        cases.both.device.show(cases.first, 0);
        cases.both.device.show(cases.second, 1);
        cases.pass(1);
        return cases;
    }

    Client client() {
        return both.client();
    }

    void pass(int seconds) {
        both.clock.advance(java.time.Duration.ofSeconds(seconds));
    }

    /** How many messages either side sends in that time. */
    int messagesIn(int seconds) {
        var count = new AtomicInteger();
        both.network.lose(() -> {
            count.incrementAndGet();
            return false;
        });
        pass(seconds);
        both.network.lose(() -> false);
        return count.get();
    }

    static Entry entry(String path, Object value) {
        return Entry.of(Path.parse(path), value(value));
    }

    private static Value value(Object value) {
        if (value instanceof String text) {
            return new Value.Text(text);
        } else if (value instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        return value instanceof Value made ? made : new Value.Int(((Number) value).longValue());
    }

    /** Asks exactly this; what the client answered, whatever it was. */
    Response ask(Downlink request) {
        return both.done(client().send(request));
    }

    Response get(String path, ContentFormat accept) {
        return ask(new Downlink.Read(Path.parse(path), Optional.of(accept)));
    }

    /** A Read that must come in the format that was asked for. */
    List<Entry> read(String path, ContentFormat accept) {
        var answer = get(path, accept);
        assertEquals(Status.CONTENT, answer.status(), answer.reason());
        var content = answer.content().orElseThrow();
        assertEquals(accept, content.format());
        return decode(path, content);
    }

    List<Entry> decode(String base, Content content) {
        var types = KNOWN.types(Map.of());
        return Formats.all().get(content.format()).decode(Path.parse(base), content.bytes(), types);
    }

    /** PUT for {@code REPLACE}, POST for {@code PARTIAL_UPDATE}. */
    Status write(String path, ContentFormat format, Mode mode, Entry... entries) {
        return ask(new Downlink.Write(Path.parse(path), content(path, format, entries), mode))
                .status();
    }

    static Content content(String base, ContentFormat format, Entry... entries) {
        return new Content(format, Formats.all().get(format).encode(Path.parse(base), List.of(entries)));
    }

    static Content paths(ContentFormat format, String... paths) {
        var all = List.of(paths).stream().map(Path::parse).toList();
        return new Content(format, Formats.all().get(format).encodePaths(all));
    }

    Status delete(String path) {
        return ask(new Downlink.Delete(Path.parse(path))).status();
    }

    /** Creates /16/0 with four identities. */
    void portfolio() {
        portfolio(0);
    }

    void portfolio(int instance) {
        var identity = List.of("host", "maker", "model", "software");
        var entries = new ArrayList<Entry>();
        identity.forEach(each -> entries.add(entry("/16/" + instance + "/0/" + entries.size(), each)));
        assertEquals(Path.of(16, instance), both.done(client().create(16, entries)));
        pass(1);
    }

    Status execute(String path) {
        return ask(new Downlink.Execute(Path.parse(path), "")).status();
    }

    Status attributes(String path, Attributes attributes) {
        return ask(new Downlink.WriteAttributes(Path.parse(path), attributes, Set.of()))
                .status();
    }

    String discover(String path) {
        return new LinkFormat().encode(both.done(client().discover(Path.parse(path))));
    }

    String discover(String path, int depth) {
        return new LinkFormat().encode(both.done(client().discover(Path.parse(path), depth)));
    }

    static Attributes periods(int pmin, int pmax) {
        return Attributes.NONE.with(Attribute.PMIN, pmin).with(Attribute.PMAX, pmax);
    }

    /** One stream of notifications, the answer to the Observe first. */
    final class Stream {

        final List<List<Entry>> seen = new ArrayList<>();
        final Observation observation;

        Stream(Attributes attributes, String... paths) {
            var all = List.of(paths).stream().map(Path::parse).toList();
            observation = both.done(client().observe(all, attributes, seen::add));
            assertEquals(1, seen.size());
        }

        /** How many notifications came in that time. */
        int in(int seconds) {
            var before = seen.size();
            pass(seconds);
            return seen.size() - before;
        }

        List<Entry> last() {
            return seen.get(seen.size() - 1);
        }
    }

    Stream observe(String... paths) {
        return new Stream(Attributes.NONE, paths);
    }

    Stream observe(Attributes attributes, String... paths) {
        return new Stream(attributes, paths);
    }
}
