package org.lwm2m.bootstrap.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.engine.provider.Codecs;
import org.lwm2m.engine.provider.Models;

/**
 * How values are coded for one client: as it prefers, else as its version suggests; and in another way if it refuses that
 * (field note F23). What it took is used again.
 */
final class Dialect {

    /** All that can hold several values, which is what {@code pct} may name (Core 1.2, 6.1.7.1). */
    static final List<ContentFormat> STRUCTURED =
            List.of(ContentFormat.TLV, ContentFormat.SENML_CBOR, ContentFormat.SENML_JSON, ContentFormat.LWM2M_CBOR);

    private static final List<ContentFormat> OF_1_0 = List.of(ContentFormat.TLV);
    private static final List<ContentFormat> OF_1_1 =
            List.of(ContentFormat.SENML_CBOR, ContentFormat.SENML_JSON, ContentFormat.TLV);
    private static final List<ContentFormat> OF_1_2 =
            List.of(ContentFormat.LWM2M_CBOR, ContentFormat.SENML_CBOR, ContentFormat.SENML_JSON, ContentFormat.TLV);

    private final Codecs codecs;
    private final Models models;
    private final Optional<ContentFormat> preferred;
    private volatile Optional<ContentFormat> agreed = Optional.empty();

    Dialect(Codecs codecs, Models models, Optional<ContentFormat> preferred) {
        this.codecs = codecs;
        this.models = models;
        this.preferred = preferred;
    }

    /** Asks with a content in each format in turn, until one is not refused for its format. */
    CompletionStage<Response> write(
            Path path,
            List<Entry> entries,
            Optional<Version> version,
            Function<Content, CompletionStage<Response>> ask) {
        return negotiate(version, format -> codecs.find(format, Status.UNSUPPORTED_FORMAT)
                .thenCompose(codec -> ask.apply(new Content(format, codec.encode(path, entries)))));
    }

    CompletionStage<Response> read(Optional<Version> version, Function<ContentFormat, CompletionStage<Response>> ask) {
        return negotiate(version, ask);
    }

    /** What the client answered to a Read, in whatever format it chose (field note F22). */
    CompletionStage<List<Entry>> decode(Path path, Response answer) {
        var content = answer.content()
                .orElseThrow(() -> new LwM2mException(Status.BAD_GATEWAY, "the client answered nothing for " + path));
        return models.ready()
                .thenCompose(ready -> codecs.find(content.format(), Status.UNSUPPORTED_FORMAT))
                .thenApply(codec -> codec.decode(path, content.bytes(), this::type));
    }

    private CompletionStage<Response> negotiate(
            Optional<Version> version, Function<ContentFormat, CompletionStage<Response>> ask) {
        return codecs.usable(candidates(version)).thenCompose(formats -> {
            if (formats.isEmpty()) {
                return failed(Status.UNSUPPORTED_FORMAT, "no codec for any format that this client may have");
            }
            return attempt(formats.iterator(), ask);
        });
    }

    private CompletionStage<Response> attempt(
            Iterator<ContentFormat> formats, Function<ContentFormat, CompletionStage<Response>> ask) {
        var format = formats.next();
        return stage(ask, format)
                .handle((answer, failure) -> {
                    if (formats.hasNext() && refused(answer, failure)) {
                        return attempt(formats, ask);
                    } else if (failure != null) {
                        return CompletableFuture.<Response>failedFuture(LwM2mException.cause(failure));
                    } else if (answer.status().success()) {
                        agreed = Optional.of(format);
                    }
                    return CompletableFuture.completedFuture(answer);
                })
                .thenCompose(answer -> answer);
    }

    private static CompletionStage<Response> stage(
            Function<ContentFormat, CompletionStage<Response>> ask, ContentFormat format) {
        try {
            return ask.apply(format);
        } catch (LwM2mException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private List<ContentFormat> candidates(Optional<Version> version) {
        var formats = new ArrayList<ContentFormat>();
        agreed.ifPresent(formats::add);
        preferred.filter(each -> !formats.contains(each)).ifPresent(formats::add);
        // A client of an unknown version has TLV, if it is of 1.0, or says what it prefers, if it is newer.
        var usual = version.map(Dialect::usual).orElse(STRUCTURED);
        usual.stream().filter(each -> !formats.contains(each)).forEach(formats::add);
        return formats;
    }

    private static List<ContentFormat> usual(Version version) {
        return switch (version) {
            case V1_0 -> OF_1_0;
            case V1_1 -> OF_1_1;
            case V1_2 -> OF_1_2;
        };
    }

    private static boolean refused(Response answer, Throwable failure) {
        var status = failure == null
                ? answer.status()
                : LwM2mException.cause(failure) instanceof LwM2mException known ? known.status() : Status.NONE;
        return status == Status.NOT_ACCEPTABLE || status == Status.UNSUPPORTED_FORMAT;
    }

    /** Of the newest minor version that is known, which has all resources of the older ones. */
    private Optional<ResourceType> type(Path path) {
        return models.find(path.object(), new ObjectVersion(1, Integer.MAX_VALUE))
                .flatMap(object -> object.resource(path.resource()))
                .map(ResourceDefinition::type);
    }

    private static CompletionStage<Response> failed(Status status, String why) {
        return CompletableFuture.failedFuture(new LwM2mException(status, why));
    }
}
