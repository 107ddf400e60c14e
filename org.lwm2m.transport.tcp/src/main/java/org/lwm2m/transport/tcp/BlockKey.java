package org.lwm2m.transport.tcp;

import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Identity;

/**
 * What requests for the blocks of one body have in common (RFC 7959, 2.4 and 2.5; RFC 9175, 3.3).
 *
 * @param format Content-Format of what comes, Accept for what goes
 * @param owner who asks, where one address has several: what came protected, and what did not
 * @param extra Request-Tag of what comes, the payload of a FETCH for what goes
 */
record BlockKey(Code code, List<String> path, List<String> query, int format, String owner, Bytes extra) {

    /** Of a body that nobody can ask for. */
    static final BlockKey UNKNOWN = new BlockKey(Code.GET, List.of(), List.of(), -2, "", Bytes.EMPTY);

    private static final String OWNER = "owner";

    /** Notes who made a request, if that is not told by where it came from. */
    static void owned(Request head, Identity by) {
        var who = by instanceof Identity.Oscore peer
                ? peer.sender().hex() + "-" + peer.context().hex()
                : "";
        head.setUserContext(Map.of(OWNER, who));
    }

    static BlockKey ofUpload(Request head) {
        var tags = head.getOptions().getOthers(StandardOptionRegistry.REQUEST_TAG);
        var tag = tags.stream().map(Option::getValue).map(Bytes::of).findFirst().orElse(Bytes.EMPTY);
        return of(head, head.getOptions().getContentFormat(), tag);
    }

    static BlockKey ofDownload(Request head, Bytes body) {
        return of(head, head.getOptions().getAccept(), head.getCode() == Code.FETCH ? body : Bytes.EMPTY);
    }

    /** Whether a request with this key may ask on for what the other began: a follow-up need not repeat its payload. */
    boolean continues(BlockKey begun) {
        var same = new BlockKey(begun.code, begun.path, begun.query, begun.format, begun.owner, extra);
        return equals(begun) || extra.size() == 0 && equals(same);
    }

    private static BlockKey of(Request head, int format, Bytes extra) {
        var options = head.getOptions();
        var owner = head.getUserContext() == null ? "" : head.getUserContext().getOrDefault(OWNER, "");
        return new BlockKey(
                head.getCode(),
                List.copyOf(options.getUriPath()),
                List.copyOf(options.getUriQuery()),
                format,
                owner,
                extra);
    }
}
