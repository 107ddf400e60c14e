package org.lwm2m.itest.bad;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.lwm2m.testing.Printed;

/** The exported jar in a JVM of its own, with a folder of configuration, a log that is read, and commands it is given. */
final class Shipped implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(20);

    private static final Path JAR = Path.of("../org.lwm2m.app/target/lwm2m.jar");
    /** What a JDK that is newer than the framework has to say of it. */
    private static final String NEWER_JDK = "WARNING: ";

    private static final Pattern LINE = Pattern.compile("\\d\\d:\\d\\d:\\d\\d (INFO|WARN|ERROR) .*");

    final int port;
    private final Path home;
    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Shipped(int port, Path home) throws IOException {
        this.port = port;
        this.home = home;
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dlwm2m.home=" + home,
                        "-jar",
                        JAR.toAbsolutePath().normalize().toString())
                .directory(home.toFile())
                .start();
        follow(process.errorReader(), log);
        follow(process.inputReader(), said);
    }

    /** Starts it with a server on a free port, the gateway registered there, and more files if a test wants them. */
    static Shipped start(String... moreFiles) throws Exception {
        var port = freePort();
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target/bad")), "home")
                .toAbsolutePath();
        Files.createDirectories(home.resolve("conf"));
        Files.createDirectories(home.resolve("models"));
        Files.writeString(home.resolve("conf/org.lwm2m.server.cfg"), "listen = coap://127.0.0.1:" + port);
        Files.writeString(
                home.resolve("conf/org.lwm2m.client.account-local.cfg"),
                "uri = coap://127.0.0.1:" + port + "\nretry.seconds = 1\naccess = all");
        for (var i = 0; i < moreFiles.length; i += 2) {
            Files.writeString(home.resolve(moreFiles[i]), moreFiles[i + 1]);
        }
        return new Shipped(port, home);
    }

    /** Kills it, so that it has no time for anything, and starts it again in the same folder. */
    Shipped killed() throws Exception {
        process.toHandle().destroyForcibly();
        process.waitFor();
        return new Shipped(port, home);
    }

    /** Runs a command of its shell, and waits until it printed something with these words. */
    String run(String command, String words) throws Exception {
        var before = said.size();
        tell(command);
        until(command + ": " + words, () -> said.stream().skip(before).anyMatch(line -> line.contains(words)));
        return said.stream()
                .skip(before)
                .filter(line -> line.contains(words))
                .findFirst()
                .orElseThrow();
    }

    void tell(String command) throws IOException {
        process.outputWriter().write(command + "\n");
        process.outputWriter().flush();
    }

    /** Writes a file at once, as an editor does. */
    void file(String name, String content) throws IOException {
        var next = Files.writeString(home.resolve("next"), content);
        Files.move(next, home.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    Path path(String name) {
        return home.resolve(name);
    }

    void noFile(String name) throws IOException {
        Files.delete(home.resolve(name));
    }

    Path home() {
        return home;
    }

    /** What commands printed. */
    List<String> said() {
        return List.copyOf(said);
    }

    List<String> log() {
        return List.copyOf(log);
    }

    /** Lines of problems since there were so many lines of log. */
    List<String> problems(int since) {
        return log.stream()
                .skip(since)
                .filter(line -> !line.matches("\\S+ INFO .*") && !line.startsWith(NEWER_JDK))
                .toList();
    }

    /** The lines of the log that are none, as those of a stack trace. */
    List<String> traces() {
        return log.stream()
                .filter(line -> !LINE.matcher(line).matches() && !line.startsWith(NEWER_JDK))
                .toList();
    }

    void untilLogged(String... words) throws Exception {
        until("log with " + List.of(words), () -> log.stream()
                .anyMatch(line -> List.of(words).stream().allMatch(line::contains)));
    }

    void until(String what, BooleanSupplier condition) throws Exception {
        var deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError(
                        "not so: " + what + "\nlog: " + String.join("\n", log) + "\nsaid: " + String.join("\n", said));
            }
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean runs() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }

    private static void follow(BufferedReader from, List<String> into) {
        var reader = new Thread(() -> from.lines().forEach(line -> follow(line, into)), "follows the system");
        reader.setDaemon(true);
        reader.start();
    }

    private static void follow(String line, List<String> into) {
        Printed.line(line);
        into.add(line);
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
