package org.lwm2m.client;

import java.util.Hashtable;
import java.util.List;
import org.lwm2m.api.client.LocalClient;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client that configuration asks for: it shows the object services there are, and is a service itself. */
@Component(
        configurationPid = ConfiguredClient.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = ConfiguredClient.class,
        immediate = true)
@Designate(ocd = ConfiguredClient.Keys.class)
public final class ConfiguredClient {

    static final String PID = "org.lwm2m.client";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredClient.class);
    private static final String GATEWAY = "gateway";

    /** What a query of CoAP holds beside {@code ep=} (RFC 7252, 5.10). */
    private static final int LONGEST = 252;

    private final RunningClient client;
    private final ServiceTracker<Object, Object> objects;
    private final ServiceRegistration<LocalClient> service;

    @ObjectClassDefinition(name = "LwM2M client", description = "The LwM2M Client of this gateway.")
    @interface Keys {

        @AttributeDefinition(description = "The endpoint name, best a URN; unique on each server")
        String endpoint() default GATEWAY;
    }

    @Activate
    public ConfiguredClient(@Reference ClientEngine engine, Keys keys, BundleContext context) {
        client = engine.create(endpoint(keys), List.of());
        objects = ObjectTracker.open(context, client, engine.owners());
        client.start();
        var properties = new Hashtable<String, Object>();
        properties.put(LocalClient.ENDPOINT, client.endpoint());
        service = context.registerService(LocalClient.class, client, properties);
    }

    @Deactivate
    void close() {
        service.unregister();
        client.close();
        objects.close();
    }

    RunningClient client() {
        return client;
    }

    private static String endpoint(Keys keys) {
        var endpoint = keys.endpoint().strip();
        if (endpoint.isEmpty()) {
            LOG.error("{}: endpoint is empty, it has to be a name; {} is used", PID, GATEWAY);
            return GATEWAY;
        } else if (endpoint.length() > LONGEST || endpoint.chars().anyMatch(Character::isISOControl)) {
            LOG.error(
                    "{}: endpoint has more than {} characters or a line break, no server takes that; {} is used",
                    PID,
                    LONGEST,
                    GATEWAY);
            return GATEWAY;
        }
        return endpoint;
    }
}
