package org.lwm2m.model.registry;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.model.registry.ddf.BrokenDefinition;
import org.lwm2m.model.registry.ddf.DdfReader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;

/**
 * Reads what bundles define, as annotated interfaces that a {@code lwm2m.object} capability names, or as XML under
 * {@code OSGI-INF/lwm2m}, for as long as they are resolved. An updated bundle is read anew.
 */
final class ModelBundles implements BundleTrackerCustomizer<List<Source>>, AutoCloseable {

    private static final String CAPABILITY = "lwm2m.object";
    private static final String FOLDER = "OSGI-INF/lwm2m";

    private final Catalogue catalogue;
    private final Logger log;
    private final DdfReader reader = new DdfReader();
    private final BundleTracker<List<Source>> tracker;

    ModelBundles(BundleContext context, Catalogue catalogue, Logger log) {
        this.catalogue = catalogue;
        this.log = log;
        var readable = Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;
        tracker = new BundleTracker<>(context, readable, this);
        tracker.open();
    }

    @Override
    public void close() {
        tracker.close();
    }

    /** @return what it defines; an empty list too, so that a bundle is not asked again at each change of its state */
    @Override
    public List<Source> addingBundle(Bundle bundle, BundleEvent event) {
        var found = new HashMap<Source, List<ObjectDefinition>>();
        interfaces(bundle, found);
        files(bundle, found);
        if (!found.isEmpty()) {
            catalogue.change(found, List.of());
        }
        return List.copyOf(found.keySet());
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, List<Source> sources) {
        // Starting and stopping change no definition.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, List<Source> sources) {
        if (!sources.isEmpty()) {
            catalogue.remove(sources);
        }
    }

    private void interfaces(Bundle bundle, Map<Source, List<ObjectDefinition>> found) {
        var wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return;
        }
        for (var capability : wiring.getCapabilities(CAPABILITY)) {
            // Without an interface, it is an object whose shape shows only at run time.
            if (capability.getAttributes().get("interface") instanceof String name) {
                try {
                    var definition = ObjectInterface.of(bundle.loadClass(name)).definition();
                    found.put(
                            new Source(Source.Kind.INTERFACE, bundle.getBundleId(), name + " of " + bundle),
                            List.of(definition));
                } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
                    log.warn("Ignoring the object {} of bundle {}: {}", name, bundle, e.toString());
                }
            }
        }
    }

    private void files(Bundle bundle, Map<Source, List<ObjectDefinition>> found) {
        var entries = bundle.findEntries(FOLDER, "*.xml", false);
        var files = entries == null ? new ArrayList<URL>() : Collections.list(entries);
        for (var file : files) {
            var name = file.getPath() + " of " + bundle;
            try (var in = file.openStream()) {
                found.put(new Source(Source.Kind.BUNDLE, bundle.getBundleId(), name), reader.read(in));
            } catch (IOException e) {
                log.warn("Ignoring {}: {}", name, e.toString());
            } catch (BrokenDefinition e) {
                log.warn("Ignoring {}: {}", name, e.getMessage());
            }
        }
    }
}
