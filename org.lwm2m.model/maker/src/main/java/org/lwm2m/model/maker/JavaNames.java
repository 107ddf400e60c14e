package org.lwm2m.model.maker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of a definition as names of Java: legal, and each once. */
final class JavaNames {

    /** What java.lang.Object has, and what reads as a statement. */
    private static final Set<String> TAKEN = Set.of(
            "clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait", "yield");

    /** What the source of an interface says without a package. */
    private static final Set<String> TAKEN_TYPES = Set.of(
            "Absent",
            "Boolean",
            "Bytes",
            "ConsumerType",
            "Double",
            "Execute",
            "Instant",
            "Integer",
            "Long",
            "LwM2mObject",
            "Map",
            "Object",
            "Resource",
            "ResourceType",
            "String",
            "Value");

    private final Set<String> used = new HashSet<>();

    /** For a resource: its words in camel case, and its id behind them if another has that name already. */
    String method(int id, String name, boolean executed) {
        var camel = camel(name);
        if (camel.isEmpty()) {
            camel = "resource" + id;
        } else if (!Character.isJavaIdentifierStart(camel.codePointAt(0))) {
            camel = "resource" + capital(camel);
        } else if (SourceVersion.isKeyword(camel) || TAKEN.contains(camel)) {
            camel = executed ? "execute" + capital(camel) : camel + "Value";
        }
        if (!used.add(camel)) {
            camel += "_" + id;
            used.add(camel);
        }
        return camel;
    }

    /** For the object: its words, each with a capital. */
    static String type(int id, String name) {
        var camel = capital(camel(name));
        if (camel.isEmpty() || !Character.isJavaIdentifierStart(camel.codePointAt(0))) {
            return "Object" + id + camel;
        }
        return usableType(camel) ? camel : camel + "Object";
    }

    static boolean usableType(String name) {
        return SourceVersion.isName(name, SourceVersion.RELEASE_17)
                && !name.contains(".")
                && !TAKEN_TYPES.contains(name);
    }

    /** What {@link org.lwm2m.api.object.ObjectInterface} makes of a name, when no other is said. */
    static String words(String name) {
        var spaced = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    private static String camel(String name) {
        var camel = new StringBuilder();
        for (var word : split(name)) {
            var rest = word.equals(word.toUpperCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word;
            camel.append(camel.length() == 0 ? small(rest) : capital(rest));
        }
        return camel.toString();
    }

    private static List<String> split(String name) {
        var words = new ArrayList<String>();
        for (var word : name.replace("(s)", "s").replaceAll("['’]", "").split("[^\\p{L}\\p{Nd}]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static String small(String word) {
        return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }

    private static String capital(String word) {
        return word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
