package org.lwm2m.itest.formats;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.codec.cbor.CborCodec;
import org.lwm2m.codec.json.JsonCodec;
import org.lwm2m.codec.lwm2mcbor.LwM2mCborCodec;
import org.lwm2m.codec.opaque.OpaqueCodec;
import org.lwm2m.codec.senmlcbor.SenmlCborCodec;
import org.lwm2m.codec.senmljson.SenmlJsonCodec;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.codec.tlv.TlvCodec;

/** The content formats of values, and what each has a form for. */
public enum OurFormat {
    TEXT(0, "text", new TextCodec(), 3, false, true),
    OPAQUE(42, "opaque", new OpaqueCodec(), 3, false, true),
    CBOR(60, "CBOR", new CborCodec(), 3, false, true),
    TLV(11542, "TLV", new TlvCodec(), 1, false, true),
    JSON(11543, "JSON", new JsonCodec(Map.of()), 1, true, true),
    SENML_JSON(110, "SenML JSON", new SenmlJsonCodec(Map.of()), 0, true, true),
    SENML_CBOR(112, "SenML CBOR", new SenmlCborCodec(Map.of()), 0, true, true),
    LWM2M_CBOR(11544, "LwM2M CBOR", new LwM2mCborCodec(Map.of()), 0, false, false);

    private final int number;
    private final String title;
    private final Codec codec;
    private final int fromDepth;
    private final boolean times;
    private final boolean leshan;

    OurFormat(int number, String title, Codec codec, int fromDepth, boolean times, boolean leshan) {
        this.number = number;
        this.title = title;
        this.codec = codec;
        this.fromDepth = fromDepth;
        this.times = times;
        this.leshan = leshan;
    }

    /** The format of this number. */
    public static OurFormat of(int number) {
        return Stream.of(values())
                .filter(format -> format.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format " + number));
    }

    /** The formats that Leshan has as well. */
    public static List<OurFormat> both() {
        return List.of(values()).stream().filter(format -> format.leshan).toList();
    }

    public int number() {
        return number;
    }

    public String title() {
        return title;
    }

    public Codec codec() {
        return codec;
    }

    public boolean leshan() {
        return leshan;
    }

    /** Whether it has a form for this. */
    public boolean carries(Pack pack) {
        var base = pack.base();
        var entries = pack.entries();
        if (base.depth() < fromDepth || pack.timed() && !times) {
            return false;
        } else if (fromDepth < 3) {
            return true;
        }
        var alone = entries.size() == 1 && entries.get(0).path().equals(base);
        return alone && (this != OPAQUE || entries.get(0).value() instanceof Value.Opaque);
    }
}
