package org.lwm2m.bench;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the exported system as a user would, again and again, and prints how long it takes from {@code java -jar} to
 * a registered gateway, and how much memory it then holds.
 */
public final class StartUp {

    private static final int TIMES = Integer.getInteger("bench.starts", 5);
    private static final Path JAR = Path.of("../org.lwm2m.app/target/lwm2m.jar").toAbsolutePath();
    private static final long SETTLED_SECONDS = 5;
    private static final long PATIENCE_SECONDS = 60;

    private StartUp() {}

    /** Nanoseconds to the registration, KiB resident. */
    record Run(long nanos, long resident) {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        System.out.printf("%n| start to registered | best | worst | resident |%n|---|---|---|---|%n");
        print("default options", List.of());
        print("small: serial collector, C1, 64 MB", List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    }

    private static void print(String what, List<String> options) throws IOException, InterruptedException {
        var runs = new ArrayList<Run>();
        for (var i = 0; i < TIMES; i++) {
            runs.add(run(options));
        }
        System.out.printf(
                "| %s | %.2f s | %.2f s | %d MB |%n",
                what,
                runs.stream().mapToLong(Run::nanos).min().orElseThrow() / 1e9,
                runs.stream().mapToLong(Run::nanos).max().orElseThrow() / 1e9,
                runs.stream().mapToLong(Run::resident).max().orElseThrow() * 1024 / 1_000_000);
    }

    private static Run run(List<String> options) throws IOException, InterruptedException {
        var conf = configuration();
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of("-Dlwm2m.conf=" + conf, "-Dlwm2m.home=" + conf, "-jar", JAR.toString()));
        var start = System.nanoTime();
        var process = new ProcessBuilder(command)
                .directory(conf.toFile())
                .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")))
                .start();
        try (var in = process.outputWriter();
                var out = process.inputReader()) {
            in.write("lwm2m:clients\n");
            in.flush();
            // Commands wait for the gateway's own registration.
            for (var line = out.readLine(); !line.contains("gateway"); line = out.readLine()) {
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new IOException("no gateway, but " + line);
                }
            }
            var nanos = System.nanoTime() - start;
            process.waitFor(SETTLED_SECONDS, TimeUnit.SECONDS);
            return new Run(nanos, resident(process.pid()));
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static Path configuration() throws IOException {
        int port;
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var conf = Files.createTempDirectory("lwm2m-bench-start");
        Files.writeString(conf.resolve("org.lwm2m.server.cfg"), "listen = coap://127.0.0.1:" + port);
        Files.writeString(conf.resolve("org.lwm2m.client.account-local.cfg"), "uri = coap://127.0.0.1:" + port);
        return conf;
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
