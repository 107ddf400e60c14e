package org.lwm2m.model.registry;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.lwm2m.api.model.DefinitionSource;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ObjectInterface;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows all definitions there are: from bundles, from a folder of XML, from services.
 */
@Component(configurationPid = ModelRegistry.PID, immediate = true)
@Designate(ocd = ModelRegistry.Config.class)
public final class ModelRegistry implements ObjectModels {

    static final String PID = "org.lwm2m.model.registry";

    private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

    private final Catalogue catalogue = new Catalogue(LOG);
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "lwm2m-models");
        thread.setDaemon(true);
        return thread;
    });
    private final ModelBundles bundles;
    private Optional<ModelFolder> folder; // guarded by this
    private String watched; // guarded by this

    /** Where definitions are looked for. */
    @ObjectClassDefinition(name = "LwM2M object definitions", description = "Where definitions of objects are found.")
    public @interface Config {

        @AttributeDefinition(
                description = "Folder with OMA definitions as XML, watched, subfolders included; none if empty.")
        String folder() default "models";
    }

    @Activate
    public ModelRegistry(BundleContext context, Config config) {
        bundles = new ModelBundles(context, catalogue, LOG);
        folder = open(config.folder());
        watched = config.folder();
    }

    @Modified
    synchronized void modified(Config config) {
        if (config.folder().equals(watched)) {
            return;
        }
        folder.ifPresent(ModelFolder::close);
        folder = open(config.folder());
        watched = config.folder();
    }

    @Deactivate
    synchronized void close() {
        folder.ifPresent(ModelFolder::close);
        background.shutdownNow();
        bundles.close();
    }

    @Override
    public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
        return catalogue.find(object, version);
    }

    @Override
    public Stream<ObjectDefinition> all() {
        return catalogue.all().stream();
    }

    @Override
    public ObjectDefinition of(Class<?> annotated) {
        return ObjectInterface.of(annotated).definition();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSource(DefinitionSource service, Map<String, Object> properties) {
        try {
            catalogue.put(source(properties), List.copyOf(service.definitions()));
        } catch (RuntimeException e) {
            LOG.warn("Ignoring the definitions of {}: {}", source(properties), e.toString());
        }
    }

    void removeSource(DefinitionSource service, Map<String, Object> properties) {
        catalogue.remove(List.of(source(properties)));
    }

    private static Source source(Map<String, Object> properties) {
        var id = (Long) properties.get(Constants.SERVICE_ID);
        return new Source(Source.Kind.SERVICE, id, "service " + id);
    }

    private Optional<ModelFolder> open(String name) {
        try {
            return name.isBlank()
                    ? Optional.empty()
                    : Optional.of(
                            new ModelFolder(Path.of(name.strip()), catalogue, background, InstantSource.system(), LOG));
        } catch (InvalidPathException e) {
            LOG.warn("{}: folder is no path, so none is watched: {}", PID, e.getMessage());
            return Optional.empty();
        }
    }
}
