package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Link;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.LinkCodec;

/** Codecs that come and go as a test says; all but text and opaque write lines. */
final class TestCodecs implements Codecs, LinkCodec {

    private final Map<ContentFormat, Codec> codecs = new HashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();

    TestCodecs(ContentFormat... formats) {
        for (var format : formats) {
            come(format);
        }
    }

    void come(ContentFormat format) {
        codecs.put(format, new LinesCodec(format.equals(ContentFormat.TEXT) || format.equals(ContentFormat.OPAQUE)));
        List.copyOf(listeners).forEach(Runnable::run);
    }

    void go(ContentFormat format) {
        codecs.remove(format);
    }

    @Override
    public Optional<Codec> find(ContentFormat format) {
        return Optional.ofNullable(codecs.get(format));
    }

    @Override
    public Optional<LinkCodec> links() {
        return Optional.of(this);
    }

    @Override
    public Set<ContentFormat> formats() {
        return Set.copyOf(codecs.keySet());
    }

    @Override
    public void whenOneComes(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public String encode(List<Link> links) {
        return links.stream()
                .map(link -> "<" + link.path() + ">"
                        + link.parameters().entrySet().stream()
                                .map(each -> ";" + each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(","));
    }

    @Override
    public List<Link> decode(String text) {
        throw new UnsupportedOperationException();
    }
}
