package org.lwm2m.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @Test
    void everyProofNamesARequirement() throws IOException {
        assertEquals(Map.of(), Conformance.of(ROOT).unknown());
    }

    @Test
    void theTableSaysWhatTheTestsProve() throws IOException {
        for (var file : Conformance.of(ROOT).files().entrySet()) {
            var path = ROOT.resolve(file.getKey());
            var there = Files.exists(path) ? Files.readString(path) : "";
            assertTrue(there.equals(file.getValue()), file.getKey() + " is stale; renew it: " + Conformance.COMMAND);
        }
    }

    @Test
    void everyRequirementHasAnIdOfItsOwn() throws IOException {
        var ids = Conformance.of(ROOT).all().stream().map(each -> each.id()).toList();
        assertTrue(ids.size() >= 329, "requirements are added, never dropped");
        assertEquals(ids.size(), ids.stream().distinct().count());
    }

    @Test
    void findsWhatMethodsAndClassesProve(@TempDir Path root) throws IOException {
        write(root, "docs/reference/requirements.tsv", "## One", "A-1\t1.0\tall\tcore\tA.", "A-2\t1.0\tall\trare\tB.");
        write(
                root,
                "x/src/test/java/OneTest.java",
                "/** Not {@code @Proves(\"A-9\")}. */",
                "@Proves(\"A-1\")",
                "public abstract class OneTest<T> extends Other {",
                "    @Test",
                "    @Proves({",
                "        \"A-1\",",
                "        \"B-1\"",
                "    })",
                "    @ValueSource(strings = {\"no method(\"})",
                "    Stream<List<String>> works() throws Exception {");
        write(root, "x/target/src/test/java/Copy.java", "@Proves(\"A-2\")", "class Copy {");
        var table = Conformance.of(root);
        assertEquals(List.of("B-1"), List.copyOf(table.unknown().keySet()));
        assertEquals(
                "A-1\tproven\tOneTest, OneTest.works\nA-2\topen\t\n",
                table.files().get("docs/reference/conformance.tsv"));
        assertTrue(table.files().get("docs/reference/conformance.md").contains("**1 of 2 requirements are proven"));
    }

    private static void write(Path root, String file, String... lines) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.write(root.resolve(file), List.of(lines));
    }
}
