package org.lwm2m.itest;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

/** What must stand still while one bundle is swapped: all others, with the very services they had. */
final class Standing implements AutoCloseable, SynchronousBundleListener {

    private final BundleContext context;
    private final Bundle swapped;
    private final Map<String, String> before;
    private final ConcurrentLinkedQueue<String> moved = new ConcurrentLinkedQueue<>();

    Standing(BundleContext context, Bundle swapped) {
        this.context = context;
        this.swapped = swapped;
        before = others();
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getBundle() != swapped) {
            moved.add(event.getBundle() + " event " + event.getType());
        }
    }

    /** Bundles that moved, in words; empty if none did. */
    String moved() {
        return String.join("\n", moved);
    }

    Map<String, String> before() {
        return before;
    }

    /** State, age and services of all other bundles of ours. */
    Map<String, String> others() {
        var found = new TreeMap<String, String>();
        for (var bundle : context.getBundles()) {
            if (bundle != swapped && bundle.getSymbolicName().startsWith("org.lwm2m.")) {
                found.put(
                        bundle.getSymbolicName(),
                        bundle.getState() + " " + bundle.getLastModified() + services(bundle));
            }
        }
        return found;
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }

    private static String services(Bundle bundle) {
        var services = new TreeSet<String>();
        Stream.ofNullable(bundle.getRegisteredServices()).flatMap(Stream::of).forEach(each -> services.add(name(each)));
        return services.toString();
    }

    private static String name(ServiceReference<?> service) {
        return String.join(",", (String[]) service.getProperty(Constants.OBJECTCLASS)) + "#"
                + service.getProperty(Constants.SERVICE_ID);
    }
}
