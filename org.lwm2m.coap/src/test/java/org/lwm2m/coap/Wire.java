package org.lwm2m.coap;

import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.transport.Role;

/** Takes messages to octets and back, so that a mapping is tested with what can really be sent. */
final class Wire {

    private Wire() {}

    static Request read(String hex, Role role, boolean listening) {
        var head = (org.eclipse.californium.core.coap.Request)
                new UdpDataParser().parseMessage(Bytes.hex(hex).array());
        return new RequestReader(role, listening).read(head, Bytes.wrap(head.getPayload()));
    }

    static String hex(Request request) {
        return Bytes.wrap(bytes(RequestWriter.write(request))).hex();
    }

    static Request carry(Request request, Role role, boolean listening) {
        return read(hex(request), role, listening);
    }

    static Response carry(Response response) {
        var head = (org.eclipse.californium.core.coap.Response)
                new UdpDataParser().parseMessage(bytes(Responses.write(response)));
        return Responses.read(head, Bytes.wrap(head.getPayload()));
    }

    private static byte[] bytes(CoapMessage<? extends Message> message) {
        var head = message.head();
        head.setType(Type.CON).setMID(0x1234);
        if (head.getToken() == null) {
            head.setToken(new byte[] {0x42});
        }
        head.setPayload(message.body().array());
        return new UdpDataSerializer().getByteArray(head);
    }
}
