package org.lwm2m.itest.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A program in a process of its own, with a home folder that outlives it. It is told lines, killed and started again. */
final class Party implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 40;
    private static final int MOST_TOLD = 100_000;
    private static final String READY = "ready";

    final String name;
    final Path home;
    private final List<String> command;
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<String> told = new ArrayList<>(); // guarded by itself
    private volatile Run run;

    /** The process as long as it lives, and what it was asked. */
    private record Run(
            Process process,
            CompletableFuture<Void> ready,
            CompletableFuture<Void> end,
            Map<String, CompletableFuture<String>> asked) {

        Run(Process process) {
            this(process, new CompletableFuture<>(), new CompletableFuture<>(), new ConcurrentHashMap<>());
        }

        void ended() {
            end.complete(null);
            ready.completeExceptionally(new IOException("it ended"));
            asked.values().forEach(each -> each.completeExceptionally(new IOException("it ended")));
        }
    }

    /** Starts it; {@link #ready} tells when it is there. */
    Party(String name, Class<?> program, Path home, String... options) throws IOException {
        this.name = name;
        this.home = Files.createDirectories(home);
        command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Dfaults.bundles=" + Shipped.BUNDLES.toAbsolutePath().normalize()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                home.toAbsolutePath().toString()));
        start();
    }

    /** Writes a file of its home, such as its configuration. */
    static void file(Path home, String name, String... lines) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    /** SIGKILL: it has no time for anything. */
    void kill() {
        run.process.destroyForcibly();
    }

    /** Starts it again once it is dead. */
    void startAgain() throws Exception {
        run.process.waitFor();
        Files.writeString(log(), "\n" + Log.KILLED + "\n", StandardOpenOption.APPEND);
        start();
    }

    void ready() throws Exception {
        run.ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What it answers; fails with its words, or if it ends before. */
    CompletableFuture<String> ask(String words) {
        var to = run;
        var number = Integer.toString(numbers.incrementAndGet());
        var answer = new CompletableFuture<String>();
        to.asked.put(number, answer);
        try {
            synchronized (to) {
                to.process.outputWriter().write(number + " " + words + "\n");
                to.process.outputWriter().flush();
            }
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
        if (!to.process.isAlive() || to.end.isDone()) {
            answer.completeExceptionally(new IOException("it has ended"));
        }
        return answer;
    }

    /** The same, soon. */
    String now(String words) throws Exception {
        try {
            return ask(words).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(name + " does not answer " + words, e);
        }
    }

    /** How much it has said unasked; a mark for {@link #said}. */
    int told() {
        synchronized (told) {
            return told.size();
        }
    }

    /** What it said unasked since, of what begins with a word, without that. */
    List<String> said(int since, String first) {
        synchronized (told) {
            return told.subList(since, told.size()).stream()
                    .filter(line -> line.startsWith(first + " "))
                    .map(line -> line.substring(first.length() + 1))
                    .toList();
        }
    }

    Path log() {
        return home.resolve("log");
    }

    @Override
    public void close() {
        run.process.destroyForcibly().onExit().join();
    }

    private void start() throws IOException {
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        var now = new Run(process);
        run = now;
        var reader = new Thread(() -> follow(now), "follows the " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void follow(Run now) {
        try {
            now.process.inputReader().lines().forEach(line -> hear(now, line));
        } catch (UncheckedIOException e) {
            // It was killed, and its output closed while we read.
        } finally {
            now.ended();
        }
    }

    private void hear(Run now, String line) {
        var words = line.split(" ", 3);
        if (words.length < 2) {
            return; // The end of what a process could say.
        } else if (!words[0].equals("!")) {
            answer(now.asked.remove(words[0]), words);
        } else if (words[1].equals(READY)) {
            now.ready.complete(null);
        } else {
            synchronized (told) {
                if (told.size() < MOST_TOLD) {
                    told.add(line.substring(2));
                }
            }
        }
    }

    private static void answer(CompletableFuture<String> asked, String... words) {
        if (asked == null) {
            return;
        } else if (words[1].equals("ok")) {
            asked.complete(words.length > 2 ? words[2] : "");
        } else {
            asked.completeExceptionally(new IOException(words.length > 2 ? words[2] : ""));
        }
    }
}
