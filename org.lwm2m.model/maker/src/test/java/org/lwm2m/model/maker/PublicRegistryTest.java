package org.lwm2m.model.maker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.model.registry.ddf.DdfReader;
import org.lwm2m.testing.DefinitionTable;

/** Makes bundles of a sample of the public registry's objects, where it lies beside the project. */
class PublicRegistryTest {

    private static final int EACH = Integer.getInteger("registry.each", 150);

    @Test
    void whatIsMadeOfThePublicRegistryDefinesTheSame(@TempDir Path folder) throws Exception {
        var made = 0;
        for (var file : registry()) {
            if (made++ % EACH == 0) {
                var ddf = folder.resolve(file.getFileName() + ".xml");
                Files.writeString(ddf, Files.readString(file).replaceFirst("(?s)^.*?(?=<LWM2M)", ""));
                comesBack(ddf, folder.resolve("m" + made));
            }
        }
    }

    private static void comesBack(Path ddf, Path bundle) throws Exception {
        try (var in = Files.newInputStream(ddf)) {
            var defined = new DdfReader().read(in);
            if (defined.size() == 1 && expressible(defined.get(0))) {
                Maker.make("ddf=" + ddf, "folder=" + bundle, "group=com.acme", "descriptions=yes");
                assertEquals(
                        DefinitionTable.of(without(defined.get(0))), DefinitionTable.of(Compiled.definition(bundle)));
            }
        }
    }

    private static boolean expressible(ObjectDefinition object) {
        return object.resources().values().stream()
                .noneMatch(each -> each.type() == ResourceType.NONE && !executes(each));
    }

    /** The range of what is executed has no place in the annotation. */
    private static ObjectDefinition without(ObjectDefinition object) {
        var resources = new TreeMap<>(object.resources());
        resources.replaceAll((id, each) -> executes(each)
                ? new ResourceDefinition(
                        id, each.name(), each.operations(), each.type(), "", "", false, each.mandatory())
                : each);
        return new ObjectDefinition(
                object.id(),
                object.version(),
                object.name(),
                object.enabler(),
                object.multiple(),
                object.mandatory(),
                resources);
    }

    private static boolean executes(ResourceDefinition resource) {
        return resource.operations().contains(ResourceDefinition.Operation.EXECUTE);
    }

    /** Beside the root of the project, which is the uppermost folder with a pom; else nothing. */
    private static Iterable<Path> registry() throws Exception {
        var root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
            root = root.getParent();
        }
        var files = new TreeSet<Path>();
        var folder = root.resolveSibling("shared").resolve("data").resolve("lwm2m-registry");
        if (Files.isDirectory(folder)) {
            try (var all = Files.walk(folder)) {
                all.filter(each -> each.toString().endsWith(".xml")).forEach(files::add);
            }
        }
        return files;
    }
}
