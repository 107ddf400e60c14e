package org.lwm2m.transport.udp;

import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.RawData;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.transport.Connection;

/** Sorts what comes by what it is, and refuses what is no CoAP without remembering who sent it (RFC 7252, 4.2). */
final class Inbox {

    private final Endpoint endpoint;
    private final Shared shared;
    private final Requests requests;
    private final Notices notices;
    private final Veiled veiled;

    Inbox(Endpoint endpoint, Requests requests, Notices notices) {
        this.endpoint = endpoint;
        this.shared = endpoint.shared();
        this.requests = requests;
        this.notices = notices;
        this.veiled = new Veiled(endpoint, this::response);
    }

    void receive(RawData data) {
        var peer = data.getInetSocketAddress();
        if (data.getSize() > shared.bounds().message()) {
            oversize(data);
            return;
        }
        try {
            sort(Datagrams.read(data), data);
        } catch (Datagrams.Malformed e) {
            shared.complaints.say(Complaints.Kind.MALFORMED, peer, e.getMessage());
            Header.of(data.getBytes())
                    .filter(Header::confirmable)
                    .ifPresent(header -> malformed(header, e, data.getEndpointContext()));
        } catch (LwM2mException e) {
            shared.complaints.say(Complaints.Kind.OVERLOAD, peer, e.getMessage());
        }
    }

    private void sort(Message message, RawData data) {
        var from = data.getEndpointContext();
        if (message instanceof Request request) {
            requests.receive(endpoint.peers().of(from), request, data.getBytes());
        } else if (message instanceof Response response) {
            veiled.receive(endpoint.peers().of(from), response, data.getBytes());
        } else if (message.getType() == Type.CON) {
            empty(Type.RST, message.getMID(), from);
        } else if (message.getType() == Type.ACK) {
            endpoint.peers().known(from).ifPresent(remote -> remote.transmissions.acknowledged(message.getMID()));
        } else if (message.getType() == Type.RST) {
            endpoint.peers().known(from).ifPresent(remote -> {
                remote.transmissions.reset(message.getMID());
                notices.reset(remote, message.getMID());
            });
        }
    }

    /** Takes a response, once it is open, that came from whom this connection is to. */
    private void response(Remote remote, Connection from, Response response) {
        var call = remote.calls.get(response.getToken());
        var byItself = response.getType() != Type.ACK;
        var isNotice = call != null && byItself && response.isNotification() && call.cancels();
        if (call == null || isNotice) {
            if (byItself) {
                notices.receive(remote, from, response);
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

    private void malformed(Header header, Datagrams.Malformed malformed, EndpointContext from) {
        if (header.isRequest() && malformed.answer().isPresent()) {
            var response = new Response(malformed.answer().get());
            response.setPayload(malformed.getMessage());
            refuse(response, header, from);
        } else {
            empty(Type.RST, header.mid(), from);
        }
    }

    private void oversize(RawData data) {
        var peer = data.getInetSocketAddress();
        shared.complaints.say(Complaints.Kind.OVERSIZE, peer, data.getSize() + " bytes");
        Header.of(data.getBytes())
                .filter(header -> header.confirmable() && header.isRequest())
                .ifPresent(header -> {
                    // RFC 7959, 2.9.3: in blocks, please.
                    var response = new Response(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
                    response.getOptions()
                            .setBlock1(BlockOption.size2Szx(shared.settings.block()), false, 0)
                            .setSize1(shared.bounds().body());
                    refuse(response, header, data.getEndpointContext());
                });
    }

    private void refuse(Response response, Header header, EndpointContext to) {
        response.setType(Type.ACK).setMID(header.mid()).setToken(header.token());
        endpoint.wire(Datagrams.write(response), to);
    }

    private void empty(Type type, int mid, EndpointContext to) {
        var message = new EmptyMessage(type);
        message.setMID(mid).setToken(Token.EMPTY);
        endpoint.wire(Datagrams.write(message), to);
    }
}
