package org.lwm2m.itest.engines;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.codec.cbor.CborCodec;
import org.lwm2m.codec.json.JsonCodec;
import org.lwm2m.codec.lwm2mcbor.LwM2mCborCodec;
import org.lwm2m.codec.opaque.OpaqueCodec;
import org.lwm2m.codec.senmlcbor.EtchCborCodec;
import org.lwm2m.codec.senmlcbor.SenmlCborCodec;
import org.lwm2m.codec.senmljson.EtchJsonCodec;
import org.lwm2m.codec.senmljson.SenmlJsonCodec;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.codec.tlv.TlvCodec;

/** Every codec that is shipped, by its format. */
public final class Formats {

    private Formats() {}

    public static Map<ContentFormat, Codec> all() {
        var all = new LinkedHashMap<ContentFormat, Codec>();
        all.put(ContentFormat.TEXT, new TextCodec());
        all.put(ContentFormat.OPAQUE, new OpaqueCodec());
        all.put(ContentFormat.CBOR, new CborCodec());
        all.put(ContentFormat.SENML_JSON, new SenmlJsonCodec(Map.of()));
        all.put(ContentFormat.SENML_CBOR, new SenmlCborCodec(Map.of()));
        all.put(ContentFormat.ETCH_JSON, new EtchJsonCodec(Map.of()));
        all.put(ContentFormat.ETCH_CBOR, new EtchCborCodec(Map.of()));
        all.put(ContentFormat.TLV, new TlvCodec());
        all.put(ContentFormat.JSON, new JsonCodec(Map.of()));
        all.put(ContentFormat.LWM2M_CBOR, new LwM2mCborCodec(Map.of()));
        return all;
    }
}
