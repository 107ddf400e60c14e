package org.lwm2m.model.maker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.object.ObjectInterface;

/** The sources of a made bundle, compiled as this tree compiles, and the object that they define. */
final class Compiled {

    private Compiled() {}

    static ObjectDefinition definition(Path bundle) throws IOException, ReflectiveOperationException {
        var sources = bundle.resolve("src/main/java");
        var classes = Files.createDirectories(bundle.resolve("classes"));
        try (var files = Files.walk(sources)) {
            compile(files.filter(Files::isRegularFile).toList(), classes);
        }
        try (var files = Files.walk(sources);
                var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            var source = files.filter(each -> each.toString().endsWith(".java") && !each.endsWith("package-info.java"))
                    .findFirst()
                    .orElseThrow();
            var name = sources.relativize(source).toString().replace('/', '.').replaceAll("\\.java$", "");
            return ObjectInterface.of(loader.loadClass(name)).definition();
        }
    }

    private static void compile(List<Path> files, Path classes) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var says = new StringWriter();
        var options = List.of("-d", classes.toString(), "-Xlint:all,-processing,-path", "-Werror", "--release", "17");
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(says, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
        } catch (IOException e) {
            says.append(e.toString());
        }
        assertEquals("", says.toString());
    }
}
