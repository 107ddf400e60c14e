package org.lwm2m.fuzz;

import java.util.Map;
import org.lwm2m.codec.cbor.CborCodec;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.codec.lwm2mcbor.LwM2mCborCodec;
import org.lwm2m.codec.opaque.OpaqueCodec;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.model.registry.DdfRules;

/** All that reads what a stranger wrote. */
enum Decoder {
    TEXT(new CodecRules(new TextCodec())),
    OPAQUE(new CodecRules(new OpaqueCodec())),
    LINK(new LinkRules(new LinkFormat())),
    TLV(new CodecRules(new TlvCodec())),
    CBOR(new CodecRules(new CborCodec())),
    LWM2MCBOR(new CodecRules(new LwM2mCborCodec(Map.of()))),
    DDF(new DdfRules()),
    COAP(new CoapRules());

    private final Rules rules;

    Decoder(Rules rules) {
        this.rules = rules;
    }

    void check(byte[] input) {
        rules.check(input);
    }

    /** As files and people name it. */
    @Override
    public String toString() {
        return name().toLowerCase();
    }
}
