package org.lwm2m.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.lwm2m.bench.load.Subject;
import org.lwm2m.bench.load.UnderLoad;

/** Californium's own server, to be measured: it answers the same messages, but reads none and knows no LwM2M. */
public final class BareUnderLoad implements Subject {

    private static final int TLV = 11_542;

    private final Map<InetSocketAddress, String> registered = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong notified = new AtomicLong();
    private final CoapEndpoint endpoint;

    private BareUnderLoad(CoapEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        SystemConfig.register();
        UdpConfig.register();
        CoapConfig.register();
        var configuration = Configuration.createStandardWithoutFile();
        var endpoint = new CoapEndpoint.Builder()
                .setConfiguration(configuration)
                .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .build();
        var subject = new BareUnderLoad(endpoint);
        endpoint.addNotificationListener((request, response) -> subject.notified.incrementAndGet());
        var server = new CoapServer(configuration);
        server.addEndpoint(endpoint);
        server.add(subject.directory());
        server.start();
        UnderLoad.run(subject);
    }

    /** Registers whoever asks, by its address; whatever is below is a registration, which may be updated. */
    private Resource directory() {
        var registration = new CoapResource("") {

            @Override
            public void handlePOST(CoapExchange exchange) {
                exchange.respond(ResponseCode.CHANGED);
            }
        };
        return new CoapResource("rd") {

            @Override
            public Resource getChild(String name) {
                return registration;
            }

            @Override
            public void handlePOST(CoapExchange exchange) {
                var id = Long.toString(ids.incrementAndGet());
                registered.put(exchange.getSourceSocketAddress(), id);
                exchange.setLocationPath("rd/" + id);
                exchange.respond(ResponseCode.CREATED);
            }
        };
    }

    @Override
    public int port() {
        return endpoint.getAddress().getPort();
    }

    @Override
    public List<Client> clients() {
        return registered.keySet().stream()
                .map(each -> new Client(endpoint, each))
                .toList();
    }

    @Override
    public long notified() {
        return notified.get();
    }

    private record Client(CoapEndpoint endpoint, InetSocketAddress address) implements Target {

        @Override
        public CompletionStage<?> read() {
            return ask("3/0", false);
        }

        @Override
        public CompletionStage<?> observe() {
            return ask("3/0/9", true);
        }

        private CompletionStage<Response> ask(String path, boolean observe) {
            var request = Request.newGet();
            request.setDestinationContext(new AddressEndpointContext(address));
            request.getOptions().setUriPath(path).setAccept(TLV);
            if (observe) {
                request.setObserve();
            }
            var answer = new CompletableFuture<Response>();
            request.addMessageObserver(new MessageObserverAdapter() {

                @Override
                public void onResponse(Response response) {
                    answer.complete(response);
                }

                @Override
                protected void failed() {
                    answer.completeExceptionally(new IOException(request + " failed"));
                }
            });
            endpoint.sendRequest(request);
            return answer;
        }
    }
}
