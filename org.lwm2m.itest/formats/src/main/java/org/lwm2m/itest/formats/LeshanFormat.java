package org.lwm2m.itest.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.codec.DefaultLwM2mDecoder;
import org.eclipse.leshan.core.node.codec.DefaultLwM2mEncoder;
import org.eclipse.leshan.core.node.codec.LwM2mDecoder;
import org.eclipse.leshan.core.node.codec.LwM2mEncoder;
import org.eclipse.leshan.core.request.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.itest.leshan.LeshanNodes;

/** One content format as Leshan writes and reads it: what a server does with the payload of an answer, no more. */
public final class LeshanFormat {

    private final LwM2mEncoder encoder = new DefaultLwM2mEncoder();
    private final LwM2mDecoder decoder = new DefaultLwM2mDecoder();
    private final ContentFormat format;
    private final LwM2mModel model;

    public LeshanFormat(int format, LwM2mModel model) {
        this.format = ContentFormat.fromCode(format);
        this.model = model;
    }

    public byte[] encode(LwM2mPath base, LwM2mNode tree) {
        return encoder.encode(tree, format, null, base, model);
    }

    /** Of a composite. */
    public byte[] encode(Map<LwM2mPath, LwM2mNode> trees) {
        return encoder.encodeNodes(trees, format, null, model);
    }

    public LwM2mNode decode(LwM2mPath base, byte[] payload) {
        return decoder.decode(payload, format, null, base, model);
    }

    /** Of a composite. */
    public Map<LwM2mPath, LwM2mNode> decode(byte[] payload) {
        return decoder.decodeNodes(payload, format, null, null, model);
    }

    /** Of any path, the root for a composite. */
    public byte[] encode(Path base, List<Entry> entries) {
        return base.depth() == 0
                ? encode(LeshanNodes.resources(entries))
                : encode(LeshanNodes.path(base), LeshanNodes.tree(base, entries));
    }

    /** What a payload says, in the order of the paths. */
    public List<Entry> decode(Path base, byte[] payload) {
        return base.depth() == 0
                ? LeshanNodes.entries(decode(payload))
                : LeshanNodes.entries(base, decode(LeshanNodes.path(base), payload));
    }

    /** What a payload with times says, the latest first. */
    public List<Entry> decodeHistory(Path base, byte[] payload) {
        var entries = new ArrayList<Entry>();
        for (var each : decoder.decodeTimestampedData(payload, format, null, LeshanNodes.path(base), model)) {
            entries.addAll(LeshanNodes.entries(base, each.getNode(), Optional.ofNullable(each.getTimestamp())));
        }
        return entries;
    }
}
