package org.lwm2m.client;

import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Profile;
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

/** A profile that servers of the configured client may know, for each factory configuration. */
@Component(
        configurationPid = ConfiguredProfile.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {},
        immediate = true)
@Designate(ocd = ConfiguredProfile.Keys.class, factory = true)
public final class ConfiguredProfile {

    static final String PID = "org.lwm2m.client.profile";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredProfile.class);

    private final RunningClient client;
    private final Optional<Profile> profile;

    @ObjectClassDefinition(
            name = "LwM2M profile of the client",
            description = "A profile id to register with in place of the objects that it stands for.")
    @interface Keys {

        @AttributeDefinition(description = "The profile id, such as v:meter")
        String id() default "";

        @AttributeDefinition(description = "Its objects and instances: </1/0>,</3/0>,</3303>;ver=1.1,</3303/0>")
        String objects() default "";
    }

    @Activate
    public ConfiguredProfile(@Reference ConfiguredClient configured, Map<String, Object> properties) {
        client = configured.client();
        profile = read(String.valueOf(properties.getOrDefault(Constants.SERVICE_PID, PID)), properties);
        profile.ifPresent(each -> client.introduces(self -> self.add(each)));
    }

    @Deactivate
    void close() {
        profile.ifPresent(each -> client.introduces(self -> self.remove(each)));
    }

    private static Optional<Profile> read(String pid, Map<String, Object> properties) {
        var id = String.valueOf(properties.getOrDefault("id", "")).strip();
        var objects = String.valueOf(properties.getOrDefault("objects", "")).strip();
        try {
            return Optional.of(Profile.parse(id, objects));
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}: {}; it counts as not there", pid, Profile.isId(id) ? "objects" : "id", e.getMessage());
            return Optional.empty();
        }
    }
}
