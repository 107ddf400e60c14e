package org.lwm2m.itest.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;

/** What the device has to show: a level that changes, a setting that it keeps, and an errand that it is sent on. */
@LwM2mObject(id = Probe.ID, multiple = false)
public interface Probe {

    int ID = 42775;

    @Resource(0)
    long level();

    @Resource(1)
    long setting();

    @Resource(1)
    void setting(long setting);

    /** Writes down that it was asked, with what. */
    @Execute(2)
    void errand(String arguments);

    /** Keeps its setting in a file, and adds a line to another for each errand. */
    final class Kept implements Probe {

        private final Path setting;
        private final Path errands;
        private volatile long level;

        Kept(Path home) {
            setting = home.resolve("setting");
            errands = home.resolve("errands");
        }

        void level(long now) {
            level = now;
        }

        @Override
        public long level() {
            return level;
        }

        @Override
        public long setting() {
            try {
                return Long.parseLong(Files.readString(setting));
            } catch (NoSuchFileException e) {
                return 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void setting(long now) {
            try {
                var next = Files.writeString(setting.resolveSibling("setting.next"), Long.toString(now));
                Files.move(next, setting, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void errand(String arguments) {
            try (var file = FileChannel.open(
                    errands, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                file.write(StandardCharsets.UTF_8.encode(arguments + "\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
