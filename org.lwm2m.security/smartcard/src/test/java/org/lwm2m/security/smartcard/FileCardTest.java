package org.lwm2m.security.smartcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.testing.Proves;
import org.osgi.framework.BundleContext;

class FileCardTest {

    @TempDir
    private Path folder;

    @Test
    @Proves("BS-04")
    void aFileIsACardAndNoneIsNone() throws IOException {
        var file = folder.resolve("card");
        var card = new FileCard(file, Runnable::run);
        assertEquals(Optional.empty(), read(card));
        Files.write(file, new byte[] {1, 2, 3});
        assertEquals(Optional.of(Bytes.hex("010203")), read(card));
        Files.delete(file);
        assertEquals(Optional.empty(), read(card));
    }

    @Test
    @Proves("BS-04")
    void tellsACardThatComesChangesAndGoes() throws IOException {
        var file = folder.resolve("card");
        var card = new FileCard(file, Runnable::run);
        assertFalse(card.changed());
        Files.write(file, new byte[] {1});
        assertTrue(card.changed());
        assertFalse(card.changed());
        Files.write(file, new byte[] {2});
        assertTrue(card.changed());
        Files.delete(file);
        assertTrue(card.changed());
        assertFalse(card.changed());
    }

    @Test
    void whatCannotBeReadIsNoCardThatIsGone() {
        var card = new FileCard(folder, Runnable::run);
        assertThrows(CompletionException.class, () -> read(card));
    }

    @Test
    void aFileThatIsTooLargeIsReadNoFurtherThanThat() throws IOException {
        var file = Files.write(folder.resolve("large"), new byte[1_000_000]);
        assertEquals(
                32 * 1024 + 1,
                read(new FileCard(file, Runnable::run)).orElseThrow().size());
    }

    @Test
    void configurationOffersTheServiceAndTakesItBack() {
        var calls = new ArrayList<String>();
        var service = proxy(org.osgi.framework.ServiceRegistration.class, calls, null);
        var context = proxy(BundleContext.class, calls, service);
        var configured =
                new ConfiguredCard(Map.of("file", folder.resolve("card").toString()), context);
        configured.close();
        assertEquals(List.of("registerService", "unregister"), calls);
        new ConfiguredCard(Map.of(), context).close();
        assertEquals(2, calls.size());
    }

    private static Optional<Bytes> read(FileCard card) {
        return card.read().toCompletableFuture().join();
    }

    private static <T> T proxy(Class<T> type, List<String> calls, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (it, method, taken) -> {
            calls.add(method.getName());
            return answer;
        }));
    }
}
