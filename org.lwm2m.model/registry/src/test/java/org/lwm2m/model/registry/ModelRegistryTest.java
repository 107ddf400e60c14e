package org.lwm2m.model.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.DefinitionSource;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class ModelRegistryTest {

    @TempDir
    Path work;

    private Framework framework;
    private ModelRegistry registry;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        work.resolve("bundles").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.lwm2m.api.object"));
        framework.start();
        registry = new ModelRegistry(framework.getBundleContext(), config("models"));
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void findsTheInterfaceOfABundleForAsLongAsTheBundleIsThere() throws Exception {
        var bundle = install(new TestBundle("lamps").lamp(work, "1.0", "boolean on"));
        assertEquals(Optional.empty(), lamp("1.0"), "not resolved yet");
        bundle.start();
        assertEquals("On", lampResource("1.0"));
        bundle.stop();
        assertEquals("On", lampResource("1.0"), "a definition needs no bundle that runs");
        bundle.uninstall();
        assertEquals(Optional.empty(), lamp("1.0"));
    }

    @Test
    void findsBundlesThatWereThereBefore() throws Exception {
        install(new TestBundle("lamps").lamp(work, "1.0", "boolean on")).start();
        var later = new ModelRegistry(framework.getBundleContext(), config(""));
        assertEquals(1, later.all().count());
        later.close();
        assertEquals(0, later.all().count());
    }

    @Test
    void goesByTheInterfaceThatAnUpdatedBundleBrings() throws Exception {
        var bundle = install(new TestBundle("lamps").lamp(work, "1.0", "boolean on"));
        bundle.start();
        bundle.update(
                new TestBundle("lamps").lamp(work, "1.1", "double brightness").jar());
        assertEquals("Brightness", lampResource("1.1"));
        assertEquals(1, registry.all().count());
    }

    @Test
    void ignoresAnInterfaceThatIsNotThereOrNotMarked() throws Exception {
        install(new TestBundle("none").interfaceNamed("test.None")).start();
        install(new TestBundle("runnable").interfaceNamed("java.lang.Runnable")).start();
        install(new TestBundle("lamps").lamp(work, "1.0", "boolean on")).start();
        assertEquals(1, registry.all().count());
    }

    @Test
    void readsXmlOfABundleAndNotWhatIsBrokenInIt() throws Exception {
        var fan = Definitions.of(33001, "1.0", "Fan");
        var bundle = install(new TestBundle("files")
                .file("OSGI-INF/lwm2m/fan.xml", Ddf.xml(fan))
                .file("OSGI-INF/lwm2m/broken.xml", "<LWM2M><Object>")
                .file("OSGI-INF/other.xml", Ddf.xml(Definitions.of(33002, "1.0", "Other"))));
        bundle.start();
        assertEquals(List.of(fan), registry.all().toList());
        bundle.uninstall();
        assertEquals(0, registry.all().count());
    }

    @Test
    void takesDefinitionsFromServicesAndNotFromOneThatFails() {
        var fan = Definitions.of(33001, "1.0", "Fan");
        DefinitionSource source = () -> List.of(fan);
        registry.addSource(source, Map.of(Constants.SERVICE_ID, 5L));
        registry.addSource(
                () -> {
                    throw new IllegalStateException("no network");
                },
                Map.of(Constants.SERVICE_ID, 6L));
        assertEquals(List.of(fan), registry.all().toList());
        registry.removeSource(source, Map.of(Constants.SERVICE_ID, 5L));
        assertEquals(0, registry.all().count());
    }

    @Test
    void changesItsFolderAndKeepsWhatBundlesDefine() throws Exception {
        var fan = Definitions.of(33001, "1.0", "Fan");
        install(new TestBundle("lamps").lamp(work, "1.0", "boolean on")).start();
        var folder = Files.createDirectories(work.resolve("other"));
        Files.writeString(folder.resolve("fan.xml"), Ddf.xml(fan));
        Files.setLastModifiedTime(folder.resolve("fan.xml"), FileTime.fromMillis(0));
        registry.modified(config(" " + folder + " "));
        assertEquals(
                List.of(33000, 33001), registry.all().map(ObjectDefinition::id).toList());
        registry.modified(config("no\0folder"));
        assertEquals(List.of(33000), registry.all().map(ObjectDefinition::id).toList());
    }

    @Test
    void tellsWhatAnInterfaceDefinesAndTypesByTheVersionsOfAPeer() {
        assertEquals(33001, registry.of(Fan.class).id());
        var v2 = new ObjectVersion(2, 0);
        registry.addSource(
                () -> List.of(registry.of(Fan.class), Definitions.full(33001, "2.0", Version.V1_2)),
                Map.of(Constants.SERVICE_ID, 5L));
        var path = org.lwm2m.api.Path.of(33001, 0, 1);
        assertEquals(Optional.of(ResourceType.FLOAT), registry.types(Map.of()).at(path));
        var second =
                registry.find(33001, v2).flatMap(object -> object.resource(1)).orElseThrow();
        assertEquals(
                Optional.of(second.type()), registry.types(Map.of(33001, v2)).at(path));
    }

    @Test
    @Timeout(20)
    void leavesNoThreadBehind() throws Exception {
        for (var i = 0; i < 100; i++) {
            new ModelRegistry(framework.getBundleContext(), config("models")).close();
        }
        registry.close();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("lwm2m-models")) {
                thread.join();
            }
        }
    }

    /** Marked, and on the class path. */
    @LwM2mObject(id = 33001)
    public interface Fan {

        @Resource(1)
        double speed();
    }

    private Bundle install(TestBundle bundle) throws Exception {
        return framework.getBundleContext().installBundle("test:" + System.nanoTime(), bundle.jar());
    }

    private Optional<ObjectDefinition> lamp(String version) {
        return registry.find(33000, ObjectVersion.parse(version));
    }

    private String lampResource(String version) {
        return lamp(version).orElseThrow().resource(1).orElseThrow().name();
    }

    private static ModelRegistry.Config config(String folder) {
        return new ModelRegistry.Config() {
            @Override
            public String folder() {
                return folder;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ModelRegistry.Config.class;
            }
        };
    }
}
