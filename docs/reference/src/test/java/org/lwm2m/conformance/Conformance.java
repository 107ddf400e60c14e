package org.lwm2m.conformance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes {@code conformance.md} and {@code conformance.tsv} of {@code requirements.tsv} and of what tests say they prove.
 * <p>
 * It reads the sources of all tests, so that modules that a build leaves out count as well. One file and nothing but the
 * JDK: {@value #COMMAND} in the root of the project runs it.
 */
final class Conformance {

    static final String COMMAND = "java docs/reference/src/test/java/org/lwm2m/conformance/Conformance.java";

    private static final Pattern ID = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern DECLARATION = Pattern.compile(
            "^\\s*(?:[\\w<>\\[\\],.? ]*\\b(?:class|interface)\\s+(\\w+)|[\\w<>\\[\\],.? ]+\\s(\\w+)\\().*");

    /** A row of the list. */
    record Requirement(String id, String since, String role, String priority, String text) {}

    private final Map<String, List<Requirement>> sections = new LinkedHashMap<>();
    private final SortedMap<String, SortedSet<String>> proofs = new TreeMap<>();

    private Conformance(List<String> requirements) {
        List<Requirement> section = new ArrayList<>();
        for (var line : requirements) {
            if (line.startsWith("## ")) {
                section = new ArrayList<>();
                sections.put(line.substring(3), section);
            } else if (!line.startsWith("#")) {
                var cells = line.split("\t", -1);
                section.add(new Requirement(cells[0], cells[1], cells[2], cells[3], cells[4]));
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        var root = Path.of(arguments.length == 0 ? "" : arguments[0]).toAbsolutePath();
        var table = of(root);
        if (!table.unknown().isEmpty()) {
            throw new IllegalStateException("No such requirements: " + table.unknown());
        }
        for (var file : table.files().entrySet()) {
            Files.writeString(root.resolve(file.getKey()), file.getValue());
        }
    }

    /** Reads the requirements and all tests of the project in {@code root}. */
    static Conformance of(Path root) throws IOException {
        var table = new Conformance(Files.readAllLines(root.resolve("docs/reference/requirements.tsv")));
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var made =
                        Set.of("target", ".git").contains(folder.getFileName().toString());
                return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isTest(root.relativize(file))) {
                    table.read(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return table;
    }

    /** What belongs into which file, by its path from the root. */
    Map<String, String> files() {
        return Map.of("docs/reference/conformance.md", markdown(), "docs/reference/conformance.tsv", tsv());
    }

    /** The ids that tests name and the list has not, with the tests. */
    Map<String, SortedSet<String>> unknown() {
        var unknown = new TreeMap<>(proofs);
        all().forEach(each -> unknown.remove(each.id()));
        return unknown;
    }

    List<Requirement> all() {
        return sections.values().stream().flatMap(List::stream).toList();
    }

    private static boolean isTest(Path file) {
        var name = "/" + file.toString().replace('\\', '/');
        return name.endsWith(".java")
                && (name.contains("/src/test/java/") || name.startsWith("/org.lwm2m.testing/src/main/"));
    }

    private void read(Path file) throws IOException {
        var type = file.getFileName().toString().replace(".java", "");
        var lines = Files.readAllLines(file);
        for (var at = 0; at < lines.size(); at++) {
            if (lines.get(at).strip().startsWith("@Proves(")) {
                var ids = new StringBuilder(lines.get(at));
                while (!lines.get(at).contains(")")) {
                    ids.append(lines.get(++at));
                }
                var proof = type + declared(lines, at + 1);
                ID.matcher(ids).results().forEach(id -> proofs.computeIfAbsent(id.group(1), any -> new TreeSet<>())
                        .add(proof));
            }
        }
    }

    /** The method that an annotation above line {@code from} is for, after a dot; nothing if it is for the class. */
    private static String declared(List<String> lines, int from) {
        for (var line : lines.subList(from, lines.size())) {
            var declaration = DECLARATION.matcher(line);
            if (declaration.matches()) {
                return declaration.group(1) == null ? "." + declaration.group(2) : "";
            }
        }
        throw new IllegalStateException("@Proves for nothing, before line " + from + " of " + lines.size());
    }

    private String tests(Requirement requirement) {
        return String.join(", ", proofs.getOrDefault(requirement.id(), new TreeSet<>()));
    }

    private String state(Requirement requirement) {
        return proofs.containsKey(requirement.id()) ? "proven" : "open";
    }

    private String tsv() {
        return all().stream()
                .map(each -> each.id() + "\t" + state(each) + "\t" + tests(each) + "\n")
                .collect(Collectors.joining());
    }

    private String markdown() {
        var text = new StringBuilder("# Conformance\n\n");
        text.append("**%d of %d requirements are proven by tests.**\n".formatted(proven(all()), all().size()));
        text.append("\nMade by `")
                .append(COMMAND)
                .append("` of [requirements.tsv](requirements.tsv) and of `@Proves`")
                .append(" on tests;\nthe same for machines is in [conformance.tsv](conformance.tsv).")
                .append(" What is open may work, but no test says so.\n");
        text.append("\n| priority | proven | of |\n|---|--:|--:|\n");
        for (var priority : List.of("core", "expected", "rare")) {
            var these = all().stream()
                    .filter(each -> each.priority().equals(priority))
                    .toList();
            text.append("| %s | %d | %d |\n".formatted(priority, proven(these), these.size()));
        }
        sections.forEach((title, rows) -> text.append(section(title, rows)));
        return text.toString();
    }

    private String section(String title, List<Requirement> rows) {
        var head = "\n## %s\n\n%d of %d.\n\n".formatted(title, proven(rows), rows.size())
                + "| id | since | role | priority | requirement | state | tests |\n|---|---|---|---|---|---|---|\n";
        return rows.stream()
                .map(each -> "| %s | %s | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                each.id(),
                                each.since(),
                                each.role(),
                                each.priority(),
                                each.text(),
                                state(each).equals("proven") ? "**proven**" : "open",
                                tests(each)))
                .collect(Collectors.joining("", head, ""));
    }

    private long proven(List<Requirement> rows) {
        return rows.stream().filter(each -> proofs.containsKey(each.id())).count();
    }
}
