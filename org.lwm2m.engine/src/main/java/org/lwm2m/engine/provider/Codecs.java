package org.lwm2m.engine.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.LinkCodec;

/** The codecs there are now. */
public final class Codecs {

    /** Numbers that early 1.0 stacks use for text, TLV and JSON (field note F27). */
    private static final Map<ContentFormat, ContentFormat> OLD = Map.of(
            new ContentFormat(1541), ContentFormat.TEXT,
            new ContentFormat(1542), ContentFormat.TLV,
            new ContentFormat(1543), ContentFormat.JSON);

    private final Map<Integer, Ranked<Codec>> codecs = new ConcurrentHashMap<>();
    private final Ranked<LinkCodec> links = new Ranked<>();
    private final Arrivals arrivals;

    public Codecs(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    public void add(Codec codec, Map<String, ?> properties) {
        for (var format : Properties.numbers(properties.get(Codec.FORMAT))) {
            codecs.computeIfAbsent(format, number -> new Ranked<>()).add(codec, properties);
        }
        arrivals.arrived();
    }

    public void remove(Codec codec, Map<String, ?> properties) {
        for (var format : Properties.numbers(properties.get(Codec.FORMAT))) {
            codecs.computeIfAbsent(format, number -> new Ranked<>()).remove(codec);
            arrivals.left(new ContentFormat(format));
        }
    }

    public void add(LinkCodec codec, Map<String, ?> properties) {
        links.add(codec, properties);
        arrivals.arrived();
    }

    public void remove(LinkCodec codec) {
        links.remove(codec);
        arrivals.left(ContentFormat.LINK);
    }

    /** Those of these formats that there is a codec for, now or in a moment, in the same order; empty if there is none. */
    public CompletionStage<List<ContentFormat>> usable(List<ContentFormat> formats) {
        return arrivals.await(formats, () -> Optional.of(usableNow(formats)).filter(usable -> !usable.isEmpty()))
                .thenApply(usable -> usable.orElse(List.of()));
    }

    /** The codec of a format, now or in a moment; fails with {@code otherwise}, 4.06 or 4.15, if there is none. */
    public CompletionStage<Codec> find(ContentFormat format, Status otherwise) {
        var known = OLD.getOrDefault(format, format);
        return arrivals.await(known, () -> now(known))
                .thenApply(codec ->
                        codec.orElseThrow(() -> new LwM2mException(otherwise, "no codec for " + format.number())));
    }

    /** The codec of link format, now or in a moment; fails with 5.03 if there is none. */
    public CompletionStage<LinkCodec> links() {
        return arrivals.await(ContentFormat.LINK, links::best)
                .thenApply(codec -> codec.orElseThrow(
                        () -> new LwM2mException(Status.UNAVAILABLE, "no codec for link format at present")));
    }

    private List<ContentFormat> usableNow(List<ContentFormat> formats) {
        var usable = new ArrayList<ContentFormat>(formats.size());
        for (var format : formats) {
            var codec = codecs.get(format.number());
            if (codec != null && !codec.isEmpty()) {
                usable.add(format);
            }
        }
        return usable;
    }

    private Optional<Codec> now(ContentFormat format) {
        return Optional.ofNullable(codecs.get(format.number())).flatMap(Ranked::best);
    }
}
