package org.lwm2m.api.transport;

import java.util.List;
import org.lwm2m.api.Binding;
import org.lwm2m.api.ContentFormat;

/**
 * What engines need to know of a wire.
 *
 * @param observe whether observations exist; not on HTTP
 * @param pathFormats how a composite may list its paths, best first; MQTT knows one, HTTP none and so has no composites
 * @param maxBody the largest content, in bytes, after any block-wise transfer
 */
public record Features(Binding binding, boolean observe, List<ContentFormat> pathFormats, long maxBody) {

    /** CoAP as it is nearly everywhere. */
    public static Features coap(Binding binding) {
        return new Features(
                binding,
                true,
                List.of(
                        ContentFormat.ETCH_CBOR,
                        ContentFormat.ETCH_JSON,
                        ContentFormat.SENML_CBOR,
                        ContentFormat.SENML_JSON),
                Long.MAX_VALUE);
    }
}
