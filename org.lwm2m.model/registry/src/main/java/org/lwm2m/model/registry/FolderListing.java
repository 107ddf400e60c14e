package org.lwm2m.model.registry;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The XML files in a folder and its subfolders at one moment, hidden ones left out, and what was in the way. */
record FolderListing(Map<Path, Stamp> files, Set<String> problems) {

    private static final int DEPTH = 4;
    private static final int MOST_FILES = 5_000;

    /** What changes when a file does. */
    record Stamp(long size, FileTime modified, String key) {

        Stamp(BasicFileAttributes file) {
            this(file.size(), file.lastModifiedTime(), Objects.toString(file.fileKey()));
        }
    }

    /** Empty if there is no such folder. */
    static FolderListing of(Path folder) throws IOException {
        var visitor = new Visitor(folder);
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), DEPTH, visitor);
        return new FolderListing(visitor.files, visitor.problems);
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final Map<Path, Stamp> files = new HashMap<>();
        private final Set<String> problems = new HashSet<>();

        Visitor(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path subfolder, BasicFileAttributes attributes) {
            return hidden(subfolder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.equals(folder)) {
                problems.add(
                        ModelRegistry.PID + ": folder: no definitions are read from " + folder + ": it is no folder");
            } else if (attributes.isRegularFile() && !hidden(file) && xml(file)) {
                files.put(file, new Stamp(attributes));
            }
            if (files.size() < MOST_FILES) {
                return FileVisitResult.CONTINUE;
            }
            problems.add("Only " + MOST_FILES + " files of " + folder + " are read: there are too many");
            return FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (!(e instanceof NoSuchFileException)) {
                problems.add("Can't look into " + file + ", will try again: " + e);
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean hidden(Path path) {
            return !path.equals(folder) && path.getFileName().toString().startsWith(".");
        }

        private static boolean xml(Path file) {
            return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".xml");
        }
    }
}
