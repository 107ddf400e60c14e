package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.management.Limits;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.codec.senmlcbor.SenmlCborCodec;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.model.accesscontrol.AccessControl;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.security.Security;
import org.lwm2m.model.server.Server;

/** A client with a bootstrap account at /0/1, its Bootstrap-Server in the hands of the test, and servers that say yes. */
final class Bootstrapping {

    /** Where the client calls its Bootstrap-Server from. */
    static final URI HERE = URI.create("coap://127.0.0.1:56830");

    static final Codec TLV = new TlvCodec();
    static final Codec SENML = new SenmlCborCodec(Map.of());

    final Rig rig = new Rig();
    final ScriptedServer bootstrap = rig.server(0);
    final ScriptedServer first = rig.server(101);
    final ScriptedServer second = rig.server(102);
    final Models models = new Models();
    ManagedDevice device;

    /** A client of LwM2M 1.2, without a codec for packs. */
    static Bootstrapping begun() {
        return new Bootstrapping().start(Version.V1_2, Map.of());
    }

    /** @param more resources of /0/1 */
    Bootstrapping start(Version version, Map<Integer, Value> more) {
        begin();
        account(version, more);
        return this;
    }

    /** Without any account. */
    void begin() {
        rig.providers.codecs().add(TLV, List.of(11542), 0);
        var codecs = new ClientCodecs(rig.providers);
        device = new ManagedDevice(rig.loop, codecs, () -> Optional.of(models), Limits.USUAL);
        rig.start(List.of(), device, codecs);
    }

    Account account(int id, ScriptedServer server, Map<Integer, Value> more) {
        var added = rig.client
                .add(Rig.account(0, id, server.uri(), more), Account.Settings.STANDARD)
                .toCompletableFuture();
        rig.loop.run();
        return (Account) added.join();
    }

    void account(Version version, Map<Integer, Value> more) {
        var entries =
                new ArrayList<>(List.of(entry("/0/0/0", bootstrap.uri()), entry("/0/0/1", true), entry("/0/0/2", 3)));
        more.forEach((resource, value) -> entries.add(Entry.of(Path.of(0, 0, resource), value)));
        rig.client.add(entries, new Account.Settings(version, Optional.of(HERE), Optional.empty()));
        rig.loop.run();
    }

    /** Lets the time pass after which a client asks that has no server. */
    Bootstrapping asked() {
        rig.advance(3);
        return this;
    }

    Response write(String path, Object... pathsAndValues) {
        return write(TLV, 11542, path, pathsAndValues);
    }

    Response write(Codec codec, int format, String path, Object... pathsAndValues) {
        var base = Path.parse(path);
        var bytes = codec.encode(base, entries(pathsAndValues));
        return ask(new BootstrapDownlink.Write(base, new Content(new ContentFormat(format), bytes)));
    }

    Response writeRaw(String path, int format, String text) {
        return ask(new BootstrapDownlink.Write(
                Path.parse(path), new Content(new ContentFormat(format), Bytes.utf8(text))));
    }

    Response delete(String path) {
        return ask(new BootstrapDownlink.Delete(Path.parse(path)));
    }

    String discover(String path) {
        return text(ask(new BootstrapDownlink.Discover(Path.parse(path))));
    }

    /** In a session of its own. */
    String discovered(String path) {
        rig.client.bootstrap();
        rig.loop.run();
        return discover(path);
    }

    /** The instances of /2. */
    List<Entry> access() {
        return device.provisioning().access();
    }

    /** By path, as TLV has it. */
    List<Entry> read(String path) {
        var answer = ask(new BootstrapDownlink.Read(Path.parse(path), Optional.of(ContentFormat.TLV)));
        var bytes = answer.orThrow().content().orElseThrow().bytes();
        return TLV.decode(Path.parse(path), bytes, models.types(Map.of()));
    }

    Response finish() {
        return ask(new BootstrapDownlink.Finish());
    }

    /** The answer to an operation; {@code Status.NONE} if there is none. */
    Response ask(BootstrapDownlink request) {
        var answer = bootstrap.ask(request);
        rig.loop.run();
        if (!answer.isDone()) {
            rig.advance(3);
        }
        assertTrue(answer.isDone(), () -> request + " is not answered");
        try {
            return answer.join();
        } catch (RuntimeException e) {
            var status = ((LwM2mException) LwM2mException.cause(e)).status();
            return Response.of(status == Status.TIMEOUT ? Status.NONE : status);
        }
    }

    /** Writes the account of a server: its /0 and its /1, at instances of the same number. */
    void writeAccount(int instance, ScriptedServer server, long lifetime) {
        write("/0/" + instance, security(instance, server));
        write("/1/" + instance, server(instance, server.id, lifetime));
    }

    static Object[] security(int instance, ScriptedServer server) {
        var path = "/0/" + instance + "/";
        return new Object[] {path + 0, server.uri(), path + 1, false, path + 2, 3, path + 10, server.id};
    }

    static Object[] server(int instance, int id, long lifetime) {
        var path = "/1/" + instance + "/";
        return new Object[] {path + 0, id, path + 1, lifetime, path + 6, false, path + 7, "U"};
    }

    ServerStatus.State state(int server) {
        return status(server).state();
    }

    ServerStatus status(int server) {
        return rig.client.servers().stream()
                .filter(each -> each.server() == server)
                .findFirst()
                .orElseThrow();
    }

    List<Integer> servers() {
        return rig.client.servers().stream().map(ServerStatus::server).toList();
    }

    static List<Entry> entries(Object... pathsAndValues) {
        var all = new ArrayList<Entry>();
        for (var i = 0; i < pathsAndValues.length; i += 2) {
            all.add(entry((String) pathsAndValues[i], pathsAndValues[i + 1]));
        }
        return all;
    }

    static Entry entry(String path, Object value) {
        var made = value instanceof String text
                ? new Value.Text(text)
                : value instanceof Boolean flag
                        ? new Value.Flag(flag)
                        : value instanceof Number number ? new Value.Int(number.longValue()) : (Value) value;
        return Entry.of(Path.parse(path), made);
    }

    static Object[] all(Object[]... some) {
        return Arrays.stream(some).flatMap(Arrays::stream).toArray();
    }

    static String text(Response response) {
        return response.content().map(each -> each.bytes().utf8()).orElse("");
    }

    static Optional<Value> value(Collection<Entry> entries, String path) {
        return entries.stream()
                .filter(each -> each.path().equals(Path.parse(path)))
                .map(Entry::value)
                .findFirst();
    }

    void advance(Duration by) {
        rig.loop.advance(by);
    }

    URI uri() {
        return URI.create(bootstrap.uri());
    }

    /** What the client knows. */
    static final class Models implements ObjectModels {

        private final List<ObjectDefinition> known = Stream.of(
                        Security.class, Server.class, AccessControl.class, Device.class)
                .map(each -> ObjectInterface.of(each).definition())
                .toList();

        @Override
        public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
            return known.stream().filter(each -> each.id() == object).findFirst();
        }

        @Override
        public Stream<ObjectDefinition> all() {
            return known.stream();
        }

        @Override
        public ObjectDefinition of(Class<?> annotated) {
            return ObjectInterface.of(annotated).definition();
        }
    }
}
