package org.lwm2m.coap;

import org.eclipse.californium.core.coap.CoAP.Code;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.transport.Role;

/** Requests as a person would write them, right or wrong. */
final class Requests {

    private Requests() {}

    static Request read(String method, String uri, Role role, boolean listening) {
        return new RequestReader(role, listening).read(head(method, uri), Bytes.EMPTY);
    }

    static org.eclipse.californium.core.coap.Request head(String method, String uri) {
        var head = new org.eclipse.californium.core.coap.Request(Code.valueOf(method));
        var question = uri.indexOf('?');
        var path = question < 0 ? uri : uri.substring(0, question);
        if (path.length() > 1) {
            for (var segment : path.substring(1).split("/", -1)) {
                head.getOptions().addUriPath(segment);
            }
        }
        if (question >= 0) {
            for (var parameter : uri.substring(question + 1).split("&")) {
                head.getOptions().addUriQuery(parameter);
            }
        }
        head.setToken(new byte[0]);
        return head;
    }
}
