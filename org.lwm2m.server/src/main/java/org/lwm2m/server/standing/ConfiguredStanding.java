package org.lwm2m.server.standing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lwm2m.api.Path;
import org.lwm2m.api.server.StandingObservation;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is observed for good, for each factory configuration: each path by itself, or all as a composite. */
@Component(
        configurationPid = ConfiguredStanding.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {},
        immediate = true)
@Designate(ocd = ConfiguredStanding.Keys.class, factory = true)
public final class ConfiguredStanding {

    static final String PID = "org.lwm2m.server.observe";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredStanding.class);

    /** Reasons of Declarative Services: its reference went, it was disposed of, or its bundle stops. */
    private static final Set<Integer> WITH_THE_SERVER = Set.of(2, 5, 6);

    private final Standing standing;
    private final List<String> names = new ArrayList<>();

    @ObjectClassDefinition(
            id = PID,
            name = "LwM2M standing observation",
            description = "What is observed in every registration and after every restart.")
    @interface Keys {

        @AttributeDefinition(description = "The client; or how its name begins, and a *")
        String endpoint() default "";

        @AttributeDefinition(description = "What to observe, several with commas between: /3/0/13, /3303/0")
        String paths() default "";

        @AttributeDefinition(description = "Whether all paths are observed together, by Observe-Composite")
        boolean composite() default false;

        @AttributeDefinition(description = "Such as pmin=10&pmax=60", required = false)
        String attributes() default "";
    }

    @Activate
    public ConfiguredStanding(@Reference Standing standing, Map<String, Object> configuration) {
        this.standing = standing;
        var pid = String.valueOf(configuration.getOrDefault(Constants.SERVICE_PID, PID));
        wishes(pid, configuration).forEach(wish -> {
            var name = names.isEmpty() ? pid : pid + "#" + names.size();
            names.add(name);
            standing.configure(name, wish);
        });
    }

    /** If the server goes with it, the clients are told nothing. */
    @Deactivate
    void close(int reason) {
        if (!WITH_THE_SERVER.contains(reason)) {
            names.forEach(standing::forget);
        }
    }

    static List<StandingObservation> wishes(String pid, Map<String, Object> configuration) {
        var key = "paths";
        try {
            var paths = Arrays.stream(text(configuration, key).split(","))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .map(Path::parse)
                    .toList();
            key = "attributes";
            var attributes = WishStore.attributes(text(configuration, key));
            key = paths.isEmpty() ? "paths" : "endpoint";
            var together = List.of(new StandingObservation(text(configuration, "endpoint"), paths, attributes));
            return Boolean.parseBoolean(text(configuration, "composite"))
                    ? together
                    : paths.stream()
                            .map(path ->
                                    new StandingObservation(text(configuration, "endpoint"), List.of(path), attributes))
                            .toList();
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}: {}; nothing is observed by it", pid, key, e.getMessage());
            return List.of();
        }
    }

    private static String text(Map<String, Object> configuration, String key) {
        return String.valueOf(configuration.getOrDefault(key, "")).strip();
    }
}
