package org.lwm2m.server.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.server.Registration;
import org.lwm2m.engine.provider.Codecs;
import org.lwm2m.engine.provider.Models;
import org.lwm2m.server.registration.ObjectVersions;
import org.lwm2m.server.registration.Registered;

/**
 * How to talk with one client, or a thing behind it: its paths as they are on the wire, and its data in the formats and
 * types that it registered with.
 */
final class Dialect {

    /** Told of one payload. */
    private static final int MOST_FAULTS = 8;

    private final Registered client;
    private final Registration registration;
    private final String device;
    private final Codecs codecs;
    private final Models models;
    private final Faults faults;
    private Optional<Known> known = Optional.empty();

    /** @param device prefix of a thing behind a gateway; empty for the client itself */
    Dialect(Registered client, String device, Codecs codecs, Models models, Faults faults) {
        this.client = client;
        this.registration = client.registration();
        this.device = device;
        this.codecs = codecs;
        this.models = models;
        this.faults = faults;
    }

    Registered client() {
        return client;
    }

    /** Whether this is the client itself, not a thing behind it. */
    boolean own() {
        return device.isEmpty();
    }

    Version version() {
        return registration.version();
    }

    /** A path of the application's as the client knows it: behind its alternate root, and that of a thing behind it. */
    Path out(Path path) {
        if (device.isEmpty() && registration.root().isEmpty()) {
            return path;
        }
        return path.in(join(registration.root(), join(device, path.prefix())));
    }

    /** The same within a payload: LwM2M CBOR has no alternate root (Core 1.2, 7.5.8). */
    private Path out(Path path, ContentFormat format) {
        return format.equals(ContentFormat.LWM2M_CBOR) ? path.in(join(device, path.prefix())) : out(path);
    }

    /** A path as the client said it, as the application knows it. */
    Path in(Path path) {
        if (path.prefix().isEmpty()) {
            return path;
        }
        return path.in(without(device, without(registration.root(), path.prefix())));
    }

    Optional<ResourceDefinition> resource(Path path) {
        return path.depth() < 3 ? Optional.empty() : models.find(path, objectVersion(path.object()));
    }

    /** Fails for what the client's version of LwM2M does not have yet. */
    void since(Version since, String what) {
        if (!version().atLeast(since)) {
            throw new LwM2mException(
                    Status.BAD_REQUEST, what + " is since LwM2M " + since + ", the client speaks " + version());
        }
    }

    /** Fails for a path that the client's version of LwM2M cannot name in a request of its own. */
    Path named(Path path) {
        if (path.depth() == 4) {
            since(Version.V1_1, "a request for a resource instance, " + path + ",");
        }
        return path;
    }

    /** The object that was asked for last, which is the one that is asked for next. */
    private record Known(int object, ObjectVersion version) {}

    /** Things behind a gateway do not say theirs. */
    private ObjectVersion objectVersion(int object) {
        if (!device.isEmpty()) {
            return ObjectVersion.V1_0;
        }
        var last = known;
        if (last.isEmpty() || last.get().object() != object) {
            last = Optional.of(new Known(object, ObjectVersions.of(registration, object)));
            known = last;
        }
        return last.get().version();
    }

    /** Formats for what a path holds, best first. */
    List<ContentFormat> readFormats(Path path) {
        var definition = resource(path);
        if (path.depth() == 4) {
            return order(definition
                    .map(one -> Formats.single(version(), opaque(one)))
                    .orElse(Formats.unknown(version())));
        } else if (path.depth() == 3) {
            return order(definition
                    .map(one -> one.multiple() ? Formats.several(version()) : Formats.single(version(), opaque(one)))
                    .orElse(Formats.unknown(version())));
        }
        return order(Formats.several(version()));
    }

    /** Formats for these values, best first. */
    List<ContentFormat> writeFormats(Path path, List<Entry> entries) {
        var one = path.depth() >= 3
                && entries.size() == 1
                && entries.get(0).path().equals(path)
                && resource(path)
                        .filter(each -> each.multiple() && path.depth() == 3)
                        .isEmpty();
        if (one && entries.get(0).value() instanceof Value.Opaque opaque) {
            return Formats.large(opaque)
                    ? Formats.octets(version(), client.refused())
                    : order(Formats.single(version(), true));
        }
        return order(one ? Formats.single(version(), false) : Formats.several(version()));
    }

    List<ContentFormat> order(List<ContentFormat> candidates) {
        return Formats.order(candidates, registration, client.refused());
    }

