package org.lwm2m.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;

class FileCommandsTest {

    private final House house = new House();
    private final FileCommands commands = new FileCommands(house.engines);

    @TempDir
    private Path folder;

    @Test
    void uploadWritesWhatAFileHolds() throws IOException, CommandFailed {
        var file = Files.write(folder.resolve("image"), new byte[3000]);
        assertEquals("written /5/0/0, 3000 bytes", commands.upload("gateway", "/5/0/0", file.toString()));
        assertEquals(List.of("write /5/0/0 Opaque[value=3000 bytes]"), house.client.asked);
    }

    @Test
    void uploadNamesAFileThatIsNotThere() {
        var missing = folder.resolve("none").toString();
        var failure = assertThrows(CommandFailed.class, () -> commands.upload("gateway", "/5/0/0", missing));
        assertTrue(failure.getMessage().contains(missing), failure.getMessage());
        assertThrows(CommandFailed.class, () -> commands.upload("gateway", "/5/0/0", folder.toString()));
        assertEquals(List.of(), house.client.asked);
    }

    @Test
    void downloadReplacesAFileOnceAllIsThere() throws IOException, CommandFailed {
        var file = Files.writeString(folder.resolve("log"), "before");
        house.client.refusal = Optional.of(Status.NOT_FOUND);
        assertThrows(CommandFailed.class, () -> commands.download("gateway", "/5/0/0", file.toString()));
        assertEquals("before", Files.readString(file));
        house.client.refusal = Optional.empty();
        house.client.values = List.of(Entry.of(org.lwm2m.api.Path.of(5, 0, 0), new Value.Opaque(Bytes.hex("010203"))));
        assertEquals("read /5/0/0 into " + file + ", 3 bytes", commands.download("gateway", "/5/0/0", file.toString()));
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
        assertEquals(1, folder.toFile().list().length);
    }
}
