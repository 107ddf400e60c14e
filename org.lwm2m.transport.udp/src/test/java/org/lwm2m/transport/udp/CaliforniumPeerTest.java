package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.RecordingHandler;

/** Our messages against Californium's own stack on the other side: retransmission, blocks and observations agree. */
@Timeout(60)
class CaliforniumPeerTest {

    private static final String LARGE = "0123456789".repeat(500);

    private final RecordingHandler handler = new RecordingHandler();
    private final Configuration configuration = new Configuration(CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS);
    private CoapServer device;
    private CoapEndpoint end;
    private Value value;
    private UdpTransport transport;
    private Listener listener;

    @BeforeEach
    void start() throws Exception {
        configuration.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 1 << 16);
        configuration.set(CoapConfig.PREFERRED_BLOCK_SIZE, 256);
        configuration.set(CoapConfig.MAX_MESSAGE_SIZE, 256);
        end = CoapEndpoint.builder()
                .setConfiguration(configuration)
                .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .build();
        value = new Value();
        device = new CoapServer(configuration);
        device.addEndpoint(end);
        device.add(new CoapResource("3").add(new CoapResource("0").add(value)));
        device.start();
        transport = new UdpTransport(Map.of());
        listener = transport
                .listen(
                        URI.create("coap://127.0.0.1:0"),
                        Role.MANAGEMENT,
                        claimed -> CompletableFuture.completedStage(
                                Optional.of(new CredentialStore.Caller(Credentials.NONE, List.of()))),
                        handler)
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void stop() {
        transport.close();
        device.destroy();
    }

    @Test
    void aCaliforniumServerIsReadWrittenAndRefuses() throws Exception {
        var connection = transport
                .connect(Peer.of(uri(), "a", Credentials.NONE), handler)
                .toCompletableFuture()
                .get();
        for (var text : new String[] {"small", LARGE}) {
            var content = new Content(ContentFormat.TEXT, Bytes.utf8(text));
            var write = new Downlink.Write(Path.of(3, 0, 1), content, Downlink.Write.Mode.REPLACE);
            assertEquals(Status.CHANGED, get(connection.send(write)).status());
            var read = new Downlink.Read(Path.of(3, 0, 1), Optional.empty());
            assertEquals(Response.content(content), get(connection.send(read)));
        }
        var elsewhere = new Downlink.Read(Path.of(7), Optional.empty());
        assertEquals(Status.NOT_FOUND, get(connection.send(elsewhere)).status());
    }

    @Test
    void notificationsOfACaliforniumServerArriveSmallAndLarge() throws Exception {
        var token = Token.of(0x1122334455667788L);
        var observe = new Downlink.Observe(Path.of(3, 0, 1), token, Optional.empty(), Attributes.NONE);
        handler.observes(token, observe);
        var client = listener.resume(URI.create(uri()), new Identity.None("127.0.0.1"));
        assertEquals(Response.content(Content.text("initial")), get(client.send(observe)));
        for (var text : new String[] {"next", LARGE}) {
            value.change(text);
            assertEquals(
                    new Uplink.Notify(token, Response.content(Content.text(text))),
                    handler.next().request());
        }
        handler.forgets(token);
        value.change("unwanted");
        value.ended.poll(20, TimeUnit.SECONDS);
        assertEquals(0, value.getObserverCount());
    }

    @Test
    void aCaliforniumClientSendsAndGetsSmallAndLarge() throws Exception {
        for (var text : new String[] {"small", LARGE}) {
            handler.answers(Response.content(Content.text(text)));
            var request = Request.newPost();
            request.setURI(listener.local() + "/dp");
            request.getOptions().setContentFormat(110);
            request.setPayload(text);
            end.sendRequest(request);
            var response = request.waitForResponse(20_000);
            assertEquals(ResponseCode.CONTENT, response.getCode());
            assertEquals(text, response.getPayloadString());
            assertEquals(
                    new Uplink.Send(new Content(ContentFormat.SENML_JSON, Bytes.utf8(text))),
                    handler.next().request());
        }
    }

    @Test
    void aCaliforniumClientGetsASeparateAnswer() throws Exception {
        var later = new CompletableFuture<Response>();
        handler.answers(request -> later);
        var request = Request.newDelete();
        request.setURI(listener.local() + "/rd/1");
        var acknowledged = new CompletableFuture<Void>();
        request.addMessageObserver(new org.eclipse.californium.core.coap.MessageObserverAdapter() {
            @Override
            public void onAcknowledgement() {
                acknowledged.complete(null);
            }
        });
        end.sendRequest(request);
        acknowledged.get(20, TimeUnit.SECONDS);
        later.complete(Response.of(Status.DELETED));
        assertEquals(ResponseCode.DELETED, request.waitForResponse(20_000).getCode());
    }

    private String uri() {
        return "coap://127.0.0.1:" + end.getAddress().getPort();
    }

    private static Response get(java.util.concurrent.CompletionStage<Response> answer) throws Exception {
        return answer.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static final class Value extends CoapResource {

        final BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
        private volatile String text = "initial";

        Value() {
            super("1");
            setObservable(true);
            setObserveType(CoAP.Type.CON);
        }

        void change(String text) {
            this.text = text;
            changed();
        }

        @Override
        public void removeObserveRelation(org.eclipse.californium.core.observe.ObserveRelation relation) {
            super.removeObserveRelation(relation);
            ended.add(true);
        }

        @Override
        public void handleGET(CoapExchange exchange) {
            exchange.respond(ResponseCode.CONTENT, text, 0);
        }

        @Override
        public void handlePUT(CoapExchange exchange) {
            text = exchange.getRequestText();
            exchange.respond(ResponseCode.CHANGED);
        }
    }
}
