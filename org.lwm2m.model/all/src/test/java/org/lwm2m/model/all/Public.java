package org.lwm2m.model.all;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The public registry of definitions, where it lies beside the project. */
final class Public {

    private Public() {}

    /** Beside the root of the project, which is the uppermost folder with a pom; it need not be there. */
    static Path registry() {
        var root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared").resolve("data").resolve("lwm2m-registry");
    }

    /** The files in a folder, sorted; none if there is no such folder. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
