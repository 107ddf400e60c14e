package org.lwm2m.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    private static final Target SERVER = new Target("org.lwm2m.server", "");

    @TempDir
    private Path path;

    @Test
    void readsWhatIsConfigurationAndNothingElse() throws IOException {
        write("org.lwm2m.server.cfg", "# comment\nlisten = coap://127.0.0.1:0 \nname = Gerät\n");
        write("org.lwm2m.client.account-cloud.cfg", "server.id=2");
        write("notes.txt", "a=b");
        write(".cfg", "a=b");

        assertEquals(
                Map.of(
                        SERVER,
                        new Settings(Map.of("listen", "coap://127.0.0.1:0", "name", "Gerät")),
                        new Target("org.lwm2m.client.account", "cloud"),
                        new Settings(Map.of("server.id", "2"))),
                new Folder(path).read());
    }

    @Test
    void seesChangesAndFilesThatGo() throws IOException {
        write("org.lwm2m.server.cfg", "a=1");
        var folder = new Folder(path);
        folder.read();

        write("org.lwm2m.server.cfg", "a=22");
        assertEquals(new Settings(Map.of("a", "22")), folder.read().get(SERVER));

        Files.delete(path.resolve("org.lwm2m.server.cfg"));
        assertEquals(Map.of(), folder.read());
    }

    @Test
    void aBrokenFileCountsAsItWasAndDisturbsNoOther() throws IOException {
        write("org.lwm2m.server.cfg", "a=1");
        write("other.cfg", "b=1");
        var folder = new Folder(path);
        folder.read();

        write("org.lwm2m.server.cfg", "a=\\u12 is no character");
        write("other.cfg", "b=222");

        assertEquals(
                Map.of(
                        SERVER,
                        new Settings(Map.of("a", "1")),
                        new Target("other", ""),
                        new Settings(Map.of("b", "222"))),
                folder.read());
    }

    @Test
    void aFileThatWasAlwaysBrokenIsLeftOut() throws IOException {
        write("org.lwm2m.server.cfg", "a=\\uzzzz");
        write("other.cfg", "b=1");

        assertEquals(Set.of(new Target("other", "")), new Folder(path).read().keySet());
    }

    @Test
    void theFolderMayComeLater() throws IOException {
        var folder = new Folder(path.resolve("conf"));
        assertTrue(folder.read().isEmpty());

        Files.createDirectory(path.resolve("conf"));
        write("conf/other.cfg", "b=1");
        assertEquals(1, folder.read().size());
    }

    @Test
    void isBesideTheJarUnlessItIsNamed() {
        var home = FolderConfiguration.home(null, "/opt/lwm2m/lwm2m.jar");

        assertEquals(
                Path.of("/opt/lwm2m/conf"),
                FolderConfiguration.folder(null, home).orElseThrow());
        assertEquals(
                Path.of("/etc/lwm2m"),
                FolderConfiguration.folder("/etc/lwm2m", home).orElseThrow());
        assertEquals(
                Path.of("/srv/conf"),
                FolderConfiguration.folder("", FolderConfiguration.home("/srv", "/opt/lwm2m/lwm2m.jar"))
                        .orElseThrow());
    }

    @Test
    void isNowhereIfNoJarWasStarted() {
        assertTrue(FolderConfiguration.home("", "/a.jar:/b.jar").isEmpty());
        assertTrue(FolderConfiguration.home(null, "/classes").isEmpty());
        assertTrue(FolderConfiguration.folder(null, java.util.Optional.empty()).isEmpty());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(path.resolve(name), text);
    }
}
