package org.lwm2m.itest.star;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.Test;

/** No source file is longer than 400 lines, no method longer than 60. */
public class SizeIT {

    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 60;

    @Test
    public void noFileAndNoMethodIsTooLong() throws IOException {
        var files = sources(Path.of(".."));
        assertTrue("" + files.size(), files.size() > 100);
        assertEquals("", String.join("\n", tooLong(files)));
    }

    @Test
    public void whatIsTooLongIsFound() throws IOException {
        var file = Files.createTempFile("TooLong", ".java");
        try {
            Files.writeString(file, "class TooLong {\n  void run() {\n" + "    run();\n".repeat(400) + "  }\n}\n");
            assertEquals(2, tooLong(List.of(file)).size());
        } finally {
            Files.delete(file);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && file.toString().contains("/src/main/")
                            && !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static List<String> tooLong(List<Path> files) throws IOException {
        var found = new ArrayList<String>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            for (var unit : task.parse()) {
                new Lengths(unit, Trees.instance(task), found).scan(unit, null);
            }
        }
        return found;
    }

    /** Adds what is too long of one file. */
    private static final class Lengths extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final Trees trees;
        private final List<String> found;

        Lengths(CompilationUnitTree unit, Trees trees, List<String> found) throws IOException {
            this.unit = unit;
            this.trees = trees;
            this.found = found;
            var lines =
                    unit.getSourceFile().getCharContent(true).toString().lines().count();
            if (lines > LONGEST_FILE) {
                found.add(unit.getSourceFile().getName() + " has " + lines + " lines");
            }
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            if (method.getBody() != null) {
                var positions = trees.getSourcePositions();
                var lines = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method.getBody()))
                        - unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method.getBody()))
                        + 1;
                if (lines > LONGEST_METHOD) {
                    found.add(unit.getSourceFile().getName() + ": " + method.getName() + " has " + lines + " lines");
                }
            }
            return super.visitMethod(method, none);
        }
    }
}
