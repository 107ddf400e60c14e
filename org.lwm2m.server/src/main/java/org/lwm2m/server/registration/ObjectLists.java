package org.lwm2m.server.registration;

import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lwm2m.api.Link;
import org.lwm2m.api.codec.LinkCodec;

/** Reads object lists. Fleets are alike: a list that was read lately is known again, and equal ones are kept once. */
final class ObjectLists {

    /** As many and as long ones that strangers can fill them and do no harm. */
    private static final int MOST = 128;

    private static final int LONGEST = 1024;

    private final Shared<List<Link>> shared = new Shared<>();
    private final Map<String, ObjectList> known = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
    private WeakReference<LinkCodec> reader = new WeakReference<>(null); // guarded by this; who read those

    ObjectList read(LinkCodec codec, String text) {
        var before = known(codec, text);
        if (before != null) {
            return before;
        }
        var read = ObjectList.of(codec.decode(text));
        var list = new ObjectList(read.root(), one(read.links()));
        if (text.length() <= LONGEST) {
            keep(codec, text, list);
        }
        return list;
    }

    /** The list itself, or the one that is equal. */
    List<Link> one(List<Link> links) {
        return shared.one(links);
    }

    private synchronized ObjectList known(LinkCodec codec, String text) {
        return reader.get() == codec ? known.get(text) : null;
    }

    private synchronized void keep(LinkCodec codec, String text, ObjectList list) {
        if (reader.get() != codec) {
            known.clear();
            reader = new WeakReference<>(codec);
        }
        known.put(text, list);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
