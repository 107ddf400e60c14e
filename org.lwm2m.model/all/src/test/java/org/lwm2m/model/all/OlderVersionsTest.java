package org.lwm2m.model.all;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.model.registry.ddf.BrokenDefinition;
import org.lwm2m.model.registry.ddf.DdfReader;
import org.lwm2m.testing.DefinitionTable;

/**
 * A peer that has an older version of an object is served: by the newest of the same major version where that only adds
 * to it, else by a definition of its own, which is XML in the bundle of the object.
 */
class OlderVersionsTest {

    private static final Path FACTS = Path.of("older");

    private static final List<ObjectDefinition> ALL = new ArrayList<>();
    private static final Map<String, ObjectDefinition> XML = new TreeMap<>();

    @BeforeAll
    static void find() throws Exception {
        BuiltModel.all().values().forEach(each -> ALL.add(each.object()));
        try (var folders = Files.list(Path.of(".."))) {
            for (var folder : folders.toList()) {
                readAll(folder.resolve("src/main/resources/OSGI-INF/lwm2m"));
            }
        }
        ALL.addAll(XML.values());
    }

    @Test
    void everyOlderDefinitionSaysWhatItsFactsSay() throws IOException {
        var tables = new TreeMap<String, String>();
        XML.forEach((name, object) -> tables.put(name.replace(".xml", ".txt"), DefinitionTable.of(object)));
        var facts = new TreeMap<String, String>();
        for (var file : Public.files(FACTS)) {
            facts.put(file.getFileName().toString(), Files.readString(file));
        }
        assertEquals(facts, tables);
    }

    /** The resources of each version, by their ids (Core 1.2, appendix E, and those of 1.0 and 1.1). */
    @ParameterizedTest
    @CsvSource({
        "0, 1.0, 0-12",
        "0, 1.1, 0-17",
        "0, 1.2, 0-30",
        "1, 1.0, 0-8",
        "1, 1.1, 0-23",
        "1, 1.2, 0-27",
        "2, 1.0, 0-3",
        "2, 1.1, 0-3",
        "3, 1.0, 0-22",
        "3, 1.1, 0-22",
        "3, 1.2, 0-22",
        "4, 1.0, 0-10",
        "4, 1.1, 0-11",
        "4, 1.2, 0-12",
        "4, 1.3, 0-13",
        "5, 1.0, 0-3 5-9",
        "5, 1.1, 0-3 5-13",
        "5, 1.2, 0-3 5-14",
        "6, 1.0, 0-6",
        "7, 1.0, 0-8",
        "10, 1.0, 0-11",
        "21, 1.0, 0-5",
        "21, 1.1, 0-6",
        "21, 2.0, 0-6",
        "25, 1.0, 0-2",
        "25, 2.0, 0-1 3-3",
        "3336, 1.0, 5514-5518 5705-5705 5750-5750",
        "3336, 2.0, 6051-6053",
    })
    void everyResourceOfAVersionIsKnown(int object, String version, String ranges) {
        var known = found(object, ObjectVersion.parse(version))
                .orElseThrow()
                .resources()
                .keySet();
        var missing = new TreeSet<Integer>();
        for (var range : ranges.split(" ")) {
            var ends = range.split("-");
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]))
                    .filter(id -> !known.contains(id))
                    .forEach(missing::add);
        }
        assertEquals(new TreeSet<Integer>(), missing);
    }

    @Test
    void everyVersionThatWasEverPublishedIsServedInItsTypesWhereTheyAreAtHand() throws Exception {
        var unserved = new TreeSet<String>();
        for (var file : Public.files(Public.registry().resolve("version_history"))) {
            for (var old : read(file)) {
                if (ALL.stream().anyMatch(each -> each.id() == old.id())) {
                    unserved.addAll(unserved(old));
                }
            }
        }
        assertEquals(new TreeSet<String>(), unserved);
    }

    private static TreeSet<String> unserved(ObjectDefinition old) {
        var name = old.id() + " " + old.version();
        var now = found(old.id(), old.version());
        if (now.isEmpty()) {
            return new TreeSet<>(List.of(name));
        }
        return old.resources().values().stream()
                .filter(was -> now.get()
                        .resource(was.id())
                        .filter(is -> is.type() == was.type() && is.multiple() == was.multiple())
                        .isEmpty())
                .map(was -> name + " resource " + was.id())
                .collect(toCollection(TreeSet::new));
    }

    /** As the service ObjectModels finds one. */
    private static Optional<ObjectDefinition> found(int object, ObjectVersion version) {
        var candidates = ALL.stream()
                .filter(each -> each.id() == object && each.version().major() == version.major())
                .toList();
        return candidates.stream()
                .filter(each -> each.version().equals(version))
                .findFirst()
                .or(() -> candidates.stream().max(Comparator.comparing(ObjectDefinition::version)));
    }

    private static void readAll(Path folder) throws IOException, BrokenDefinition {
        for (var file : Public.files(folder)) {
            for (var object : read(file)) {
                XML.put(file.getFileName().toString(), object);
            }
        }
    }

    private static List<ObjectDefinition> read(Path file) throws IOException, BrokenDefinition {
        try (var in = Files.newInputStream(file)) {
            return new DdfReader().read(in);
        }
    }
}
