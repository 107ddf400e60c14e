package org.lwm2m.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import org.ops4j.pax.exam.Option;

/**
 * What run.bndrun starts, for a test to run in: the shipped bundles, on ports and with a configuration of its own. The
 * store is the one that forgets, unless a test wants the other.
 */
public final class TheSystem {

    private static final String PORT = "org.lwm2m.itest.port";
    private static final String CONFIGURATION = "lwm2m.conf";
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path BUNDLES = Path.of("../org.lwm2m.app/target/bundles");
    private static final Predicate<Path> STORE =
            jar -> jar.getFileName().toString().matches(".*(org.lwm2m.store.file|mvstore).*");
    private static final List<String> FIRST = List.of("pax-logging", "configadmin", "felix.scr");

    private TheSystem() {}

    /** @param more PIDs, each with what its file says beside or in place of the others */
    public static Option[] options(String... more) throws IOException {
        var port = freePort();
        var folder = configuration(port);
        for (var i = 0; i < more.length; i += 2) {
            Files.writeString(folder.resolve(more[i] + ".cfg"), more[i + 1]);
        }
        return new Option[] {
            systemProperty(PORT).value("" + port),
            frameworkProperty(CONFIGURATION).value(folder.toString()),
            systemProperty(CONFIGURATION).value(folder.toString()),
            frameworkProperty("felix.cm.pm").value("memory"),
            systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
            composite(bundles(STORE.negate())),
            beside("store"),
            junitBundles()
        };
    }

    /** The store of the runnable system, which keeps files. */
    static Option store() throws IOException {
        return composite(bundles(STORE));
    }

    /** The bundles of a folder beside those of the runnable system. */
    static Option beside(String folder) throws IOException {
        try (var jars = Files.list(BUNDLES.resolve(folder))) {
            return composite(jars.sorted().map(TheSystem::option).toArray(Option[]::new));
        }
    }

    public static String server() {
        return "coap://127.0.0.1:" + System.getProperty(PORT);
    }

    /** Configures one more PID, or one that is there otherwise; the system sees it within a second. */
    public static void configure(String pid, String settings) throws IOException {
        var folder = Path.of(System.getProperty(CONFIGURATION));
        var written = Files.writeString(Files.createTempFile(folder, "next", ""), settings);
        Files.move(written, folder.resolve(pid + ".cfg"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** The same bundle once more, as version 2.0.0. */
    public static InputStream secondVersion(String bundle) throws IOException {
        var copy = new ByteArrayOutputStream();
        try (var from = new JarInputStream(Files.newInputStream(shipped(bundle)))) {
            var manifest = from.getManifest();
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), "2.0.0");
            try (var to = new JarOutputStream(copy, manifest)) {
                for (var entry = from.getNextJarEntry(); entry != null; entry = from.getNextJarEntry()) {
                    to.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
                    from.transferTo(to);
                    to.closeEntry();
                }
            }
        }
        return new ByteArrayInputStream(copy.toByteArray());
    }

    private static Path shipped(String bundle) throws IOException {
        try (var jars = Files.walk(BUNDLES, 2)) {
            return jars.filter(jar -> jar.getFileName().toString().matches(bundle + "(-\\d.*)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + bundle + " in " + BUNDLES.toAbsolutePath()));
        }
    }

    private static Option[] bundles(Predicate<Path> some) throws IOException {
        try (var jars = Files.list(BUNDLES)) {
            return jars.filter(some.and(jar -> jar.toString().endsWith(".jar")))
                    .sorted()
                    .map(TheSystem::option)
                    .toArray(Option[]::new);
        }
    }

    /** As cnf/common.bnd has it: what is configured starts after its configuration, the shell's classes never. */
    private static Option option(Path jar) {
        var name = jar.getFileName().toString();
        var level = FIRST.stream().anyMatch(name::contains) ? 1 : name.startsWith("org.lwm2m.conf") ? 2 : 3;
        var installed = bundle("reference:" + jar.toUri().normalize()).startLevel(level);
        return name.contains("jline") ? installed.noStart() : installed;
    }

    private static Path configuration(int port) throws IOException {
        var folder = Files.createDirectories(TARGET.resolve("conf-" + port));
        Files.writeString(folder.resolve("org.lwm2m.server.cfg"), "listen = coap://127.0.0.1:" + port);
        Files.writeString(
                folder.resolve("org.lwm2m.client.account-local.cfg"),
                "uri = coap://127.0.0.1:" + port + "\naccess = all");
        Files.writeString(
                folder.resolve("org.lwm2m.model.registry.cfg"),
                "folder = "
                        + Path.of("leshan/src/main/resources/org/lwm2m/itest/leshan")
                                .toAbsolutePath());
        Files.writeString(folder.resolve("org.lwm2m.store.file.cfg"), "file = " + TARGET.resolve("store-" + port));
        Files.writeString(folder.resolve("org.ops4j.pax.logging.cfg"), "log4j2.logger.lwm2m.level = WARN");
        return folder;
    }

    public static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
