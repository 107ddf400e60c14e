package org.lwm2m.conf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures the system: by the defaults in this bundle, and by the files of a folder, looked at each second.
 * <p>
 * The first look is taken before activation ends, so what starts later starts with its configuration.
 */
@Component(service = {})
public final class FolderConfiguration {

    /** Framework or system property: the folder of files. Without it, {@code conf} at home. */
    static final String FOLDER = "lwm2m.conf";

    /** Framework or system property: where the system is at home. Without it, beside the jar that was started. */
    static final String HOME = "lwm2m.home";

    private static final Logger LOG = LoggerFactory.getLogger(FolderConfiguration.class);

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "configuration folder");
        thread.setDaemon(true);
        return thread;
    });
    private final Overlay overlay;

    @Activate
    public FolderConfiguration(BundleContext context, @Reference ConfigurationAdmin admin) {
        var home = home(context.getProperty(HOME), context.getProperty("java.class.path"));
        var folder = folder(context.getProperty(FOLDER), home);
        var place = home.orElse(Path.of("").toAbsolutePath()).toString();
        overlay = new Overlay(
                defaults(context.getBundle()),
                files(folder),
                name -> HOME.equals(name) ? place : context.getProperty(name),
                new AdminConfigurations(admin));
        overlay.apply();
        Delivery.await(context);
        folder.ifPresent(path -> {
            LOG.debug("Watching {}", path);
            watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
        });
    }

    @Deactivate
    public void close() {
        watch.shutdownNow();
    }

    private void look() {
        try {
            overlay.apply();
        } catch (RuntimeException e) {
            // A task that throws would never run again.
            LOG.error("The configuration folder was not applied: {}", e.toString());
        }
    }

    /** The folder named, or the jar's, if that is all there is on the class path, as after {@code -jar}. */
    static Optional<Path> home(String named, String classPath) {
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named).toAbsolutePath().normalize());
        }
        var jar = classPath != null && classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        return jar ? Optional.of(Path.of(classPath).toAbsolutePath().normalize().getParent()) : Optional.empty();
    }

    /** The folder named, or {@code conf} at home. */
    static Optional<Path> folder(String named, Optional<Path> home) {
        return named == null || named.isBlank()
                ? home.map(each -> each.resolve("conf"))
                : Optional.of(Path.of(named).toAbsolutePath().normalize());
    }

    private static Supplier<Map<Target, Settings>> files(Optional<Path> folder) {
        return folder.isPresent() ? new Folder(folder.get())::read : Map::of;
    }

    private static Map<Target, Settings> defaults(Bundle bundle) {
        var found = new HashMap<Target, Settings>();
        var entries = Optional.ofNullable(bundle.findEntries("conf", "*.cfg", false));
        for (var url : Collections.list(entries.orElse(Collections.emptyEnumeration()))) {
            var file = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
            try (var reader = new InputStreamReader(url.openStream(), UTF_8)) {
                var settings = Settings.read(reader);
                Target.of(file).ifPresent(target -> found.put(target, settings));
            } catch (IOException e) {
                LOG.error("Can't read the default configuration {}: {}", file, e.toString());
            }
        }
        return found;
    }
}
