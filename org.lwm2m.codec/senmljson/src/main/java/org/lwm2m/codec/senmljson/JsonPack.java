package org.lwm2m.codec.senmljson;

import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.notation.json.JsonWriter;
import org.lwm2m.notation.senml.RecordOutput;

/** Writes records as objects, without a blank. */
final class JsonPack implements RecordOutput {

    private final JsonWriter out;
    private boolean firstRecord = true;
    private boolean firstField;

    private JsonPack(int expected) {
        out = new JsonWriter(expected);
    }

    static JsonPack of(List<Entry> entries) {
        var expected = 32;
        for (var entry : entries) {
            expected += 24 + expect(entry.value()) + entry.path().prefix().length();
        }
        return new JsonPack(expected);
    }

    static JsonPack ofNames(List<Path> paths) {
        return new JsonPack(16 + 32 * paths.size());
    }

    @Override
    public void pack(int records) {
        out.raw("[");
    }

    @Override
    public void record(int fields) {
        out.raw(firstRecord ? "{" : ",{");
        firstRecord = false;
        firstField = true;
    }

    @Override
    public void baseName(Path path, boolean open) {
        field("\"bn\":\"");
        out.path(path);
        out.raw(open ? "/\"" : "\"");
    }

    @Override
    public void baseTime(long seconds) {
        field("\"bt\":");
        out.integer(seconds);
    }

    @Override
    public void name(Path path) {
        field("\"n\":\"");
        out.path(path);
        out.raw("\"");
    }

    @Override
    public void nameBelow(Path path, int level) {
        field("\"n\":\"");
        out.ids(path, level, path.depth());
        out.raw("\"");
    }

    @Override
    public void value(Entry entry) {
        var value = entry.value();
        if (value instanceof Value.Int number) {
            field("\"v\":");
            out.integer(number.value());
        } else if (value instanceof Value.Text text) {
            field("\"vs\":");
            out.string(text.value());
        } else if (value instanceof Value.Real real) {
            field("\"v\":");
            out.real(real.value(), entry.path());
        } else if (value instanceof Value.Flag flag) {
            field(flag.value() ? "\"vb\":true" : "\"vb\":false");
        } else if (value instanceof Value.Opaque opaque) {
            field("\"vd\":");
            out.base64(opaque.value(), true);
        } else if (value instanceof Value.Time time) {
            field("\"v\":");
            out.integer(time.value().getEpochSecond());
        } else if (value instanceof Value.Unsigned number) {
            field("\"v\":");
            out.unsigned(number.value());
        } else if (value instanceof Value.ObjectLink link) {
            field("\"vlo\":");
            out.string(link.toString());
        } else if (value instanceof Value.CoreLinks links) {
            field("\"vs\":");
            out.string(links.value());
        } else {
            field("\"v\":null");
        }
    }

    @Override
    public void time(long seconds, int nanos) {
        field("\"t\":");
        out.seconds(seconds, nanos);
    }

    @Override
    public void endRecord() {
        out.raw("}");
    }

    @Override
    public Bytes done() {
        out.raw("]");
        return out.done();
    }

    private void field(String json) {
        if (!firstField) {
            out.raw(",");
        }
        firstField = false;
        out.raw(json);
    }

    private static int expect(Value value) {
        if (value instanceof Value.Text text) {
            return text.value().length() + 8;
        } else if (value instanceof Value.Opaque opaque) {
            return (int) Math.min(opaque.value().size() * 4 / 3, 1 << 28) + 8;
        } else if (value instanceof Value.CoreLinks links) {
            return links.value().length() + 8;
        }
        return 16;
    }
}
