package org.lwm2m.object.device;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Optional;
import org.lwm2m.api.object.Absent;

/** How much there is to keep things in, in kB of 1000 bytes. */
sealed interface Memory {

    long free();

    long total();

    /** What the definition of /3 asks for: space for data and software, which is where the gateway keeps its own. */
    record Storage(Host host) implements Memory {

        @Override
        public long free() {
            try {
                return store().getUsableSpace() / 1000;
            } catch (IOException e) {
                throw new Absent("the free space can't be told: " + e.getMessage());
            }
        }

        @Override
        public long total() {
            try {
                return store().getTotalSpace() / 1000;
            } catch (IOException e) {
                throw new Absent("the space can't be told: " + e.getMessage());
            }
        }

        private FileStore store() throws IOException {
            return Files.getFileStore(host.storage());
        }
    }

    /** What many devices tell instead. */
    record WorkingMemory(Host host) implements Memory {

        @Override
        public long free() {
            return kilobytes("MemAvailable").or(() -> kilobytes("MemFree")).orElseThrow(Absent::new);
        }

        @Override
        public long total() {
            return kilobytes("MemTotal").orElseThrow(Absent::new);
        }

        /** Linux says kB and means 1024 bytes. */
        private Optional<Long> kilobytes(String key) {
            return host.field("proc/meminfo", ":", key)
                    .filter(text -> text.matches("[0-9]{1,15} kB"))
                    .map(text -> Long.parseLong(text.substring(0, text.length() - 3)) * 1024 / 1000);
        }
    }
}
