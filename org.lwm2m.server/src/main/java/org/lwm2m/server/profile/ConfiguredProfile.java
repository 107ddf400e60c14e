package org.lwm2m.server.profile;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Profile;
import org.lwm2m.api.server.ProfileSource;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pre-configured profile, for each factory configuration. */
@Component(configurationPid = ConfiguredProfile.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConfiguredProfile.Keys.class, factory = true)
public final class ConfiguredProfile implements ProfileSource {

    static final String PID = "org.lwm2m.server.profile";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredProfile.class);

    private final Optional<Profile> profile;

    @ObjectClassDefinition(
            id = PID,
            name = "LwM2M profile",
            description = "What a profile id stands for that clients register with.")
    @interface Keys {

        @AttributeDefinition(description = "The profile id, such as v:meter")
        String id() default "";

        @AttributeDefinition(description = "Its objects and instances: </1/0>,</3/0>,</3303/0>;ver=1.1")
        String objects() default "";
    }

    @Activate
    public ConfiguredProfile(Map<String, Object> configuration) {
        profile = read(String.valueOf(configuration.getOrDefault(Constants.SERVICE_PID, PID)), configuration);
    }

    @Override
    public CompletionStage<Optional<Profile>> find(String id) {
        return CompletableFuture.completedFuture(
                profile.filter(each -> each.id().equals(id)));
    }

    private static Optional<Profile> read(String pid, Map<String, Object> configuration) {
        var id = String.valueOf(configuration.getOrDefault("id", "")).strip();
        var objects = String.valueOf(configuration.getOrDefault("objects", "")).strip();
        try {
            return Optional.of(Profile.parse(id, objects));
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}: {}; it counts as not there", pid, Profile.isId(id) ? "objects" : "id", e.getMessage());
            return Optional.empty();
        }
    }
}
