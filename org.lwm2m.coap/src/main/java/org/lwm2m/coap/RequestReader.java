package org.lwm2m.coap;

import java.util.Optional;
import java.util.Set;
import org.eclipse.californium.core.coap.OptionSet;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Foreign;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.transport.Role;

/**
 * Reads CoAP messages as requests, by the tables of Transport 1.2, 6.4; what they do not allow is refused with the code
 * they have for it.
 *
 * @param role which tells a Write from a Bootstrap-Write
 * @param listening whether the peer called us: only then is a bare {@code POST /bs} a Bootstrap-Request and not a
 *        Bootstrap-Finish
 */
public record RequestReader(Role role, boolean listening) {

    private static final Set<String> UPLINK = Set.of("rd", "bs", "bspack", "dp");

    /**
     * @param body the whole of it, where it came in blocks
     * @throws LwM2mException with the code to answer
     */
    public Request read(org.eclipse.californium.core.coap.Request head, Bytes body) {
        refuseUnsupported(head.getOptions());
        var incoming = new Incoming(head, body);
        var segments = incoming.segments();
        if (!segments.isEmpty() && UPLINK.contains(segments.get(0))) {
            return UplinkReader.read(incoming, listening);
        } else if (incoming.addressesData() || isComposite(incoming)) {
            return role == Role.BOOTSTRAP ? BootstrapReader.read(incoming) : DownlinkReader.read(incoming);
        }
        return foreign(incoming);
    }

    private static boolean isComposite(Incoming incoming) {
        return switch (incoming.code()) {
            case FETCH, IPATCH -> true;
            default -> false;
        };
    }

    private static Foreign foreign(Incoming incoming) {
        var method =
                switch (incoming.code()) {
                    case GET -> Foreign.Method.GET;
                    case POST -> Foreign.Method.POST;
                    case PUT -> Foreign.Method.PUT;
                    case DELETE -> Foreign.Method.DELETE;
                    default -> throw notAllowed(incoming);
                };
        var target = Target.read(incoming.rawPath(), incoming.rawQuery());
        // RFC 7252, 5.5: a payload of a method that has none is ignored.
        Optional<Content> content = method == Foreign.Method.GET || method == Foreign.Method.DELETE
                ? Optional.empty()
                : incoming.content(ContentFormat.OPAQUE);
        return new Foreign(method, target, content, incoming.accept());
    }

    /** Critical options that we know of and do not support (RFC 7252, 5.4.1 and 5.10.2). */
    private static void refuseUnsupported(OptionSet options) {
        if (options.hasProxyUri() || options.hasProxyScheme()) {
            throw new LwM2mException(Status.PROXYING_NOT_SUPPORTED, "this is no proxy");
        } else if (options.getIfMatchCount() > 0 || options.hasIfNoneMatch()) {
            throw new LwM2mException(Status.BAD_OPTION, "conditional requests are not supported");
        } else if (options.hasOscore()) {
            throw new LwM2mException(Status.BAD_OPTION, "OSCORE is not supported");
        }
    }

    static LwM2mException notAllowed(Incoming incoming) {
        return Quote.refusal(
                Status.METHOD_NOT_ALLOWED, "no " + incoming.code() + " of /" + String.join("/", incoming.segments()));
    }
}
