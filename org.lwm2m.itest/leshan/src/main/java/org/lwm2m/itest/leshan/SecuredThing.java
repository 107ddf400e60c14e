package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.leshan.client.LeshanClient;
import org.eclipse.leshan.client.LeshanClientBuilder;
import org.eclipse.leshan.client.object.Device;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.observer.LwM2mClientObserverAdapter;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.ResponseCode;
import org.eclipse.leshan.core.model.StaticModel;
import org.eclipse.leshan.core.request.RegisterRequest;
import org.eclipse.leshan.transport.californium.client.endpoint.CaliforniumClientEndpointsProvider;
import org.eclipse.leshan.transport.californium.client.endpoint.coaps.CoapsClientProtocolProvider;

/** A Leshan client over DTLS that says, by a name of its own, that it is registered, or why not. It gives up soon. */
final class SecuredThing extends LwM2mClientObserverAdapter {

    private static final long LIFETIME_SECONDS = 3600;
    private static final int SOON_MILLIS = 500;
    private static final int TRIES = 2;

    private final String name;
    private final LeshanClient client;

    SecuredThing(String name, String endpoint, Security account) throws IOException {
        this.name = name;
        var objects = new ObjectsInitializer(new StaticModel(Words.models()));
        objects.setInstancesForObject(0, account);
        objects.setInstancesForObject(1, new Server(1, LIFETIME_SECONDS));
        objects.setInstancesForObject(3, new Device("Leshan", "peer", "1"));
        var endpoints = new CaliforniumClientEndpointsProvider.Builder(new CoapsClientProtocolProvider());
        var configuration = endpoints.createDefaultConfiguration();
        configuration.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, SOON_MILLIS, TimeUnit.MILLISECONDS);
        configuration.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, TRIES);
        configuration.set(CoapConfig.ACK_TIMEOUT, SOON_MILLIS, TimeUnit.MILLISECONDS);
        client = new LeshanClientBuilder(endpoint)
                .setObjects(objects.createAll())
                .setEndpointsProviders(endpoints
                        .setConfiguration(configuration)
                        .setClientAddress(InetAddress.getLoopbackAddress())
                        .build())
                .build();
        client.addObserver(this);
        client.start();
    }

    void update() {
        client.triggerRegistrationUpdate();
    }

    /** With its sockets, but not with its sessions: they are resumed. */
    void restart() {
        client.stop(false);
        client.start();
    }

    /** De-registers. */
    void end() {
        client.destroy(true);
    }

    @Override
    public void onRegistrationSuccess(LwM2mServer to, RegisterRequest request, String id) {
        say("known", name);
    }

    @Override
    public void onRegistrationFailure(
            LwM2mServer to, RegisterRequest request, ResponseCode code, String message, Exception cause) {
        say("refused", name, code, message, cause, cause == null ? null : cause.getCause());
    }

    @Override
    public void onRegistrationTimeout(LwM2mServer to, RegisterRequest request) {
        say("refused", name, "no answer");
    }
}
