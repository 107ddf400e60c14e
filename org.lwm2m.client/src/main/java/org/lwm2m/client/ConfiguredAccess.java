package org.lwm2m.client;

import java.util.Map;
import java.util.Optional;
import org.lwm2m.client.access.Provision;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the configured client gives to which server at one place, for each factory configuration. */
@Component(
        configurationPid = ConfiguredAccess.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {},
        immediate = true)
@Designate(ocd = AccessKeys.class, factory = true)
public final class ConfiguredAccess {

    static final String PID = "org.lwm2m.client.access";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredAccess.class);

    private final RunningClient client;
    private final Optional<Provision> provision;

    @Activate
    public ConfiguredAccess(@Reference ConfiguredClient configured, Map<String, Object> properties) {
        client = configured.client();
        provision = read(String.valueOf(properties.getOrDefault(Constants.SERVICE_PID, PID)), properties);
        provision.ifPresent(client::provide);
    }

    @Deactivate
    void close() {
        provision.ifPresent(client::withdraw);
    }

    private static Optional<Provision> read(String pid, Map<String, Object> properties) {
        var unknown = AccessConfiguration.unknown(properties.keySet());
        if (!unknown.isEmpty()) {
            LOG.warn("{}: nobody knows {}; see the README of {}", pid, unknown, ConfiguredClient.PID);
        }
        try {
            return Optional.of(AccessConfiguration.read(properties));
        } catch (AccountConfiguration.Wrong e) {
            LOG.error("{}: {}; it counts as not there", pid, e.getMessage());
            return Optional.empty();
        }
    }
}
