package org.lwm2m.itest;

import java.util.Optional;
import java.util.stream.Stream;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The gateway that runs in the framework of a test, as its own server sees it. */
public record Gateway(BundleContext context, Clients clients) {

    public static final String ENDPOINT = "gateway";

    /** It, as soon as it is registered with its objects. */
    public Client client() throws Exception {
        return Until.found(ENDPOINT + " is registered", () -> find(ENDPOINT).filter(Gateway::hasDevice));
    }

    public Optional<Client> find(String endpoint) {
        return clients.find(endpoint);
    }

    public Bundle bundle(String name) {
        return Stream.of(context.getBundles())
                .filter(each -> name.equals(each.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + name));
    }

    public static boolean hasDevice(Client client) {
        return client.registration().links().stream()
                .anyMatch(link -> link.path().toString().equals("/3/0"));
    }
}
