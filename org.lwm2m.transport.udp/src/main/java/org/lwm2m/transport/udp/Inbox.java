package org.lwm2m.transport.udp;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.CoAPMessageFormatException;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.elements.RawData;
import org.lwm2m.api.LwM2mException;

/** Sorts what comes by what it is, and refuses what is no CoAP without remembering who sent it (RFC 7252, 4.2). */
final class Inbox {

    private static final int HEADER = 4;

    private final Endpoint endpoint;
    private final Shared shared;
    private final Requests requests;
    private final Notices notices;

    Inbox(Endpoint endpoint, Requests requests, Notices notices) {
        this.endpoint = endpoint;
        this.shared = endpoint.shared();
        this.requests = requests;
        this.notices = notices;
    }

    void receive(RawData data) {
        var peer = data.getInetSocketAddress();
        if (data.getSize() > shared.bounds().message()) {
            oversize(data.getBytes(), peer);
            return;
        }
        try {
            sort(Datagrams.read(data), peer);
        } catch (CoAPMessageFormatException e) {
            malformed(e, peer);
        } catch (MessageFormatException e) {
            shared.complaints.say(Complaints.Kind.MALFORMED, peer, e.getMessage());
        } catch (LwM2mException e) {
            shared.complaints.say(Complaints.Kind.OVERLOAD, peer, e.getMessage());
        }
    }

    private void sort(Message message, InetSocketAddress peer) {
        if (message instanceof Request request) {
            requests.receive(endpoint.remote(peer), request);
        } else if (message instanceof Response response) {
            response(endpoint.remote(peer), response);
        } else if (message.getType() == Type.CON) {
            empty(Type.RST, message.getMID(), peer);
        } else if (message.getType() == Type.ACK) {
            endpoint.known(peer).ifPresent(remote -> remote.transmissions.acknowledged(message.getMID()));
        } else if (message.getType() == Type.RST) {
            endpoint.known(peer).ifPresent(remote -> remote.transmissions.reset(message.getMID()));
        }
    }

    private void response(Remote remote, Response response) {
        var call = remote.calls.get(response.getToken());
        var byItself = response.getType() != Type.ACK;
        var isNotice = call != null && byItself && response.isNotification() && call.cancels();
        if (call == null || isNotice) {
            if (byItself) {
                notices.receive(remote, response);
            }
            return;
        }
        if (response.getType() == Type.CON && remote.duplicates.find(response) == null) {
            remote.duplicates.remember(response).replied(remote.empty(Type.ACK, response.getMID()));
        }
        if (response.isNotification()) {
            remote.inOrder(response.getToken(), response.getOptions().getObserve());
        }
        call.response(response);
    }

    private void malformed(CoAPMessageFormatException malformed, InetSocketAddress peer) {
        shared.complaints.say(Complaints.Kind.MALFORMED, peer, malformed.getMessage());
        if (!malformed.isConfirmable() || !malformed.hasMid()) {
            return;
        }
        var code = Datagrams.refusal(malformed);
        if (code == null) {
            empty(Type.RST, malformed.getMid(), peer);
        } else {
            refuse(code, malformed.getMid(), malformed.getToken(), Optional.of(malformed.getMessage()), peer);
        }
    }

    /** Only its header is read. */
    private void oversize(byte[] bytes, InetSocketAddress peer) {
        shared.complaints.say(Complaints.Kind.OVERSIZE, peer, bytes.length + " bytes");
        var confirmable = (bytes[0] & 0xf0) == 0x40;
        var token = bytes[0] & 0x0f;
        var isRequest = (bytes[1] & 0xe0) == 0 && bytes[1] != 0;
        if (confirmable && isRequest && token <= 8) {
            var mid = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
            var id = new Token(java.util.Arrays.copyOfRange(bytes, HEADER, HEADER + token));
            refuse(ResponseCode.REQUEST_ENTITY_TOO_LARGE, mid, id, Optional.empty(), peer);
        }
    }

    private void refuse(ResponseCode code, int mid, Token token, Optional<String> why, InetSocketAddress peer) {
        var response = new Response(code);
        response.setType(Type.ACK).setMID(mid).setToken(token);
        why.ifPresent(response::setPayload);
        if (code == ResponseCode.REQUEST_ENTITY_TOO_LARGE) {
            response.getOptions()
                    .setBlock1(6, false, 0)
                    .setSize1(shared.bounds().body());
        }
        endpoint.wire(Datagrams.write(response), peer);
    }

    private void empty(Type type, int mid, InetSocketAddress peer) {
        var message = new EmptyMessage(type);
        message.setMID(mid).setToken(Token.EMPTY);
        endpoint.wire(Datagrams.write(message), peer);
    }
}
