package org.lwm2m.client;

import java.util.Hashtable;
import java.util.Map;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.client.management.AlternatePath;
import org.lwm2m.client.registration.Self;
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
import org.osgi.service.metatype.annotations.Option;
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

        @AttributeDefinition(description = "Whether the name is said also where the keys of an account tell it")
        boolean endpoint_sent() default true;

        @AttributeDefinition(description = "The telephone number that the client is reached at; none if empty")
        String sms_number() default "";

        @AttributeDefinition(description = "Whether to register with the fingerprint of the object list, since 1.2")
        boolean profile_dynamic() default false;

        @AttributeDefinition(description = "Most observations of one server; another one is answered 5.03")
        int observations_max() default LimitsConfiguration.OBSERVATIONS;

        @AttributeDefinition(description = "Most paths that one server may attach attributes to")
        int attributes_max() default LimitsConfiguration.ATTRIBUTES;

        @AttributeDefinition(description = "Most notifications stored for an observation; the oldest are dropped")
        int stored_notifications_max() default LimitsConfiguration.STORED;

        @AttributeDefinition(description = "Most values that all stored notifications may have")
        int stored_values_max() default LimitsConfiguration.VALUES;

        @AttributeDefinition(description = "Most calls that may wait for one object")
        int calls_max() default LimitsConfiguration.CALLS;

        @AttributeDefinition(description = "How long an object may take to answer a call")
        int answer_seconds() default LimitsConfiguration.ANSWER;

        @AttributeDefinition(description = "How long to wait for a codec or an object that is being replaced")
        int provider_wait_millis() default LimitsConfiguration.PROVIDER_WAIT;

        @AttributeDefinition(description = "What stands before all paths, such as lwm2m; empty for nothing")
        String path() default "";

        @AttributeDefinition(
                description = "What outlives a restart where there is a store, beside what a bootstrap wrote",
                options = {
                    @Option(label = "nothing", value = "forget"),
                    @Option(label = "attributes and persistent resources", value = "register"),
                    @Option(label = "registrations and their observations, too", value = "resume")
                })
        String restart() default "register";

        @AttributeDefinition(description = "How long a client of queue mode listens after the last message")
        int awake_seconds() default LimitsConfiguration.AWAKE;
    }

    @Activate
    public ConfiguredClient(@Reference ClientEngine engine, Map<String, Object> configuration, BundleContext context) {
        client = engine.create(
                new Self(endpoint(configuration), SelfConfiguration.read(configuration, LOG::error)),
                LimitsConfiguration.read(configuration, LOG::error),
                Restart.read(configuration, LOG::error),
                LimitsConfiguration.awake(configuration, LOG::error),
                path(configuration));
        client.goesByCard();
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

    private static String endpoint(Map<String, Object> configuration) {
        var endpoint =
                String.valueOf(configuration.getOrDefault("endpoint", GATEWAY)).strip();
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

    private static AlternatePath path(Map<String, Object> configuration) {
        var path = String.valueOf(configuration.getOrDefault("path", "")).strip();
        try {
            return new AlternatePath(path.replaceAll("^/+|/+$", ""));
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "{}: path has to be such as lwm2m, words and no numbers with slashes between, not {}; none is used",
                    PID,
                    path);
            return AlternatePath.NONE;
        }
    }
}
