package org.lwm2m.security.keys;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.KeyRing;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the keys of a file as a store and as a key ring, and looks once a second whether it changed, which works on any
 * file system. It registers by itself, as a component can't change its own service properties.
 */
@Component(
        configurationPid = ConfiguredFile.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {},
        immediate = true)
@Designate(ocd = ConfiguredFile.Config.class)
public final class ConfiguredFile {

    static final String PID = "org.lwm2m.security.keys";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredFile.class);

    @ObjectClassDefinition(name = "LwM2M keys of clients", description = "A file of what clients have to prove.")
    @interface Config {

        @AttributeDefinition(description = "The file; it need not be there yet")
        String file() default "";
    }

    private final AtomicLong changes = new AtomicLong();
    private final Optional<ServiceRegistration<?>> registration;
    private final Optional<ScheduledExecutorService> background;

    @Activate
    public ConfiguredFile(BundleContext context, Config config) {
        var keys = read(config);
        keys.ifPresent(FileKeys::look);
        registration = keys.map(each -> context.registerService(
                new String[] {CredentialStore.class.getName(), KeyRing.class.getName()}, each, properties()));
        background = keys.map(ConfiguredFile::looking);
    }

    @Deactivate
    void close() {
        background.ifPresent(ScheduledExecutorService::shutdownNow);
        registration.ifPresent(ServiceRegistration::unregister);
    }

    private Optional<FileKeys> read(Config config) {
        if (config.file().isBlank()) {
            LOG.error("{}: file is missing; there is no file of keys", PID);
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new FileKeys(PID, new KeyFile(Path.of(config.file().strip())), this::changed));
        } catch (InvalidPathException e) {
            LOG.error("{}: file: no file name: {}; there is no file of keys", PID, e.getReason());
            return Optional.empty();
        }
    }

    private void changed() {
        changes.incrementAndGet();
        // Not yet there while it is read for the first time.
        Optional.ofNullable(registration).flatMap(each -> each).ifPresent(each -> each.setProperties(properties()));
    }

    private Hashtable<String, Object> properties() {
        var properties = new Hashtable<String, Object>();
        properties.put(CredentialStore.CHANGES, changes.get());
        return properties;
    }

    private static ScheduledExecutorService looking(FileKeys keys) {
        var executor = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, PID);
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleWithFixedDelay(() -> contained(keys), 1, 1, TimeUnit.SECONDS);
        return executor;
    }

    private static void contained(FileKeys keys) {
        try {
            keys.look();
        } catch (RuntimeException bug) {
            LOG.error("{}: looking at the file failed", PID, bug);
        }
    }
}
