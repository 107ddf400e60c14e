package org.lwm2m.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Shipped bundles in a framework inside this JVM. They share {@code org.lwm2m.api} with the class path, so that what
 * measures them calls their services directly.
 */
final class Bundles implements AutoCloseable {

    private static final Path SHIPPED = Path.of("../org.lwm2m.app/target/bundles");
    private static final String API = "org.lwm2m.api";
    private static final long PATIENCE_SECONDS = 20;

    private final Framework framework;

    private Bundles(Framework framework) {
        this.framework = framework;
    }

    /** @param wanted which bundles to start, by their symbolic names */
    static Bundles start(Map<String, String> properties, Predicate<String> wanted) throws IOException, BundleException {
        var settings = new HashMap<>(properties);
        settings.put(
                Constants.FRAMEWORK_STORAGE,
                Files.createTempDirectory("lwm2m-bench").toString());
        settings.put("felix.cm.pm", "memory");
        settings.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        var installed = new ArrayList<Path>();
        for (var jar : shipped()) {
            var name = header(jar, Constants.BUNDLE_SYMBOLICNAME).split(";")[0];
            if (name.equals(API)) {
                settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, header(jar, Constants.EXPORT_PACKAGE));
            } else if (wanted.test(name)) {
                installed.add(jar);
            }
        }
        var framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        var bundles = new ArrayList<Bundle>();
        for (var jar : installed) {
            bundles.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
        }
        for (var bundle : inOrder(bundles)) {
            bundle.start();
        }
        return new Bundles(framework);
    }

    /** A service, as soon as it is there. */
    <T> T service(Class<T> type) throws InterruptedException {
        var tracker = new ServiceTracker<T, T>(framework.getBundleContext(), type, null);
        tracker.open();
        var found = tracker.waitForService(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        if (found == null) {
            throw new IllegalStateException("no service " + type.getName() + " in " + PATIENCE_SECONDS + " s");
        }
        return found;
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
    }

    /** With the store that keeps nothing, as what is measured beside us has. */
    private static List<Path> shipped() throws IOException {
        try (var files = Files.list(SHIPPED);
                var store = Files.list(SHIPPED.resolve("store"))) {
            return Stream.concat(files, store)
                    .filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.getFileName().toString().matches(".*(lwm2m.store.file|mvstore).*"))
                    .map(Path::toAbsolutePath)
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        }
    }

    private static String header(Path file, String name) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            var value = jar.getManifest().getMainAttributes().getValue(name);
            return value == null ? "" : value;
        }
    }

    /** What is configured last, as the start levels of the running system have it; fragments aren't started. */
    private static List<Bundle> inOrder(List<Bundle> bundles) {
        var first = bundles.stream().filter(each -> !ours(each)).toList();
        var conf = bundles.stream()
                .filter(each -> "org.lwm2m.conf".equals(each.getSymbolicName()))
                .toList();
        var ordered = new ArrayList<>(first);
        ordered.addAll(conf);
        bundles.stream().filter(each -> !ordered.contains(each)).forEach(ordered::add);
        ordered.removeIf(each -> each.getHeaders().get(Constants.FRAGMENT_HOST) != null);
        return ordered;
    }

    private static boolean ours(Bundle bundle) {
        return bundle.getSymbolicName().startsWith("org.lwm2m.");
    }
}
