package org.lwm2m.security.oscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.cose.AlgorithmID;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.oscore.ContextRederivation;
import org.eclipse.californium.oscore.HashMapCtxDB;
import org.eclipse.californium.oscore.OSCoreCoapStackFactory;
import org.eclipse.californium.oscore.OSCoreCtx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.testing.Proves;
import org.lwm2m.testing.RecordingHandler;
import org.lwm2m.testing.TransportKeys;
import org.lwm2m.transport.udp.ProtectedUdp;

/** With another's OSCORE on the other end of a real socket: Californium's. */
@Timeout(60)
class CaliforniumPeerTest {

    private static final Identity DEVICE = new Identity.Oscore(Party.KEYS.sender(), Bytes.EMPTY);
    private static final Token TOKEN = Token.of(0x1122334455667788L);

    private final RecordingHandler handler = new RecordingHandler();
    private final HashMapCtxDB contexts = new HashMapCtxDB();
    private Transport ours;
    private CoapServer theirs;

    /** What a device has at /5/0/x. */
    private static final class Value extends CoapResource {

        private byte[] value;

        Value(String name, int size) {
            super(name);
            value = new byte[size];
            setObservable(true);
        }

        @Override
        public void handleGET(CoapExchange exchange) {
            exchange.respond(CoAP.ResponseCode.CONTENT, value, 42);
        }

        @Override
        public void handlePUT(CoapExchange exchange) {
            value = exchange.getRequestPayload();
            exchange.respond(CoAP.ResponseCode.CHANGED);
            changed();
        }
    }

    @AfterEach
    void close() {
        if (theirs != null) {
            theirs.destroy();
        }
        ProtectedUdp.close(ours);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Proves({"OSC-01", "OSC-04"})
    void ourServerReadsWritesAndObservesTheirs(boolean derives) throws Exception {
        var device = device(listen(derives), derives);
        var small = await(device.send(new Downlink.Read(Path.of(5, 0, 1), Optional.empty())));
        assertEquals(Response.content(new Content(ContentFormat.OPAQUE, Bytes.wrap(new byte[8]))), small);
        var large = await(device.send(new Downlink.Read(Path.of(5, 0, 2), Optional.empty())));
        assertEquals(5000, large.content().orElseThrow().bytes().size());

        handler.observes(TOKEN, observe());
        assertEquals(Status.CONTENT, await(device.send(observe())).status());
        var written = new Content(ContentFormat.OPAQUE, Bytes.wrap(new byte[3000]));
        var write = new Downlink.Write(Path.of(5, 0, 1), written, Downlink.Write.Mode.REPLACE);
        assertEquals(Status.CHANGED, await(device.send(write)).status());
        var notified = handler.next();
        assertEquals(new Uplink.Notify(TOKEN, Response.content(written)), notified.request());
        assertEquals(DEVICE, notified.from().identity());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Proves({"OSC-01", "OSC-04"})
    void theirClientCallsOurServer(boolean derives) throws Exception {
        var uri = listen(derives).local() + "/rd?ep=x&lwm2m=1.1&lt=60";
        handler.answers(Response.created("rd/7"));
        contexts.addContext(uri, context(Party.KEYS, derives));
        if (derives) {
            ContextRederivation.setLostContext(contexts, uri);
        }
        try (var endpoint = new Closing(endpoint())) {
            var client = new CoapClient(uri);
            client.setEndpoint(endpoint.endpoint);
            // With B.2, Californium's own layer repeats nothing: the application does (it gets the 4.01).
            var answer = client.advanced(register());
            if (derives && answer != null && answer.getCode() == CoAP.ResponseCode.UNAUTHORIZED) {
                answer = client.advanced(register());
            }
            assertNotNull(answer, "no answer");
            assertEquals(CoAP.ResponseCode.CREATED, answer.getCode());
            assertEquals(List.of("rd", "7"), answer.getOptions().getLocationPath());
            assertTrue(handler.next().from().identity().equals(DEVICE));
        }
    }

    private static Request register() {
        var request = Request.newPost();
        request.getOptions().setOscore(new byte[0]).setContentFormat(40);
        var links = new StringBuilder("</>;rt=\"oma.lwm2m\"");
        for (var each = 0; each < 200; each++) {
            links.append(",</5/").append(each).append(">");
        }
        return request.setPayload(links.toString());
    }

    private static Downlink observe() {
        return new Downlink.Observe(Path.of(5, 0, 1), TOKEN, Optional.empty(), Attributes.NONE);
    }

    private Listener listen(boolean derives) throws Exception {
        var settings = new OscoreConfiguration.Checked(derives, false, 100);
        ours = ProtectedUdp.open(Map.of(), new OscoreProtection(new OscoreUdpTest.Kept(), settings, Context::new));
        var keys = new TransportKeys(Party.KEYS, DEVICE::equals, Rfc8613Test.mirrored(Party.KEYS), List.of());
        return await(ours.listen(URI.create("coap://127.0.0.1:0"), Role.MANAGEMENT, keys.callers(() -> true), handler));
    }

    private Connection device(Listener listener, boolean derives) throws Exception {
        contexts.addContext(context(Party.KEYS, derives));
        var endpoint = endpoint();
        theirs = new CoapServer(configuration());
        theirs.addEndpoint(endpoint);
        theirs.add(new CoapResource("5")
                .add(new CoapResource("0").add(new Value("1", 8)).add(new Value("2", 5000))));
        theirs.start();
        return listener.resume(
                URI.create("coap://127.0.0.1:" + endpoint.getAddress().getPort()), DEVICE);
    }

    private CoapEndpoint endpoint() {
        return CoapEndpoint.builder()
                .setConfiguration(configuration())
                .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .setCoapStackFactory(new OSCoreCoapStackFactory())
                .setCustomCoapStackArgument(contexts)
                .build();
    }

    private static Configuration configuration() {
        CoapConfig.register();
        return Configuration.createStandardWithoutFile();
    }

    /** @param keys what the context has, as its owner sees them */
    private static OSCoreCtx context(org.lwm2m.api.security.Credentials.Oscore keys, boolean derives) throws Exception {
        var context = new OSCoreCtx(
                keys.secret().bytes().array(),
                true,
                AlgorithmID.AES_CCM_16_64_128,
                keys.sender().array(),
                keys.recipient().array(),
                AlgorithmID.HKDF_HMAC_SHA_256,
                32,
                null,
                null,
                4096);
        context.setContextRederivationEnabled(derives);
        return context;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private record Closing(CoapEndpoint endpoint) implements AutoCloseable {

        @Override
        public void close() {
            endpoint.destroy();
        }
    }
}
