package org.lwm2m.itest;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.apache.felix.framework.FrameworkFactory;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A program: the shipped client and server in this JVM move a file to each other, both ways, and say how fast, and how
 * much of the heap was in use at most. Takes a folder and how many mebibytes.
 */
public final class SmallHeap {

    private static final Path BUNDLES = Path.of("../org.lwm2m.app/target/bundles");
    private static final int MEBI = 1 << 20;
    private static final long PATIENCE_SECONDS = 600;

    private SmallHeap() {}

    public static void main(String... arguments) {
        try {
            run(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            Runtime.getRuntime().halt(0);
        } catch (Exception | Error e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(Path folder, int size) throws Exception {
        var context = start(folder);
        var depot = folder.resolve("depot");
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(ManagedObject.OBJECT, Depot.OBJECT));
        context.registerService(ManagedObject.class, new Depot(depot), properties);
        var image = image(folder, size);
        var client = client(context);
        move("written", size, () -> client.write(Depot.VALUE, new Value.Opaque(Bytes.of(image)))
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        same(image, depot);
        var back = folder.resolve("back");
        move("read", size, () -> client.read(Depot.VALUE, Sink.to(back))
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        same(image, back);
        System.out.printf(
                "heap of at most %d MiB, %d in use at most%n",
                Runtime.getRuntime().maxMemory() / MEBI, used());
    }

    private interface Move {

        void run() throws Exception;
    }

    private static void move(String what, int size, Move move) throws Exception {
        var start = System.nanoTime();
        move.run();
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d MiB %s in %.1f s: %.1f MiB/s%n", size, what, seconds, size / seconds);
    }

    private static Path image(Path folder, int size) throws IOException {
        var random = new Random(1);
        var file = folder.resolve("image");
        try (var out = Files.newOutputStream(file)) {
            var piece = new byte[MEBI];
            for (var i = 0; i < size; i++) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
        return file;
    }

    private static void same(Path one, Path other) throws IOException {
        if (Files.mismatch(one, other) >= 0) {
            throw new AssertionError(other + " is not what was sent");
        }
    }

    private static long used() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / MEBI;
    }

    private static Client client(BundleContext context) throws Exception {
        var tracker = new ServiceTracker<Clients, Clients>(context, Clients.class, null);
        tracker.open();
        var clients = tracker.waitForService(TimeUnit.SECONDS.toMillis(20));
        return Until.found("the gateway is registered with its object", () -> clients.find("gateway")
                .filter(client -> client.registration().links().stream()
                        .anyMatch(link ->
                                link.path().contains(Depot.VALUE) && link.path().depth() > 0)));
    }

    private static BundleContext start(Path folder) throws Exception {
        var port = freePort();
        var conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("org.lwm2m.server.cfg"), "listen = coap://127.0.0.1:" + port);
        Files.writeString(conf.resolve("org.lwm2m.client.account-local.cfg"), "uri = coap://127.0.0.1:" + port);
        var jars = jars();
        var framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        header(api(jars), Constants.EXPORT_PACKAGE),
                        "felix.cm.pm",
                        "memory",
                        "lwm2m.home",
                        folder.toString(),
                        "org.ops4j.pax.logging.DefaultServiceLog.level",
                        "WARN"));
        framework.start();
        var bundles = new ArrayList<Bundle>();
        for (var jar : jars) {
            if (!jar.equals(api(jars))) {
                bundles.add(
                        framework.getBundleContext().installBundle(jar.toUri().toString()));
            }
        }
        for (var bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        return framework.getBundleContext();
    }

    /** Without the shell; what others need first, then the configuration, then ours. */
    private static List<Path> jars() throws IOException {
        try (var files = Files.list(BUNDLES)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(file -> file.toAbsolutePath().normalize())
                    .filter(file -> !file.toString().matches(".*(jline|gogo|lwm2m\\.shell).*"))
                    .sorted(java.util.Comparator.<Path, Boolean>comparing(
                                    file -> file.getFileName().toString().startsWith("org.lwm2m."))
                            .thenComparing(file -> !file.toString().contains("org.lwm2m.conf"))
                            .thenComparing(file -> file))
                    .toList();
        }
    }

    private static Path api(List<Path> jars) {
        return jars.stream()
                .filter(jar -> jar.toString().contains("org.lwm2m.api-"))
                .findFirst()
                .orElseThrow();
    }

    private static String header(Path file, String name) throws IOException {
        try (var jar = new JarFile(file.toFile());
                InputStream manifest = jar.getInputStream(jar.getEntry(JarFile.MANIFEST_NAME))) {
            return new java.util.jar.Manifest(manifest).getMainAttributes().getValue(name);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
