package org.lwm2m.itest.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.lwm2m.api.object.ObjectInterface;

/** The interfaces of all definitions that are shipped, as their bundles name them, in the order of their objects. */
final class Catalogue {

    private static final Pattern INTERFACE =
            Pattern.compile("lwm2m\\.object;.*?interface=\"(org\\.lwm2m\\.model\\.\\w+\\.\\w+)\".*");

    private Catalogue() {}

    static List<Class<?>> interfaces() {
        var found = new ArrayList<Class<?>>();
        var loader = Catalogue.class.getClassLoader();
        try {
            for (var url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
                try (var in = url.openStream()) {
                    var provides = new Manifest(in).getMainAttributes().getValue("Provide-Capability");
                    var named = INTERFACE.matcher(provides == null ? "" : provides);
                    if (named.find()) {
                        found.add(loader.loadClass(named.group(1)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        found.sort(Comparator.comparing(
                each -> ObjectInterface.of(each).definition().id()));
        return found;
    }
}
