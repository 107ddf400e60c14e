package org.lwm2m.fuzz;

import java.util.Arrays;
import java.util.Set;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.transport.Role;
import org.lwm2m.coap.CoapMessage;
import org.lwm2m.coap.RequestReader;
import org.lwm2m.coap.RequestWriter;
import org.lwm2m.coap.Responses;
import org.lwm2m.transport.udp.Datagram;

/**
 * What holds for datagrams: the UDP transport parses or drops them; then the mapping reads a request, or refuses it with a
 * code to answer. A request that was written again is the same one.
 * <p>
 * The first octet says who reads: bit 0 a client's connection to a bootstrap server, bit 1 one that the peer opened.
 */
final class CoapRules implements Rules {

    private static final Set<Status> REFUSALS = Set.of(
            Status.BAD_REQUEST,
            Status.BAD_OPTION,
            Status.NOT_FOUND,
            Status.METHOD_NOT_ALLOWED,
            Status.UNSUPPORTED_FORMAT,
            Status.PROXYING_NOT_SUPPORTED);

    /** The input that this message is made of. */
    static byte[] input(org.lwm2m.api.message.Request request, Role role, boolean listening) {
        var datagram = datagram(RequestWriter.write(request));
        var input = new byte[1 + datagram.length];
        input[0] = (byte) ((role == Role.BOOTSTRAP ? 1 : 0) | (listening ? 2 : 0));
        System.arraycopy(datagram, 0, input, 1, datagram.length);
        return input;
    }

    @Override
    public void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var reader = new RequestReader((input[0] & 1) == 0 ? Role.MANAGEMENT : Role.BOOTSTRAP, (input[0] & 2) != 0);
        try {
            Budget.hold(input.length, () -> read(reader, Arrays.copyOfRange(input, 1, input.length)));
        } catch (LwM2mException e) {
            Rules.require(REFUSALS.contains(e.status()), () -> e.status() + ": " + e.getMessage());
            Rules.require(
                    e.getMessage().length() < 1000,
                    () -> "a message of " + e.getMessage().length());
        }
    }

    private static void read(RequestReader reader, byte[] datagram) {
        var message = Datagram.parsed(datagram).orElse(null);
        if (message instanceof Request head) {
            request(reader, head);
        } else if (message instanceof Response head) {
            Responses.read(head, Bytes.wrap(head.getPayload()));
        }
    }

    private static void request(RequestReader reader, Request head) {
        var request = reader.read(head, Bytes.wrap(head.getPayload()));
        if (head.getOptions().getUriQuery().stream().anyMatch(each -> each.indexOf('%') >= 0)) {
            // Decoded where it can be, as some clients encode it and some do not; so it comes back as something else.
            return;
        }
        var again = (Request)
                Datagram.parsed(datagram(RequestWriter.write(request))).orElseThrow();
        try {
            var second = reader.read(again, Bytes.wrap(again.getPayload()));
            Rules.require(second.equals(request), () -> request + " became " + second);
        } catch (LwM2mException e) {
            throw new AssertionError("read, but not again: " + request, e);
        }
    }

    private static byte[] datagram(CoapMessage<Request> message) {
        var head = message.head();
        head.setType(Type.CON).setMID(0x1234);
        if (head.getToken() == null) {
            head.setToken(new byte[] {0x42});
        }
        head.setPayload(message.body().array());
        return new UdpDataSerializer().getByteArray(head);
    }
}
