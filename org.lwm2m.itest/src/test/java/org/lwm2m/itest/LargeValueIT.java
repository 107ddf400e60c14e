package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lwm2m.testing.Proves;

/** Values larger than the heap go through a client and a server, in a JVM of their own. */
@Proves("DM-30")
public class LargeValueIT {

    private static final int SIZE = 64;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aFileOf64MebibytesGoesBothWaysThroughAHeapOf48() throws Exception {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx48m",
                        "-XX:MaxDirectMemorySize=16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        folder.getRoot().toString(),
                        "" + SIZE)
                .redirectErrorStream(true)
                .start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.print(said);
            assertEquals(said, true, process.waitFor(1, TimeUnit.MINUTES));
            assertEquals(said, 0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }
}
