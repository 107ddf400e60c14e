package org.lwm2m.codec.senmlcbor;

import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.notation.cbor.CborWriter;
import org.lwm2m.notation.senml.Label;
import org.lwm2m.notation.senml.RecordOutput;

/** Writes records as maps with numbers for keys. */
final class CborPack implements RecordOutput {

    private final CborWriter out;

    private CborPack(int expected) {
        out = new CborWriter(expected);
    }

    static CborPack of(List<Entry> entries) {
        var expected = 32;
        for (var entry : entries) {
            expected += 16
                    + CborWriter.expect(entry.value())
                    + entry.path().prefix().length();
        }
        return new CborPack(expected);
    }

    static CborPack ofNames(List<Path> paths) {
        return new CborPack(16 + 24 * paths.size());
    }

    @Override
    public void pack(int records) {
        out.array(records);
    }

    @Override
    public void record(int fields) {
        out.map(fields);
    }

    @Override
    public void baseName(Path path, boolean open) {
        out.integer(Label.BASE_NAME);
        out.text(path.toString() + (open ? "/" : ""));
    }

    @Override
    public void baseTime(long seconds) {
        out.integer(Label.BASE_TIME);
        out.integer(seconds);
    }

    @Override
    public void name(Path path) {
        out.integer(Label.NAME);
        if (path.prefix().isEmpty()) {
            out.path(path);
        } else {
            out.text(path.toString());
        }
    }

    @Override
    public void nameBelow(Path path, int level) {
        out.integer(Label.NAME);
        out.name(path, level, path.depth());
    }

    @Override
    public void value(Entry entry) {
        if (entry.value() instanceof Value.ObjectLink) {
            out.text("vlo");
        } else {
            out.integer(label(entry.value()));
        }
        out.value(entry);
    }

    @Override
    public void time(long seconds, int nanos) {
        out.integer(Label.TIME);
        if (nanos == 0) {
            out.integer(seconds);
        } else {
            // One division of what is exact, as base times are near: the double that is nearest.
            out.real((seconds * 1_000_000_000 + nanos) / 1e9);
        }
    }

    @Override
    public void endRecord() {}

    @Override
    public Bytes done() {
        return out.done();
    }

    private static int label(Value value) {
        if (value instanceof Value.Text || value instanceof Value.CoreLinks) {
            return Label.STRING_VALUE;
        } else if (value instanceof Value.Flag) {
            return Label.BOOLEAN_VALUE;
        } else if (value instanceof Value.Opaque) {
            return Label.DATA_VALUE;
        }
        return Label.VALUE;
    }
}
