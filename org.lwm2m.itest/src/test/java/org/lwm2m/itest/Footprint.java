package org.lwm2m.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this JVM holds: threads, open files (sockets among them) and heap after a collection. */
public record Footprint(int threads, long files, long sockets, long heap) {

    private static final Path OPEN = Path.of("/proc/self/fd");

    public static Footprint now() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (var i = 0; i < 3; i++) {
            memory.gc();
        }
        return new Footprint(
                live(), open(""), open("socket:"), memory.getHeapMemoryUsage().getUsed());
    }

    /** Whether there are no more threads and files now than {@code before}; some take a moment to end. */
    public static boolean fewer(Footprint before) {
        return live() <= before.threads && open("") <= before.files && open("socket:") <= before.sockets;
    }

    private static int live() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long open(String kind) {
        try (var files = Files.list(OPEN)) {
            return files.filter(file -> target(file).startsWith(kind)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            // Closed since it was listed; the listing itself is one.
            return "gone";
        }
    }

    @Override
    public String toString() {
        return "%d threads, %d files, %d sockets, %d KiB".formatted(threads, files, sockets, heap >> 10);
    }
}
