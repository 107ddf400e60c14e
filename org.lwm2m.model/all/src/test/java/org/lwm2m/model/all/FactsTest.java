package org.lwm2m.model.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lwm2m.model.registry.ddf.BrokenDefinition;
import org.lwm2m.model.registry.ddf.DdfReader;
import org.lwm2m.testing.DefinitionTable;

/** Holds every definition to its facts, which are written down a second time for that. */
class FactsTest {

    private static final Path FACTS = Path.of("facts");
    private static final Pattern MODULE = Pattern.compile("<module>(\\w+)</module>");
    private static final Set<String> NO_DEFINITION = Set.of("registry", "maker", "all");

    private static Map<String, BuiltModel> models;

    @BeforeAll
    static void find() throws Exception {
        models = BuiltModel.all();
    }

    @Test
    void everyDefinitionIsLookedAt() throws IOException {
        var modules = new TreeSet<String>();
        MODULE.matcher(Files.readString(Path.of("../pom.xml"))).results().forEach(each -> modules.add(each.group(1)));
        modules.removeAll(NO_DEFINITION);
        assertEquals(modules, models.keySet());
        assertEquals(modules, facts().keySet());
    }

    @Test
    void everyInterfaceSaysWhatTheFactsSay() throws IOException {
        var facts = facts();
        models.forEach((folder, model) ->
                assertEquals(facts.get(folder), DefinitionTable.of(model.object()), () -> "facts/" + folder + ".txt"));
    }

    @Test
    void everyBundleTellsItsObjectAndVersion() {
        models.forEach((folder, model) -> {
            assertTrue(model.capability().contains(";id:Long=" + model.object().id() + ";"), model.capability());
            assertTrue(
                    model.capability()
                            .contains(";version:Version=\"" + model.object().version() + "\""),
                    model.capability());
        });
    }

    @Test
    void noObjectIsDefinedTwice() {
        var seen = new TreeMap<String, String>();
        models.forEach((folder, model) -> {
            var other = seen.put(model.object().id() + " " + model.object().version(), folder);
            assertEquals(null, other, folder);
        });
    }

    /** Facts can be wrong as well: they are those of the public registry, where it is at hand. */
    @Test
    void theFactsAreThoseOfThePublicRegistryWhereItIsAtHand() throws Exception {
        var registry = Public.registry();
        for (var facts : facts().entrySet()) {
            var object = models.get(facts.getKey()).object();
            for (var file : new String[] {
                object.id() + ".xml",
                "version_history/" + object.id() + "-"
                        + object.version().toString().replace('.', '_') + ".xml"
            }) {
                for (var table : tables(registry.resolve(file))) {
                    if (table.split("\\|")[2].equals(object.version().toString())) {
                        assertEquals(table, facts.getValue(), facts::getKey);
                    }
                }
            }
        }
    }

    private static Iterable<String> tables(Path file) throws IOException, BrokenDefinition {
        var tables = new ArrayList<String>();
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                for (var object : new DdfReader().read(in)) {
                    tables.add(DefinitionTable.of(object));
                }
            }
        }
        return tables;
    }

    private static Map<String, String> facts() throws IOException {
        var facts = new TreeMap<String, String>();
        try (var files = Files.list(FACTS)) {
            for (var file : files.toList()) {
                facts.put(file.getFileName().toString().replace(".txt", ""), Files.readString(file));
            }
        }
        return facts;
    }
}
