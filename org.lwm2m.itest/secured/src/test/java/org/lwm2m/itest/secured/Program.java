package org.lwm2m.itest.secured;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** Another's program, as long as a test needs it; all that it says is one text. */
final class Program implements AutoCloseable {

    private static final int SOON_SECONDS = 30;

    private final Process process;
    private final StringBuffer said = new StringBuffer();
    private final CompletableFuture<Void> silent;

    private Program(Process process) {
        this.process = process;
        silent = CompletableFuture.runAsync(this::listen, task -> {
            var thread = new Thread(task, "program");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Skips a test where a program is not there. */
    static void needs(String name) {
        var there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, name).canExecute());
        Assumptions.assumeTrue(there, () -> name + " is not here; org.lwm2m.itest/secured/peers/install gets it");
    }

    /** Its input is at its end at once. */
    static String run(String... command) throws Exception {
        try (var program = start(List.of(command))) {
            program.process.getOutputStream().close();
            return program.all();
        }
    }

    static Program start(List<String> command) throws IOException {
        return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Waits until it has ended. */
    String all() throws Exception {
        silent.get(SOON_SECONDS, TimeUnit.SECONDS);
        return said.toString();
    }

    /** Waits until it has said something like this. */
    Matcher says(String pattern) {
        var wanted = Pattern.compile(pattern);
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOON_SECONDS);
        synchronized (said) {
            while (true) {
                var matcher = wanted.matcher(said.toString());
                if (matcher.find()) {
                    return matcher;
                }
                if (System.nanoTime() > end || silent.isDone()) {
                    throw new AssertionError("it never said " + pattern + ", but: " + said);
                }
                try {
                    said.wait(1000);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** What it has said until now was heard. */
    void forget() {
        synchronized (said) {
            said.setLength(0);
        }
    }

    /** What it has said so far. */
    String said() {
        return said.toString();
    }

    void tell(byte[] input) throws IOException {
        process.getOutputStream().write(input);
        process.getOutputStream().flush();
    }

    private void listen() {
        var part = new byte[4096];
        try (var input = process.getInputStream()) {
            for (var read = input.read(part); read >= 0; read = input.read(part)) {
                synchronized (said) {
                    said.append(new String(part, 0, read, java.nio.charset.StandardCharsets.ISO_8859_1));
                    said.notifyAll();
                }
            }
        } catch (IOException e) {
            // It has been ended.
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
