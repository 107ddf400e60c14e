package org.lwm2m.security.smartcard;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lwm2m.api.client.Smartcard;
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

/** Offers the card that configuration names, and tells when it is another. */
@Component(
        service = {},
        immediate = true,
        configurationPid = ConfiguredCard.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConfiguredCard.Keys.class)
public final class ConfiguredCard {

    static final String PID = "org.lwm2m.security.smartcard";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredCard.class);
    private static final int CHECK = 5;

    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, PID);
        thread.setDaemon(true);
        return thread;
    });

    private final Optional<FileCard> card;
    private Optional<ServiceRegistration<Smartcard>> service = Optional.empty();
    private long changes; // owned by the reader
    private String problem = ""; // owned by the reader

    @ObjectClassDefinition(id = PID, name = "LwM2M smartcard", description = "A card whose LwM2M file is a file.")
    @interface Keys {

        @AttributeDefinition(description = "The content of EF LwM2M_Bootstrap; no file is no card")
        String file() default "";

        @AttributeDefinition(description = "How often to look whether it is another")
        int check_seconds() default CHECK;
    }

    @Activate
    public ConfiguredCard(Map<String, Object> configuration, BundleContext context) {
        card = file(configuration).map(file -> new FileCard(file, reader));
        card.ifPresent(found -> {
            service = Optional.of(context.registerService(Smartcard.class, found, properties(0)));
            var pause = seconds(configuration);
            reader.execute(() -> look(found, false));
            reader.scheduleWithFixedDelay(() -> look(found, true), pause, pause, TimeUnit.SECONDS);
        });
    }

    @Deactivate
    void close() {
        reader.shutdownNow();
        service.ifPresent(ServiceRegistration::unregister);
    }

    private void look(FileCard found, boolean tell) {
        try {
            if (found.changed() && tell) {
                service.ifPresent(each -> each.setProperties(properties(++changes)));
            }
            problem = "";
        } catch (IOException | RuntimeException e) {
            if (!problem.equals(e.toString())) {
                problem = e.toString();
                LOG.warn("{}: file: can't be read, all stays as it is: {}", PID, problem);
            }
        }
    }

    private static Dictionary<String, Object> properties(long changes) {
        var properties = new Hashtable<String, Object>();
        properties.put(Smartcard.CHANGES, changes);
        return properties;
    }

    private static Optional<Path> file(Map<String, Object> configuration) {
        var text = String.valueOf(configuration.getOrDefault("file", "")).strip();
        try {
            if (!text.isEmpty()) {
                return Optional.of(Path.of(text));
            }
            LOG.error("{}: file is missing; there is no smartcard", PID);
        } catch (InvalidPathException e) {
            LOG.error("{}: file: no file name: {}; there is no smartcard", PID, e.getReason());
        }
        return Optional.empty();
    }

    private static int seconds(Map<String, Object> configuration) {
        var text = String.valueOf(configuration.getOrDefault("check.seconds", CHECK))
                .strip();
        if (text.matches("[1-9]\\d{0,5}")) {
            return Integer.parseInt(text);
        }
        LOG.error("{}: check.seconds: not a number of 1 or more: {}; uses {}", PID, text, CHECK);
        return CHECK;
    }
}
