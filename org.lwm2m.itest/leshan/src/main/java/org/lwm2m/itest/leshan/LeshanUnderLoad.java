package org.lwm2m.itest.leshan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.core.observation.CompositeObservation;
import org.eclipse.leshan.core.observation.Observation;
import org.eclipse.leshan.core.observation.SingleObservation;
import org.eclipse.leshan.core.peer.OscoreIdentity;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.request.DownlinkDeviceManagementRequest;
import org.eclipse.leshan.core.request.ObserveRequest;
import org.eclipse.leshan.core.request.ReadRequest;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.core.response.ObserveCompositeResponse;
import org.eclipse.leshan.core.response.ObserveResponse;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.observation.ObservationListener;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.servers.security.SecurityInfo;
import org.eclipse.leshan.servers.security.SecurityStore;
import org.lwm2m.bench.load.Names;
import org.lwm2m.bench.load.Subject;
import org.lwm2m.bench.load.UnderLoad;

/** A Leshan server to be measured. */
public final class LeshanUnderLoad implements Subject, ObservationListener {

    private static final long DEADLINE_MILLIS = 30_000;

    private final LeshanServer server;
    private final Protocol protocol;
    private final AtomicLong notified = new AtomicLong();

    private LeshanUnderLoad(LeshanServer server, Protocol protocol) {
        this.server = server;
        this.protocol = protocol;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        var secured = arguments[0].equals("coaps");
        var server = secured ? LeshanServerPeer.keyed(new OneKey()) : LeshanServerPeer.server();
        var subject = new LeshanUnderLoad(server, secured ? Protocol.COAPS : Protocol.COAP);
        server.getObservationService().addListener(subject);
        server.start();
        UnderLoad.run(subject);
    }

    /** Knows everybody: each by its endpoint name, with the key that all have. */
    private static final class OneKey implements SecurityStore {

        @Override
        public SecurityInfo getByEndpoint(String endpoint) {
            return SecurityInfo.newPreSharedKeyInfo(endpoint, endpoint, Names.key());
        }

        @Override
        public SecurityInfo getByIdentity(String identity) {
            return getByEndpoint(identity);
        }

        @Override
        public SecurityInfo getByOscoreIdentity(OscoreIdentity identity) {
            return null;
        }
    }

    private record Client(LeshanServer server, Registration registration) implements Target {

        @Override
        public CompletionStage<?> read() {
            return ask(new ReadRequest(ContentFormat.TLV, "/3/0"));
        }

        @Override
        public CompletionStage<?> observe() {
            return ask(new ObserveRequest(ContentFormat.TLV, "/3/0/9"));
        }

        private <T extends LwM2mResponse> CompletionStage<T> ask(DownlinkDeviceManagementRequest<T> request) {
            var answer = new CompletableFuture<T>();
            server.send(
                    registration,
                    request,
                    DEADLINE_MILLIS,
                    response -> {
                        if (response.isSuccess()) {
                            answer.complete(response);
                        } else {
                            answer.completeExceptionally(new IOException(response.toString()));
                        }
                    },
                    answer::completeExceptionally);
            return answer;
        }
    }

    @Override
    public int port() {
        return server.getEndpoint(protocol).getURI().getPort();
    }

    @Override
    public List<Client> clients() {
        var found = new ArrayList<Client>();
        server.getRegistrationService()
                .getAllRegistrations()
                .forEachRemaining(each -> found.add(new Client(server, each)));
        return found;
    }

    @Override
    public long notified() {
        return notified.get();
    }

    @Override
    public void newObservation(Observation observation, Registration registration) {}

    @Override
    public void cancelled(Observation observation) {}

    @Override
    public void onResponse(SingleObservation observation, Registration registration, ObserveResponse response) {
        notified.incrementAndGet();
    }

    @Override
    public void onResponse(
            CompositeObservation observation, Registration registration, ObserveCompositeResponse response) {
        notified.incrementAndGet();
    }

    @Override
    public void onError(Observation observation, Registration registration, Exception problem) {}
}
