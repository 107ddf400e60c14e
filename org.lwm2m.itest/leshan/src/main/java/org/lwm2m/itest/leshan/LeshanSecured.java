package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.leshan.client.LeshanClient;
import org.eclipse.leshan.client.LeshanClientBuilder;
import org.eclipse.leshan.client.object.Device;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.observer.LwM2mClientObserverAdapter;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.core.model.StaticModel;
import org.eclipse.leshan.core.request.ReadRequest;
import org.eclipse.leshan.core.request.RegisterRequest;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.servers.security.NonUniqueSecurityInfoException;
import org.eclipse.leshan.transport.californium.client.endpoint.CaliforniumClientEndpointsProvider;
import org.eclipse.leshan.transport.californium.client.endpoint.coaps.CoapsClientProtocolProvider;

/**
 * A Leshan server and Leshan clients over DTLS: {@code LeshanSecured FOLDER IDENTITY KEY}, keys and certificates as {@link
 * SecuredKeys} reads them. It says {@code listening} and the port, then what registers and updates, {@code known} when a client of its own is registered, and obeys {@code client
 * MODE URI}, {@code update MODE} and {@code read ENDPOINT PATH}.
 */
public final class LeshanSecured {

    private static final int CONNECTION_ID = 6;
    private static final long LIFETIME_SECONDS = 3600;

    private final SecuredKeys keys;
    private final LeshanServer server;
    private final Map<String, LeshanClient> clients = new HashMap<>();

    private LeshanSecured(SecuredKeys keys)
            throws IOException, GeneralSecurityException, NonUniqueSecurityInfoException {
        this.keys = keys;
        server = LeshanServerPeer.secured(keys.store(), keys, CONNECTION_ID);
        server.getRegistrationService().addListener(new Told.OfRegistrations());
    }

    public static void main(String... arguments) throws Exception {
        var ends = new LeshanSecured(new SecuredKeys(Path.of(arguments[0]), arguments[1], arguments[2]));
        ends.server.start();
        say("listening", ends.server.getEndpoint(Protocol.COAPS).getURI().getPort());
        try (var commands = new BufferedReader(new InputStreamReader(System.in))) {
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                ends.obey(line.split(" "));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private void obey(String... words) throws Exception {
        switch (words[0]) {
            case "client" -> client(words[1], keys.account(words[1], words[2]));
            case "update" -> clients.get(words[1]).triggerRegistrationUpdate();
            case "read" -> {
                var registration = server.getRegistrationService().getByEndpoint(words[1]);
                var answer = server.send(registration, new ReadRequest(words[2]));
                say(
                        "read",
                        answer.getCode(),
                        answer.getContent(),
                        registration.getClientTransportData().getIdentity());
            }
            default -> say("unknown", words[0]);
        }
    }

    private void client(String mode, Security account) throws IOException {
        var objects = new ObjectsInitializer(new StaticModel(Words.models()));
        objects.setInstancesForObject(0, account);
        objects.setInstancesForObject(1, new Server(1, LIFETIME_SECONDS));
        objects.setInstancesForObject(3, new Device("Leshan", "peer", "1"));
        var endpoints = new CaliforniumClientEndpointsProvider.Builder(new CoapsClientProtocolProvider())
                .setClientAddress(InetAddress.getLoopbackAddress())
                .build();
        var client = new LeshanClientBuilder(SecuredKeys.endpoint(mode))
                .setObjects(objects.createAll())
                .setEndpointsProviders(endpoints)
                .build();
        client.addObserver(new LwM2mClientObserverAdapter() {
            @Override
            public void onRegistrationSuccess(LwM2mServer to, RegisterRequest request, String id) {
                say("known", mode);
            }
        });
        clients.put(mode, client);
        client.start();
    }
}
