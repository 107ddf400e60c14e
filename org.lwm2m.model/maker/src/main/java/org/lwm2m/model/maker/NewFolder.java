package org.lwm2m.model.maker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** A folder that is there with all of its files, or not at all. */
final class NewFolder {

    private NewFolder() {}

    static void make(Path folder, Map<String, String> files) throws Refused {
        if (Files.exists(folder)) {
            throw new Refused(folder + " exists already; remove it, or say another folder=");
        }
        if (!Files.isDirectory(folder.getParent())) {
            throw new Refused("there is no folder " + folder.getParent() + " to make " + folder.getFileName()
                    + " in; make it, or say another folder=");
        }
        var making = folder.resolveSibling("." + folder.getFileName() + ".making");
        try {
            remove(making);
            for (var file : files.entrySet()) {
                var path = making.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            Files.move(making, folder);
        } catch (IOException e) {
            throw new Refused("cannot make " + folder + ": " + e + left(making));
        }
    }

    private static String left(Path making) {
        try {
            remove(making);
            return "";
        } catch (IOException e) {
            return "; remove " + making;
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