    /** Those that there is a codec for, now or in a moment. */
    CompletableFuture<List<ContentFormat>> usable(List<ContentFormat> formats) {
        return codecs.usable(formats).toCompletableFuture();
    }

    CompletableFuture<Content> encode(ContentFormat format, Path base, List<Entry> entries) {
        var wire = entries.stream()
                .map(entry -> new Entry(out(entry.path(), format), entry.value(), entry.time()))
                .toList();
        return codecs.find(format, Status.UNSUPPORTED_FORMAT)
                .thenApply(codec -> new Content(format, codec.encode(out(base, format), wire)))
                .toCompletableFuture();
    }

    CompletableFuture<Content> encodePaths(ContentFormat format, List<Path> paths) {
        return codecs.find(format, Status.UNSUPPORTED_FORMAT)
                .thenApply(codec -> new Content(
                        format, codec.encodePaths(paths.stream().map(this::out).toList())))
                .toCompletableFuture();
    }

    /** @param base the path of the request, as the application knows it */
    CompletableFuture<List<Entry>> decode(Path base, Optional<Content> content) {
        if (content.isEmpty() || empty(content.get())) {
            return CompletableFuture.completedFuture(List.of());
        }
        var format = content.get().format();
        return codecs.find(format, Status.UNSUPPORTED_FORMAT)
                .thenCombine(models.ready(), (codec, ready) -> codec)
                .thenApply(
                        codec -> decode(codec, out(base, format), content.get().bytes()))
                .toCompletableFuture();
    }

    CompletableFuture<List<Link>> links(Optional<Content> content) {
        return codecs.links()
                .thenApply(codec -> codec
                        .decode(content.map(each -> each.bytes().utf8()).orElse(""))
                        .stream()
                        .map(link -> new Link(in(link.path()), link.parameters()))
                        .toList())
                .toCompletableFuture();
    }

    /** The values in the types of their resources; 4.00 for one that can't be. */
    List<Entry> typed(List<Entry> entries) {
        return entries.stream()
                .map(entry -> convert(entry, value -> {
                    throw new LwM2mException(Status.BAD_REQUEST, entry.path() + ": " + mismatch(entry));
                }))
                .toList();
    }

    private List<Entry> decode(Codec codec, Path base, Bytes payload) {
        var decoded = LenientTypes.decode(
                codec, base, payload, path -> resource(in(path)).map(ResourceDefinition::type), MOST_FAULTS);
        var entries = new ArrayList<Entry>(decoded.size());
        var wrong = new ArrayList<Entry>(0);
        for (var entry : decoded) {
            var path = in(entry.path());
            var plain = path == entry.path() ? entry : new Entry(path, entry.value(), entry.time());
            entries.add(convert(plain, value -> {
                wrong.add(plain);
                return value;
            }));
        }
        for (var entry : wrong.subList(0, Math.min(MOST_FAULTS, wrong.size()))) {
            faults.tell(client, entry.path(), mismatch(entry));
        }
        return entries;
    }

    private String mismatch(Entry entry) {
        return "it is of type " + resource(entry.path()).orElseThrow().type() + ", not "
                + entry.value().getClass().getSimpleName();
    }

    private Entry convert(Entry entry, UnaryOperator<Value> otherwise) {
        var type = resource(entry.path()).map(ResourceDefinition::type);
        if (type.isEmpty() || type.get().accepts(entry.value())) {
            return entry;
        }
        var value = Conversion.to(type.get(), entry.value()).orElseGet(() -> otherwise.apply(entry.value()));
        return new Entry(entry.path(), value, entry.time());
    }

    /** A plain text of no characters is a value, nothing at all in another format is none. */
    private static boolean empty(Content content) {
        return content.bytes().size() == 0
                && !content.format().equals(ContentFormat.TEXT)
                && !content.format().equals(ContentFormat.OPAQUE)
                && !content.format().equals(ContentFormat.TLV);
    }

    private static boolean opaque(ResourceDefinition resource) {
        return resource.type() == ResourceType.OPAQUE;
    }

    private static String join(String outer, String inner) {
        return outer.isEmpty() || inner.isEmpty() ? outer + inner : outer + "/" + inner;
    }

    private static String without(String outer, String prefix) {
        if (prefix.equals(outer)) {
            return "";
        }
        return !outer.isEmpty() && prefix.startsWith(outer + "/") ? prefix.substring(outer.length() + 1) : prefix;
    }
}
