package org.lwm2m.client.management;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ResourceTypes;

/** Turns entries into content and back, by the codecs there are or will be in a moment. */
final class Coding {

    private final Codecs codecs;
    private final Patience patience;

    Coding(Codecs codecs, Patience patience) {
        this.codecs = codecs;
        this.patience = patience;
    }

    /** Chooses the format of an answer: the one that was asked for, or else the best; fails with 4.06. */
    CompletionStage<ContentFormat> choose(Formats formats, Optional<ContentFormat> accept, Version version) {
        var wanted = Formats.registered(accept);
        if (wanted.isPresent()) {
            return formats.allows(wanted.get(), version)
                    ? answer(wanted.get()).thenApply(codec -> wanted.get())
                    : CompletableFuture.failedStage(notAcceptable(wanted.get()));
        }
        return best(formats.preferred(version));
    }

    /** The first of these formats that there is a codec for, or will be in a moment; fails with 4.06. */
    CompletionStage<ContentFormat> best(List<ContentFormat> preferred) {
        var best = preferred.stream()
                .filter(format -> codecs.find(format).isPresent())
                .findFirst();
        return best.<CompletionStage<ContentFormat>>map(CompletableFuture::completedStage)
                .orElseGet(() -> first(preferred));
    }

    CompletionStage<Content> encode(ContentFormat format, Path base, List<Entry> entries) {
        return answer(format).thenApply(codec -> new Content(format, codec.encode(base, entries)));
    }

    CompletionStage<Content> encode(List<Link> links) {
        return patience.find(ContentFormat.LINK, codecs::links)
                .thenApply(codec -> codec.orElseThrow(() -> notAcceptable(ContentFormat.LINK)))
                .thenApply(codec -> new Content(ContentFormat.LINK, Bytes.utf8(codec.encode(links))));
    }

    CompletionStage<List<Entry>> decode(
            Formats formats, Path base, Content content, ResourceTypes types, Version version) {
        return request(formats, content, version)
                .thenApply(codec -> codec.decode(base, content.bytes(), types))
                .thenApply(entries -> inside(base, entries));
    }

    CompletionStage<List<Path>> decodePaths(Content content, Version version) {
        return request(Formats.PATHS, content, version).thenApply(codec -> codec.decodePaths(content.bytes()));
    }

    /** Refuses a format that the operation does not have, or whose codec is not there, before more of it comes. */
    void expect(Formats formats, ContentFormat given, Version version) {
        var format = Formats.registered(given);
        if (!formats.allows(format, version) || !patience.mayFind(format)) {
            throw unsupported(given);
        }
    }

    private CompletionStage<Codec> request(Formats formats, Content content, Version version) {
        var format = Formats.registered(content.format());
        return formats.allows(format, version)
                ? find(format, Coding::unsupported)
                : CompletableFuture.failedStage(unsupported(content.format()));
    }

    private CompletionStage<Codec> answer(ContentFormat format) {
        return find(format, Coding::notAcceptable);
    }

    private CompletionStage<Codec> find(ContentFormat format, Function<ContentFormat, LwM2mException> missing) {
        return patience.find(format, () -> codecs.find(format))
                .thenApply(codec -> codec.orElseThrow(() -> missing.apply(format)));
    }

    /** The best of several that are all missing now: the first that comes back. */
    private CompletionStage<ContentFormat> first(List<ContentFormat> preferred) {
        CompletionStage<Optional<ContentFormat>> found = CompletableFuture.completedStage(Optional.empty());
        for (var format : preferred) {
            found = found.thenCompose(already -> already.isPresent()
                    ? CompletableFuture.completedStage(already)
                    : patience.find(format, () -> codecs.find(format).map(codec -> format)));
        }
        return found.thenApply(format -> format.orElseThrow(
                () -> new LwM2mException(Status.NOT_ACCEPTABLE, "no codec for any of " + numbers(preferred))));
    }

    /** A payload of the root may also hold things behind a gateway. */
    private static List<Entry> inside(Path base, List<Entry> entries) {
        for (var entry : entries) {
            if (!base.equals(Path.ROOT) && !base.contains(entry.path())) {
                throw new LwM2mException(Status.BAD_REQUEST, entry.path() + " is not under " + base);
            }
        }
        return entries;
    }

    private static String numbers(List<ContentFormat> formats) {
        return formats.stream().map(format -> "" + format.number()).collect(Collectors.joining(", "));
    }

    private static LwM2mException notAcceptable(ContentFormat format) {
        return new LwM2mException(Status.NOT_ACCEPTABLE, "can't answer in format " + format.number());
    }

    private static LwM2mException unsupported(ContentFormat format) {
        return new LwM2mException(Status.UNSUPPORTED_FORMAT, "can't read format " + format.number() + " here");
    }
}
