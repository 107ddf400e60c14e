package org.lwm2m.itest.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Persistent;
import org.lwm2m.api.object.Resource;

/** What the device has to show: a level that changes, a setting that the client keeps, and an errand that it is sent on. */
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

    /** Adds a line to a file for each errand. */
    @Persistent
    final class Kept implements Probe {

        private final Path errands;
        private volatile long level;
        private volatile long setting;

        Kept(Path errands) {
            this.errands = errands;
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
            return setting;
        }

        @Override
        public void setting(long now) {
            setting = now;
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
