package org.lwm2m.model.maker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.SourceVersion;

/**
 * What the command was asked for, as {@code key=value}; an empty value is as if it weren't there.
 *
 * @param ddf the definition, OMA XML
 * @param folder where the bundle goes; it does not exist yet
 * @param name of the package and of the bundle
 * @param type the interface's name; empty to derive it from the object's
 * @param object which one, if the definition has several; negative if it has one
 * @param descriptions whether the definition's prose becomes javadoc
 */
record Wish(Path ddf, Path folder, String name, String type, int object, boolean descriptions, Project project) {

    static final List<String> KEYS =
            List.of("ddf", "folder", "package", "name", "object", "descriptions", "group", "version", "parent");

    static Wish of(String... arguments) throws Refused {
        var values = values(arguments);
        var folder = path("folder", values).toAbsolutePath().normalize();
        if (folder.getFileName() == null) {
            throw new Refused("folder=" + folder + " has no name; name one to be made");
        }
        var project = Project.of(values, folder);
        var last = folder.getFileName().toString();
        var name = values.getOrDefault(
                "package", project.group() + "." + last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", ""));
        if (!SourceVersion.isName(name, SourceVersion.RELEASE_17)) {
            throw new Refused("\"" + name + "\" cannot be a Java package; say another with package=");
        }
        var type = values.getOrDefault("name", "");
        if (!type.isEmpty() && !JavaNames.usableType(type)) {
            throw new Refused("\"" + type + "\" cannot be the interface's name; say another with name=");
        }
        return new Wish(
                path("ddf", values),
                folder,
                name,
                type,
                object(values.getOrDefault("object", "-1")),
                yes(values.getOrDefault("descriptions", "no")),
                project);
    }

    private static Map<String, String> values(String... arguments) throws Refused {
        var values = new HashMap<String, String>();
        for (var argument : arguments) {
            var equals = argument.indexOf('=');
            var key = equals < 0 ? argument : argument.substring(0, equals);
            if (equals < 0 || !KEYS.contains(key)) {
                throw new Refused("\"" + argument + "\" is none of " + String.join("=, ", KEYS) + "=");
            }
            var value = argument.substring(equals + 1).strip();
            if (!value.isEmpty()) {
                values.put(key, value);
            } else {
                values.remove(key);
            }
        }
        return values;
    }

    private static Path path(String key, Map<String, String> values) throws Refused {
        if (!values.containsKey(key)) {
            throw new Refused(key + "= is missing; at least say ddf=<the XML file> and folder=<the folder to make>");
        }
        try {
            return Path.of(values.get(key));
        } catch (InvalidPathException e) {
            throw new Refused(key + "=" + values.get(key) + " cannot be a path: " + e.getReason());
        }
    }

    private static int object(String text) throws Refused {
        if (!text.matches("-1|[0-9]{1,5}")) {
            throw new Refused("object=" + text + " is no object's id");
        }
        return Integer.parseInt(text);
    }

    private static boolean yes(String text) throws Refused {
        if (!Arrays.asList("yes", "no").contains(text)) {
            throw new Refused("descriptions=" + text + " is neither yes nor no");
        }
        return text.equals("yes");
    }
}
