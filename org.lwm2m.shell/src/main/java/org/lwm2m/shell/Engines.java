package org.lwm2m.shell;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines and models that commands speak to, as far as they are there. */
@Component(service = Engines.class, configurationPid = Engines.PID)
@Designate(ocd = Engines.Configuration.class)
public final class Engines {

    static final String PID = "org.lwm2m.shell";

    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
    private static final String TIMEOUT = "timeout.seconds";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Clients clients;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ObjectModels models;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<LocalClient> locals = List.of();

    private final Outcomes outcomes = new Outcomes();
    private volatile Duration timeout = DEFAULT_TIMEOUT;

    /** What can be configured; read as text, so that a wrong value is named and the default counts. */
    @ObjectClassDefinition(name = "LwM2M shell")
    @interface Configuration {

        @AttributeDefinition(description = "How long a command waits for its answer")
        int timeout_seconds() default 15;
    }

    @Activate
    @Modified
    void configure(Map<String, Object> configuration) {
        timeout = Optional.ofNullable(configuration.get(TIMEOUT))
                .flatMap(Engines::seconds)
                .orElse(DEFAULT_TIMEOUT);
    }

    public Optional<ObjectModels> models() {
        return Optional.ofNullable(models);
    }

    public List<LocalClient> locals() {
        return locals;
    }

    public Optional<Clients> clients() {
        return Optional.ofNullable(clients);
    }

    Duration timeout() {
        return timeout;
    }

    /** What became of requests that waited. */
    Outcomes outcomes() {
        return outcomes;
    }

    Clients server() throws CommandFailed {
        return clients()
                .orElseThrow(
                        () -> new CommandFailed("no LwM2M server runs here: is the bundle org.lwm2m.server started?"));
    }

    ObjectModels registry() throws CommandFailed {
        return models().orElseThrow(() ->
                new CommandFailed("no object definitions are known: is the bundle org.lwm2m.model.registry started?"));
    }

    /** A registered client, with the time that commands wait. */
    Client client(String endpoint) throws CommandFailed {
        return found(endpoint).within(timeout);
    }

    /** The same, but where it sleeps, requests wait for it as long as the server lets them. */
    Client patient(String endpoint) throws CommandFailed {
        var client = found(endpoint);
        return client.awake() ? client.within(timeout) : client;
    }

    private Client found(String endpoint) throws CommandFailed {
        var server = server();
        return server.find(endpoint)
                .orElseThrow(() -> new CommandFailed("no client '" + endpoint + "' is registered; " + some(server)));
    }

    Names names(Client client) {
        return new Names(models(), client.registration().links());
    }

    private static String some(Clients server) {
        var endpoints = server.stream()
                .limit(8)
                .map(each -> each.registration().endpoint())
                .sorted()
                .collect(Collectors.joining(", "));
        return endpoints.isEmpty()
                ? "there is none at all"
                : "there are " + endpoints + (server.count() > 8 ? ", …" : "");
    }

    private static Optional<Duration> seconds(Object value) {
        try {
            var seconds = Long.parseLong(value.toString().strip());
            if (seconds >= 1 && seconds <= 3600) {
                return Optional.of(Duration.ofSeconds(seconds));
            }
        } catch (NumberFormatException e) {
            LOG.debug("no number", e);
        }
        LOG.warn("{}: {} = {} is not 1 to 3600; {} counts", PID, TIMEOUT, value, DEFAULT_TIMEOUT.toSeconds());
        return Optional.empty();
    }
}
