package org.lwm2m.model.all;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.object.ObjectInterface;

/** What a built bundle says that it defines, and what its interface defines. */
record BuiltModel(String capability, ObjectDefinition object) {

    private static final Pattern INTERFACE =
            Pattern.compile("lwm2m\\.object;.*?interface=\"(org\\.lwm2m\\.model\\.(\\w+)\\.\\w+)\".*");

    /** All that are on the class path, by their folders. */
    static Map<String, BuiltModel> all() throws IOException, ReflectiveOperationException {
        var models = new TreeMap<String, BuiltModel>();
        var loader = BuiltModel.class.getClassLoader();
        for (var url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
            try (var in = url.openStream()) {
                var provides = new Manifest(in).getMainAttributes().getValue("Provide-Capability");
                var found = INTERFACE.matcher(provides == null ? "" : provides);
                if (found.find()) {
                    var object = ObjectInterface.of(loader.loadClass(found.group(1)));
                    models.put(found.group(2), new BuiltModel(provides, object.definition()));
                }
            }
        }
        return models;
    }
}
