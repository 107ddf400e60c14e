package org.lwm2m.model.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.osgi.framework.Constants;

/** A bundle made on the spot, with an interface that is compiled here, or with files. */
final class TestBundle {

    private static final String LAMP = """
            package test;

            import org.lwm2m.api.object.LwM2mObject;
            import org.lwm2m.api.object.Resource;

            @LwM2mObject(id = 33000, version = "%s")
            public interface Lamp {

                @Resource(1)
                %s();
            }
            """;

    private final String name;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private String capability = "";

    TestBundle(String name) {
        this.name = name;
    }

    /** @param getter type and name of its one resource */
    TestBundle lamp(Path work, String version, String getter) throws IOException {
        var source = Files.createDirectories(work.resolve("test")).resolve("Lamp.java");
        Files.writeString(source, LAMP.formatted(version, getter));
        var failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        work.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        if (failed != 0) {
            throw new IllegalStateException("can't compile " + source);
        }
        files.put("test/Lamp.class", Files.readAllBytes(work.resolve("test/Lamp.class")));
        return interfaceNamed("test.Lamp");
    }

    TestBundle interfaceNamed(String className) {
        capability = "lwm2m.object;id:Long=33000;interface=\"" + className + "\"";
        return this;
    }

    TestBundle file(String path, String text) {
        files.put(path, text.getBytes(UTF_8));
        return this;
    }

    InputStream jar() throws IOException {
        var manifest = new Manifest();
        var headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.putValue(Constants.IMPORT_PACKAGE, "org.lwm2m.api.object");
        if (!capability.isEmpty()) {
            headers.putValue(Constants.PROVIDE_CAPABILITY, capability);
        }
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (var file : files.entrySet()) {
                jar.putNextEntry(new ZipEntry(file.getKey()));
                jar.write(file.getValue());
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
