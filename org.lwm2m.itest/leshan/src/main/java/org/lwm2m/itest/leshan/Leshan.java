package org.lwm2m.itest.leshan;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@link LeshanEnds} in a JVM of its own, as a test sees it. Answers come by the number of the question, events wait by
 * endpoint and kind until they are asked for, so that nothing it says is lost, whatever is asked meanwhile.
 */
public final class Leshan implements AutoCloseable {

    private static final int SOON_SECONDS = 30;

    private final Process process;
    private final Map<String, CompletableFuture<List<String>>> asked = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<List<String>>> events = new ConcurrentHashMap<>();
    private int questions; // guarded by this

    private Leshan(Process process) {
        this.process = process;
        var reader = new Thread(this::listen, "leshan");
        reader.setDaemon(true);
        reader.start();
    }

    /** Begins to start it; the first that waits for it waits for that, too. */
    public static Leshan start() throws IOException {
        return new Leshan(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        classPath(),
                        LeshanEnds.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** This class as it was built, and beside that, what it runs with. */
    private static String classPath() throws IOException {
        try {
            var built = Path.of(Leshan.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return built
                    + File.pathSeparator
                    + Files.readString(built.resolveSibling("classpath")).strip();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Tells it to do something; the words of its answer. */
    public List<String> ask(String... words) {
        var answer = new CompletableFuture<List<String>>();
        String number;
        synchronized (this) {
            number = "" + questions++;
            asked.put(number, answer);
            try {
                var writer = process.outputWriter();
                writer.write(number + "\t" + String.join("\t", words) + "\n");
                writer.flush();
            } catch (IOException e) {
                throw new AssertionError("Leshan has ended", e);
            }
        }
        try {
            return answer.get(SOON_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(Arrays.toString(words) + ": no answer from Leshan", e);
        }
    }

    /** The words of the next event of a kind, at an endpoint; empty for those of no endpoint. */
    public List<String> next(String endpoint, String kind) {
        try {
            var event = events(endpoint, kind).poll(SOON_SECONDS, TimeUnit.SECONDS);
            if (event != null) {
                return event;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("not " + kind + " at " + endpoint + ", but " + events);
    }

    /** How many events of a kind nobody has asked for. */
    public int waiting(String endpoint, String kind) {
        return events(endpoint, kind).size();
    }

    private BlockingQueue<List<String>> events(String endpoint, String kind) {
        return events.computeIfAbsent(endpoint + " " + kind, key -> new LinkedBlockingQueue<>());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var words = List.of(line.split("\t", -1));
                if (words.get(0).equals("answer")) {
                    asked.remove(words.get(1)).complete(words.subList(2, words.size()));
                } else if (words.get(0).equals("event")) {
                    events(words.get(1), words.get(2)).add(words.subList(3, words.size()));
                }
            }
        } catch (IOException e) {
            // Its end, as below.
        }
        asked.values().forEach(each -> each.completeExceptionally(new IOException("it has ended")));
    }
}
