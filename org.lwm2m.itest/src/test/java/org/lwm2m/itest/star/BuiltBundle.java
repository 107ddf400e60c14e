package org.lwm2m.itest.star;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** A bundle of ours as the build made it: its name, and what its manifest says. */
record BuiltBundle(String name, Map<String, String> headers) {

    List<Clause> clauses(String header) {
        return Clause.parse(headers.getOrDefault(header, ""));
    }

    /** Every bundle that the modules of the workspace at {@code root} made, deployed or not. */
    static List<BuiltBundle> in(Path root) throws IOException {
        var found = new ArrayList<BuiltBundle>();
        try (var files = Files.walk(root, 4)) {
            var jars = files.filter(file -> file.toString().endsWith(".jar")
                            && file.getParent().endsWith("target")
                            && root.relativize(file).toString().startsWith("org.lwm2m."))
                    .sorted()
                    .toList();
            for (var jar : jars) {
                read(jar).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<BuiltBundle> read(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            if (jar.getManifest() == null) {
                return Optional.empty();
            }
            var headers = jar.getManifest().getMainAttributes().entrySet().stream()
                    .collect(Collectors.toMap(
                            e -> e.getKey().toString(), e -> e.getValue().toString()));
            return Clause.parse(headers.getOrDefault("Bundle-SymbolicName", "")).stream()
                    .findFirst()
                    .filter(name -> name.name().startsWith("org.lwm2m."))
                    .map(name -> new BuiltBundle(name.name(), headers));
        }
    }
}
