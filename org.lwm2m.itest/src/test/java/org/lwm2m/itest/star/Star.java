package org.lwm2m.itest.star;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The picture of ARCHITECTURE.md as rules: which bundle may import and export what, and what it may require. */
final class Star {

    static final String API = "org.lwm2m.api";

    private static final Set<String> NEVER_DEPLOYED = Set.of(
            "org.lwm2m.testing",
            "org.lwm2m.itest",
            "org.lwm2m.itest.leshan",
            "org.lwm2m.itest.formats",
            "org.lwm2m.bench");
    private static final Set<String> COAP =
            Set.of("org.lwm2m.coap", "org.lwm2m.transport.udp", "org.lwm2m.transport.tcp", "org.lwm2m.transport.sms");
    private static final Pattern EE = Pattern.compile("osgi\\.ee=([^)]+)\\).*?version=(\\d+)");
    private static final Pattern SCR_1_5 = Pattern.compile("^[^!]*version>=(1\\.[5-9]|1\\.\\d\\d|[2-9])");

    private Star() {}

    static boolean deployed(BuiltBundle bundle) {
        return !NEVER_DEPLOYED.contains(bundle.name());
    }

    /** What is wrong with a bundle, in words; empty if it fits the picture. */
    static List<String> wrong(BuiltBundle bundle) {
        var wrong = new ArrayList<String>();
        for (var clause : bundle.clauses("Import-Package")) {
            if (!mayImport(bundle.name(), clause.name())) {
                wrong.add(bundle.name() + " imports " + clause.name());
            }
        }
        for (var clause : bundle.clauses("Export-Package")) {
            if (!mayExport(bundle.name(), clause.name())) {
                wrong.add(bundle.name() + " exports " + clause.name());
            }
        }
        for (var header : List.of("Require-Bundle", "DynamicImport-Package", "Fragment-Host")) {
            if (!bundle.clauses(header).isEmpty()) {
                wrong.add(bundle.name() + " has " + header);
            }
        }
        for (var clause : bundle.clauses("Require-Capability")) {
            if (tooNew(clause)) {
                wrong.add(bundle.name() + " requires " + clause.name() + " " + clause.parameter("filter"));
            }
        }
        if (bundle.headers()
                .getOrDefault("Bundle-RequiredExecutionEnvironment", "")
                .matches(".*-(1[89]|[2-9]\\d)")) {
            wrong.add(bundle.name() + " has Bundle-RequiredExecutionEnvironment above 17");
        }
        return wrong;
    }

    private static boolean mayImport(String bundle, String imported) {
        if (bundle.equals(API)) {
            return within(imported, API);
        }
        if (imported.startsWith("org.eclipse.californium.")) {
            return COAP.contains(bundle);
        }
        return !imported.startsWith("org.lwm2m.") || within(imported, API) || exportedModel(imported);
    }

    private static boolean mayExport(String bundle, String exported) {
        return bundle.equals(API) ? within(exported, API) : exportedModel(bundle) && within(exported, bundle);
    }

    private static boolean exportedModel(String name) {
        return name.startsWith("org.lwm2m.model.") && !within(name, "org.lwm2m.model.registry");
    }

    private static boolean within(String name, String outer) {
        return name.equals(outer) || name.startsWith(outer + ".");
    }

    private static boolean tooNew(Clause required) {
        var filter = required.parameter("filter");
        if (required.name().equals("osgi.ee")) {
            var matcher = EE.matcher(filter);
            return !matcher.find() || Integer.parseInt(matcher.group(2)) > 17;
        }
        return required.name().equals("osgi.extender")
                && filter.contains("osgi.component")
                && SCR_1_5.matcher(filter).find();
    }
}
