package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.store.file.FileStore;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The same with a store that keeps it in a file: that is replaced, too. */
class FileRestartTest extends RestartTest {

    @TempDir
    private static Path folder;

    private static int files;

    private final List<FileStore> stores = new ArrayList<>();
    private Path file;
    private RegistrationStore offered;

    @Override
    RegistrationStore store() {
        file = folder.resolve("store" + files++);
        return open();
    }

    @AfterEach
    void close() {
        stores.forEach(FileStore::close);
    }

    @Test
    void theSystemEndsAndBeginsWithWhatTheFileHas() {
        var stage = new Stage();
        stage.keepIn(store());
        var thing = Thing.registered(stage, "thing").holds(Map.of("/3/0/9", "50"));
        var watch = stage.done(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen -> {}));
        var before = stage.registration("thing");
        stage.restart(replaced());
        assertEquals(before, stage.registration("thing"));
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "51").status());
        assertEquals(Status.CHANGED, thing.update(Parameters.NONE).status());
    }

    @Test
    void aReplacedStoreGetsWhatHappenedMeanwhile() {
        var stage = new Stage();
        stage.keepIn(store());
        var goes = Thing.registered(stage, "goes");
        Thing.registered(stage, "stays");
        stores.forEach(FileStore::close);
        stores.clear();
        goes.ask(new org.lwm2m.api.message.Uplink.Deregister(goes.location));
        Thing.registered(stage, "comes");
        stage.keepIn(open());
        assertEquals(Optional.empty(), stage.registration("goes"));
        stage.restart(replaced());
        assertTrue(stage.registration("stays").isPresent());
        assertTrue(stage.registration("comes").isPresent());
        assertEquals(2, stage.server().count());
    }

    private RegistrationStore replaced() {
        stores.forEach(FileStore::close);
        stores.clear();
        return open();
    }

    private RegistrationStore open() {
        stores.add(new FileStore(framework(), Map.of("file", file.toString())));
        return offered;
    }

    private BundleContext framework() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getDataFile")) {
                        return new File(folder.toFile(), (String) arguments[0]);
                    } else if (arguments[0] == RegistrationStore.class) {
                        offered = (RegistrationStore) arguments[1];
                    }
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {ServiceRegistration.class},
                            (registration, call, none) -> null);
                });
    }
}
