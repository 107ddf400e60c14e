package org.lwm2m.model.maker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which Maven project the bundle belongs to: this tree, one that has a parent, or none, so that it stands alone.
 *
 * @param kind which template its pom is made from
 * @param parent its parent's {@code group:artifact:version}, if it has one
 */
record Project(Kind kind, String group, String version, String parent) {

    private static final Pattern COORDINATE = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final String OURS = "<artifactId>org.lwm2m.model</artifactId>";

    /** In the order of what must be said for it. */
    enum Kind {
        OURS,
        CHILD,
        ALONE
    }

    static Project of(Map<String, String> values, Path folder) throws Refused {
        var version = coordinate("version", values.getOrDefault("version", "1.0.0-SNAPSHOT"));
        if (values.containsKey("parent")) {
            var parent = values.get("parent");
            var parts = parent.split(":", -1);
            if (parts.length != 3) {
                throw new Refused("parent=" + parent + " is not group:artifact:version");
            }
            for (var part : parts) {
                coordinate("parent", part);
            }
            return new Project(Kind.CHILD, values.getOrDefault("group", parts[0]), version, parent);
        } else if (values.containsKey("group")) {
            return new Project(Kind.ALONE, coordinate("group", values.get("group")), version, "");
        } else if (!besideOurs(folder)) {
            throw new Refused(folder
                    + " is not in org.lwm2m.model of this tree; for a project of your own add group=<its group>");
        }
        return new Project(Kind.OURS, "org.lwm2m.model", version, "");
    }

    private static boolean besideOurs(Path folder) {
        try {
            return Files.readString(folder.resolveSibling("pom.xml")).contains(OURS);
        } catch (IOException e) {
            return false;
        }
    }

    private static String coordinate(String key, String text) throws Refused {
        if (!COORDINATE.matcher(text).matches()) {
            throw new Refused(key + "=" + text + " is no Maven coordinate; use letters, digits, dots, - and _");
        }
        return text;
    }
}
