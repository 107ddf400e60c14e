package org.lwm2m.fuzz;

import java.util.List;
import java.util.Map;
import org.lwm2m.codec.cbor.CborCodec;
import org.lwm2m.codec.json.JsonCodec;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.codec.lwm2mcbor.LwM2mCborCodec;
import org.lwm2m.codec.opaque.OpaqueCodec;
import org.lwm2m.codec.senmlcbor.EtchCborCodec;
import org.lwm2m.codec.senmlcbor.SenmlCborCodec;
import org.lwm2m.codec.senmljson.EtchJsonCodec;
import org.lwm2m.codec.senmljson.SenmlJsonCodec;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.model.registry.DdfRules;
import org.lwm2m.security.oscore.OscoreRules;

/** All that reads what a stranger wrote. */
enum Decoder {
    TEXT(new CodecRules(new TextCodec())),
    OPAQUE(new CodecRules(new OpaqueCodec())),
    LINK(new LinkRules(new LinkFormat())),
    TLV(new CodecRules(new TlvCodec())),
    CBOR(new CodecRules(new CborCodec())),
    LWM2MCBOR(new CodecRules(new LwM2mCborCodec(Map.of()))),
    SENMLCBOR(new CodecRules(new SenmlCborCodec(Map.of())), new CodecRules(new EtchCborCodec(Map.of()))),
    SENMLJSON(new CodecRules(new SenmlJsonCodec(Map.of())), new CodecRules(new EtchJsonCodec(Map.of()))),
    JSON(new CodecRules(new JsonCodec(Map.of()))),
    DDF(new DdfRules()),
    COAP(new CoapRules()),
    OSCORE(new OscoreRules()),
    TCP(new TcpRules());

    private final List<Rules> rules;

    Decoder(Rules... rules) {
        this.rules = List.of(rules);
    }

    void check(byte[] input) {
        rules.forEach(each -> each.check(input));
    }

    /** As files and people name it. */
    @Override
    public String toString() {
        return name().toLowerCase();
    }
}
