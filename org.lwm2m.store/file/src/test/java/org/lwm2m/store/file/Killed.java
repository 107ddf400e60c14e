package org.lwm2m.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.lwm2m.api.Bytes;

/** A process that keeps things and says what is kept, until it is killed. */
final class Killed {

    static final int WRITERS = 4;

    private Killed() {}

    /** Runs such a process until it said so many lines, and kills it; the last that each writer said was kept. */
    static int[] after(Path file, int lines) throws IOException, InterruptedException {
        var last = new int[WRITERS];
        Arrays.fill(last, -1);
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = process.inputReader()) {
            var heard = 0;
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                var words = line.split(" ");
                last[Integer.parseInt(words[0])] = Integer.parseInt(words[1]);
                if (++heard == lines) {
                    // Not by the process itself, which would close what is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        return last;
    }

    public static void main(String[] arguments) {
        var kept = new Kept(Path.of(arguments[0]), Migration.KNOWN, java.time.Duration.ofMillis(5));
        var next = new AtomicInteger();
        for (var i = 0; i < WRITERS; i++) {
            var writer = i;
            new Thread(() -> {
                        var before = kept.states().get("writer " + writer).map(each -> Integer.parseInt(each.utf8()));
                        for (var number = before.orElse(0); ; number++) {
                            kept.registrations().put(Samples.registration(next.getAndIncrement() % 500));
                            kept.states().put("writer " + writer, Bytes.utf8("" + number));
                            System.out.println(writer + " " + number);
                        }
                    })
                    .start();
        }
    }
}
