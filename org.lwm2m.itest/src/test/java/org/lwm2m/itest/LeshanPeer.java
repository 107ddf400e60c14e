package org.lwm2m.itest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** A program of org.lwm2m.itest.leshan in a JVM of its own: told lines, answering with lines of words. */
final class LeshanPeer implements AutoCloseable {

    private static final Path BUILT = Path.of("leshan/target").toAbsolutePath();

    private final Process process;
    private final LinkedBlockingDeque<List<String>> said = new LinkedBlockingDeque<>();

    private LeshanPeer(Process process) {
        this.process = process;
        var reader = new Thread(this::listen, "leshan peer");
        reader.setDaemon(true);
        reader.start();
    }

    static LeshanPeer start(String program, String... arguments) throws IOException {
        var classPath = BUILT.resolve("classes") + ":"
                + Files.readString(BUILT.resolve("classpath")).strip();
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                classPath,
                "org.lwm2m.itest.leshan." + program));
        command.addAll(Arrays.asList(arguments));
        return new LeshanPeer(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    void tell(String... words) throws IOException {
        var writer = process.outputWriter();
        writer.write(String.join("\t", words) + "\n");
        writer.flush();
    }

    /** Tells it, and gives the words of the answer. What it says meanwhile, such as of an Update, can be read after. */
    List<String> ask(String... words) throws Exception {
        said.clear();
        tell(words);
        var passed = new ArrayList<List<String>>();
        var answer = next(passed, "answer", "failed");
        Collections.reverse(passed);
        passed.forEach(said::addFirst);
        if (answer.get(0).equals("failed")) {
            throw new AssertionError(String.join(" ", words) + ": " + answer);
        }
        return answer.subList(1, answer.size());
    }

    /** The words of the next line that begins with one of these; lines before it are passed over. */
    List<String> next(String... first) throws Exception {
        return next(new ArrayList<>(), first);
    }

    private List<String> next(List<List<String>> passed, String... first) throws Exception {
        for (; ; ) {
            var words = said.poll(Until.SOON.toSeconds(), TimeUnit.SECONDS);
            if (words == null) {
                throw new AssertionError("Leshan said none of " + Arrays.toString(first) + ", but " + passed);
            }
            if (Arrays.asList(first).contains(words.get(0))) {
                return words;
            }
            passed.add(words);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(List.of(line.split("\t")));
            }
        } catch (IOException e) {
            said.add(List.of("ended", e.toString()));
        }
    }
}
