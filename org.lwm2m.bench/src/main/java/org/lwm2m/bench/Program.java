package org.lwm2m.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program in a JVM of its own, which is told lines and answers with lines, words with tabs between. */
final class Program implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader said;

    private Program(Process process) {
        this.process = process;
        this.said = process.inputReader();
    }

    static Program java(String classPath, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx3g",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                classPath));
        command.addAll(List.of(arguments));
        return new Program(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    String[] ask(String command, String answer) throws IOException {
        var writer = process.outputWriter();
        writer.write(command + "\n");
        writer.flush();
        return await(answer);
    }

    /** The words behind {@code first} of the next line that begins with it. */
    String[] await(String first) throws IOException {
        try {
            return CompletableFuture.supplyAsync(() -> next(first)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new IOException(
                    "no '" + first + "' from " + process.info().commandLine().orElse("a program"), e);
        }
    }

    private String[] next(String first) {
        try {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                if (line.equals(first) || line.startsWith(first + "\t")) {
                    return line.substring(first.length()).strip().split("\t");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("it ended");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
