package org.lwm2m.itest.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
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
 * Shipped bundles in a framework inside this JVM, with a folder of configuration. They share {@code org.lwm2m.api}
 * with the class path, so that a program here calls their services and is one.
 */
final class Shipped {

    static final Path BUNDLES = Path.of(System.getProperty("faults.bundles", "../../org.lwm2m.app/target/bundles"));
    private static final String API = "org.lwm2m.api";
    /** What others are started before. */
    private static final List<String> LAST = List.of("org.lwm2m.client", "org.lwm2m.server", "org.lwm2m.bootstrap");

    private static final long PATIENCE_SECONDS = 30;

    private final Framework framework;

    private Shipped(Framework framework) {
        this.framework = framework;
    }

    /** @param engines which of the engines to start; all else that any of them needs is started too */
    static Shipped start(Path home, Predicate<String> engines) throws IOException, BundleException {
        var settings = new HashMap<>(Map.of(
                Constants.FRAMEWORK_STORAGE,
                home.resolve("cache").toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                "felix.cm.pm",
                "memory",
                "lwm2m.home",
                home.toString(),
                "org.ops4j.pax.logging.DefaultServiceLog.level",
                "ERROR"));
        var installed = new ArrayList<Path>();
        for (var jar : jars()) {
            var name = header(jar, Constants.BUNDLE_SYMBOLICNAME).split(";")[0];
            if (name.equals(API)) {
                settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, header(jar, Constants.EXPORT_PACKAGE));
            } else if (LAST.contains(name) ? engines.test(name) : needed(name)) {
                installed.add(jar);
            }
        }
        var framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        var bundles = new ArrayList<Bundle>();
        for (var jar : installed) {
            bundles.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
        }
        for (var bundle : inOrder(bundles)) {
            bundle.start();
        }
        return new Shipped(framework);
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

    <T> void offer(Class<T> type, T service) {
        offer(type, service, new Hashtable<>());
    }

    <T> void offer(Class<T> type, T service, Dictionary<String, ?> properties) {
        framework.getBundleContext().registerService(type, service, properties);
    }

    private static boolean needed(String bundle) {
        return !bundle.contains("gogo")
                && !bundle.contains("jline")
                && !bundle.equals("org.lwm2m.shell")
                && !bundle.equals("org.lwm2m.store.memory")
                && !bundle.startsWith("org.lwm2m.object.");
    }

    private static List<Path> jars() throws IOException {
        var all = new ArrayList<Path>();
        for (var folder : List.of(BUNDLES, BUNDLES.resolve("store"), BUNDLES.resolve("bootstrap"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar"))
                        .map(Path::toAbsolutePath)
                        .map(Path::normalize)
                        .sorted()
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static String header(Path file, String name) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            var value = jar.getManifest().getMainAttributes().getValue(name);
            return value == null ? "" : value;
        }
    }

    /** Others' bundles, the configuration, the store, ours, the engines; fragments aren't started. */
    private static List<Bundle> inOrder(List<Bundle> bundles) {
        return bundles.stream()
                .filter(each -> each.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .sorted(java.util.Comparator.comparingInt(each -> place(each.getSymbolicName())))
                .toList();
    }

    private static int place(String name) {
        if (!name.startsWith("org.lwm2m.")) {
            return 0;
        } else if (LAST.contains(name)) {
            return 4;
        }
        return name.equals("org.lwm2m.conf") ? 1 : name.startsWith("org.lwm2m.store.") ? 2 : 3;
    }
}
