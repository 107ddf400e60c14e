package org.lwm2m.client.management;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.LinkCodec;
import org.lwm2m.api.model.ResourceTypes;

/** Codecs that put an {@link AlternatePath} before what servers read, and take it from what they write. */
record PathCodecs(Codecs codecs, AlternatePath root) implements Codecs {

    static Codecs of(Codecs codecs, AlternatePath root) {
        return root.isRoot() ? codecs : new PathCodecs(codecs, root);
    }

    @Override
    public Optional<Codec> find(ContentFormat format) {
        // Core 1.2, 7.4.6: its keys have no alternate path.
        return format.equals(ContentFormat.LWM2M_CBOR)
                ? codecs.find(format)
                : codecs.find(format).map(each -> new Behind(each, root));
    }

    @Override
    public Optional<LinkCodec> links() {
        return codecs.links().map(each -> new LinksBehind(each, root));
    }

    @Override
    public Set<ContentFormat> formats() {
        return codecs.formats();
    }

    @Override
    public void whenOneComes(Runnable listener) {
        codecs.whenOneComes(listener);
    }

    private record Behind(Codec codec, AlternatePath root) implements Codec {

        @Override
        public Bytes encode(Path base, List<Entry> entries) {
            return codec.encode(root.out(base), root.out(entries));
        }

        @Override
        public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
            return root.lenient(codec.decode(root.out(base), payload, path -> types.at(root.lenient(path))));
        }

        @Override
        public List<Path> decodePaths(Bytes payload) {
            return codec.decodePaths(payload).stream().map(root::lenient).toList();
        }
    }

    private record LinksBehind(LinkCodec codec, AlternatePath root) implements LinkCodec {

        @Override
        public String encode(List<Link> links) {
            return codec.encode(links.stream()
                    .map(each -> new Link(root.out(each.path()), each.parameters()))
                    .toList());
        }

        @Override
        public List<Link> decode(String text) {
            return codec.decode(text);
        }
    }
}
