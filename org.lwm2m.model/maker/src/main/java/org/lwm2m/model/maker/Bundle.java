package org.lwm2m.model.maker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.lwm2m.api.model.ObjectDefinition;

/** The files of an object definition's bundle: pom, README, package, interface. */
final class Bundle {

    private final Wish wish;
    private final ObjectDefinition object;
    private final InterfaceSource source;

    Bundle(Wish wish, ObjectDefinition object, Prose prose) throws Refused {
        this.wish = wish;
        this.object = object;
        source = new InterfaceSource(wish, object, prose);
    }

    /** Texts by paths within the bundle's folder. */
    Map<String, String> files() throws Refused {
        var java = "src/main/java/" + wish.name().replace('.', '/') + "/";
        var files = new TreeMap<String, String>();
        files.put("pom.xml", pom());
        files.put("README.md", filled("README.md"));
        files.put(java + "package-info.java", filled("package-info.txt"));
        files.put(java + source.type() + ".java", source.text());
        return files;
    }

    private String pom() {
        var project = wish.project();
        var pom = filled("pom-" + project.kind().name().toLowerCase() + ".xml");
        var parent = (project.parent() + "::").split(":", -1);
        // A child takes group and version of its parent.
        return pom.replace("#parent.group#", parent[0])
                .replace("#parent.artifact#", parent[1])
                .replace("#parent.version#", parent[2])
                .replace("#group#", project.group())
                .replace("#version#", project.version());
    }

    private String filled(String template) {
        var versions = new Properties();
        try (var in = resource("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text(template)
                .replace("#package#", wish.name())
                .replace("#type#", source.type())
                .replace("#id#", String.valueOf(object.id()))
                .replace("#object.version#", object.version().toString())
                .replace("#lwm2m.version#", versions.getProperty("lwm2m"))
                .replace("#bnd.version#", versions.getProperty("bnd"))
                .replace("#object#", JavaText.javadoc(object.name()));
    }

    private static String text(String name) {
        try (var in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Bundle.class.getResourceAsStream(name);
    }
}
