package org.lwm2m.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;

/** The component: its configuration, its services, and a file that fails. */
@Timeout(120)
class FileStoreTest {

    private static final int ACTIVATIONS = 1000;

    @TempDir
    private Path folder;

    @Test
    void keepsInTheDataAreaUnlessItIsToldOtherwise() {
        var framework = new Framework(folder);
        try (var store = new FileStore(framework.context(), Map.of())) {
            assertEquals(2, framework.services.size());
            assertEquals(List.of(100, 100), framework.rankings);
            assertTrue(Files.exists(folder.resolve("lwm2m.store")));
            store.modified(Map.of("file", folder.resolve("other/file").toString()));
            assertTrue(Files.exists(folder.resolve("other/file")));
            assertEquals(2, framework.services.size());
        }
        assertEquals(List.of(), framework.services);
    }

    @Test
    void aConfigurationThatIsTheSameDisturbsNobody() throws Exception {
        var framework = new Framework(folder);
        try (var store = new FileStore(framework.context(), Map.of())) {
            store.modified(Map.of("write.delay.millis", "1000"));
            assertEquals(2, framework.happened.size());
        }
    }

    @Test
    void aValueThatMakesNoSenseIsNamedAndItsDefaultCounts() {
        var heard = new ArrayList<String>();
        var settings = Settings.of(
                Map.of("file", "a\0b", "write.delay.millis", -1, "value.max.bytes", "many", "states.max", 7),
                folder,
                heard::add);
        assertEquals(new Settings(folder, Duration.ofSeconds(1), 1 << 20, 7), settings);
        assertEquals(3, heard.size());
        assertTrue(heard.get(0).startsWith("org.lwm2m.store.file: file: no name of a file: "), heard.get(0));
        assertEquals(
                "org.lwm2m.store.file: write.delay.millis: not a number of 0 to 60000: -1; uses 1000", heard.get(1));
        assertTrue(heard.get(2).startsWith("org.lwm2m.store.file: value.max.bytes: "), heard.get(2));
    }

    @Test
    void aFileThatFailsIsWithdrawnAndOpenedAnew() throws Exception {
        var framework = new Framework(folder);
        var store = new FileStore(framework.context(), Map.of(), Duration.ofMillis(1));
        try {
            var before = framework.service(StateStore.class).orElseThrow();
            before.put("a", Bytes.hex("01"));
            framework.happened.clear();
            assertThrows(IllegalStateException.class, () -> interrupted(store, before));
            assertEquals("-RegistrationStore", next(framework));
            assertEquals("-StateStore", next(framework));
            assertEquals("+RegistrationStore", next(framework));
            assertEquals("+StateStore", next(framework));
            assertThrows(IllegalStateException.class, () -> before.put("c", Bytes.EMPTY));
            var after = framework.service(StateStore.class).orElseThrow();
            assertEquals(Optional.of(Bytes.hex("01")), after.get("a"));
            after.put("d", Bytes.EMPTY);
            assertEquals(List.of("lwm2m.store", "lwm2m.store.mark"), names());
        } finally {
            store.close();
        }
    }

    @Test
    void aFileThatCanNotBeOpenedIsTriedAgain() throws Exception {
        var framework = new Framework(folder);
        Files.writeString(folder.resolve("blocked"), "no folder");
        var file = folder.resolve("blocked/store");
        var store = new FileStore(framework.context(), Map.of("file", file.toString()), Duration.ofMillis(1));
        try {
            assertEquals(List.of(), framework.services);
            Files.delete(folder.resolve("blocked"));
            assertEquals("+RegistrationStore", next(framework));
            framework.service(RegistrationStore.class).orElseThrow().put(Samples.registration(1));
        } finally {
            store.close();
        }
        assertTrue(Files.size(file) > 0);
    }

    @Test
    void aThousandActivationsLeaveNothingOpen() throws Exception {
        var framework = new Framework(folder);
        activate(framework, 10);
        var files = open();
        activate(framework, ACTIVATIONS);
        for (var thread : threads()) {
            thread.join(20_000);
            assertFalse(thread.isAlive(), thread.getName());
        }
        assertTrue(open() <= files + 2, open() + " files, before " + files);
        assertTrue(Files.size(folder.resolve("lwm2m.store")) < 1 << 17);
    }

    private static void activate(Framework framework, int times) {
        for (var i = 0; i < times; i++) {
            var store = new FileStore(framework.context(), Map.of());
            var registrations = framework.service(RegistrationStore.class).orElseThrow();
            if (i % 20 == 0) {
                registrations.put(Samples.renewed(Samples.registration(i % 7), Duration.ofSeconds(i)));
            }
            store.close();
        }
        framework.happened.clear();
    }

    /** Ours, and what MVStore would have. */
    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches(FileStore.PID + "|MVStore.*|H2.*"))
                .toList();
    }

    private static long open() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static String next(Framework framework) throws InterruptedException {
        return Optional.ofNullable(framework.happened.poll(20, TimeUnit.SECONDS))
                .orElse("nothing");
    }

    /** An interrupt of whoever writes to a file closes it under all. */
    private static void interrupted(FileStore store, StateStore states) {
        store.thread.ask(() -> {
            Thread.currentThread().interrupt();
            states.put("b", Bytes.hex("02"));
            return null;
        });
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
