package org.lwm2m.conf;

import java.io.IOException;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands configurations to Config Admin, for bundles of any location. */
final class AdminConfigurations implements Configurations {

    private static final Logger LOG = LoggerFactory.getLogger(AdminConfigurations.class);

    private final ConfigurationAdmin admin;

    AdminConfigurations(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    @Override
    public void write(Target target, Settings settings) {
        try {
            Map<String, Object> values = Map.copyOf(settings.values());
            find(target).updateIfDifferent(FrameworkUtil.asDictionary(values));
        } catch (IOException e) {
            LOG.error("Can't write the configuration {}: {}", target, e.toString());
        }
    }

    @Override
    public void delete(Target target) {
        try {
            find(target).delete();
        } catch (IOException e) {
            LOG.error("Can't delete the configuration {}: {}", target, e.toString());
        }
    }

    private Configuration find(Target target) throws IOException {
        return target.name().isEmpty()
                ? admin.getConfiguration(target.pid(), "?")
                : admin.getFactoryConfiguration(target.pid(), target.name(), "?");
    }
}
