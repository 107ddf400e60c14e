package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.leshan.client.LeshanClient;
import org.eclipse.leshan.client.LeshanClientBuilder;
import org.eclipse.leshan.client.engine.DefaultRegistrationEngineFactory;
import org.eclipse.leshan.client.object.Device;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.observer.LwM2mClientObserverAdapter;
import org.eclipse.leshan.client.resource.LwM2mObjectEnabler;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.resource.listener.ObjectsListenerAdapter;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.ResponseCode;
import org.eclipse.leshan.core.model.StaticModel;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.request.DeregisterRequest;
import org.eclipse.leshan.core.request.RegisterRequest;
import org.eclipse.leshan.core.request.UpdateRequest;
import org.eclipse.leshan.transport.californium.client.endpoint.CaliforniumClientEndpointsProvider;
import org.eclipse.leshan.transport.californium.client.endpoint.coap.CoapClientProtocolProvider;

/**
 * A Leshan client with a device and a notebook: {@code LeshanClientPeer SERVER-URI ENDPOINT LIFETIME [queue]};
 * the last for one that registers with queue mode, though Leshan's never sleeps.
 * <p>
 * Its commands are {@code update}, {@code text WORDS} (writes on page 0), {@code deregister}, {@code register} and
 * {@code quit}.
 */
public final class LeshanClientPeer {

    private static final int NOTEBOOK = 32700;

    private LeshanClientPeer() {}

    public static void main(String... arguments) throws IOException {
        var first = new Page(0, Map.of(0, "hello", 1, 42L, 2, 1.5d, 3, true, 4, new byte[] {1, 2, 3}));
        var objects = new ObjectsInitializer(new StaticModel(Words.models()));
        objects.setInstancesForObject(0, Security.noSec(arguments[0], 123));
        objects.setInstancesForObject(1, new Server(123, Long.parseLong(arguments[2])));
        objects.setInstancesForObject(3, new Device("Leshan", "peer", "1"));
        objects.setInstancesForObject(NOTEBOOK, first);
        objects.setFactoryForObject(NOTEBOOK, (model, id, taken) -> {
            var page = new Page(id == null ? next(taken) : id, Map.of());
            page.setModel(model);
            return page;
        });

        var endpoints = new CaliforniumClientEndpointsProvider.Builder(new CoapClientProtocolProvider())
                .setClientAddress(InetAddress.getLoopbackAddress())
                .build();
        var client = new LeshanClientBuilder(arguments[1])
                .setObjects(objects.createAll())
                .setEndpointsProviders(endpoints)
                .setRegistrationEngineFactory(new DefaultRegistrationEngineFactory()
                        .setQueueMode(List.of(arguments).contains("queue")))
                .build();
        client.addObserver(new Teller());
        client.getObjectTree().addListener(new Instances());
        client.start();
        try (var commands = new BufferedReader(new InputStreamReader(System.in))) {
            obey(commands, client, first);
        }
        // Leshan's threads go on after a stop.
        Runtime.getRuntime().halt(0);
    }

    private static void obey(BufferedReader commands, LeshanClient client, Page first) throws IOException {
        for (var line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
            if (line.equals("update")) {
                client.triggerRegistrationUpdate();
            } else if (line.startsWith("text ")) {
                first.text(line.substring(5));
            } else if (line.equals("deregister")) {
                client.stop(true);
            } else if (line.equals("register")) {
                client.start();
            } else {
                say("unknown", line);
            }
        }
    }

    private static int next(Iterable<Integer> taken) {
        var ids = new TreeSet<Integer>();
        taken.forEach(ids::add);
        return ids.isEmpty() ? 0 : ids.last() + 1;
    }

    /** Says how registering goes. */
    private static final class Teller extends LwM2mClientObserverAdapter {

        @Override
        public void onRegistrationSuccess(LwM2mServer server, RegisterRequest request, String id) {
            say("registered", id);
        }

        @Override
        public void onRegistrationFailure(
                LwM2mServer server, RegisterRequest request, ResponseCode code, String message, Exception cause) {
            say("failed", "register", code, message, cause);
        }

        @Override
        public void onRegistrationTimeout(LwM2mServer server, RegisterRequest request) {
            say("failed", "register", "timeout");
        }

        @Override
        public void onUpdateSuccess(LwM2mServer server, UpdateRequest request) {
            say("updated");
        }

        @Override
        public void onUpdateFailure(
                LwM2mServer server, UpdateRequest request, ResponseCode code, String message, Exception cause) {
            say("failed", "update", code, message, cause);
        }

        @Override
        public void onDeregistrationSuccess(LwM2mServer server, DeregisterRequest request) {
            say("deregistered");
        }

        @Override
        public void onUnexpectedError(Throwable problem) {
            say("failed", problem);
        }
    }

    /** Says which instances come and go, and what is written. */
    private static final class Instances extends ObjectsListenerAdapter {

        @Override
        public void objectInstancesAdded(LwM2mObjectEnabler object, int... ids) {
            for (var id : ids) {
                say("created", new LwM2mPath(object.getId(), id));
            }
        }

        @Override
        public void objectInstancesRemoved(LwM2mObjectEnabler object, int... ids) {
            for (var id : ids) {
                say("deleted", new LwM2mPath(object.getId(), id));
            }
        }
    }
}
