package org.lwm2m.model.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.model.registry.Source.Kind;

class CatalogueTest {

    private static final Source INTERFACE = new Source(Kind.INTERFACE, 7, "an interface");
    private static final Source FILE = new Source(Kind.FOLDER, 0, "models/a.xml");
    private static final Source OTHER_FILE = new Source(Kind.FOLDER, 0, "models/b.xml");
    private static final Source SERVICE = new Source(Kind.SERVICE, 3, "service 3");

    private final RecordedLog log = new RecordedLog();
    private final Catalogue catalogue = new Catalogue(log.logger());

    @Test
    void findsTheVersionAskedForOrElseTheNewestOfItsMajorVersion() {
        var v1_0 = Definitions.of(3303, "1.0", "Old");
        var v1_10 = Definitions.of(3303, "1.10", "Newer");
        var v1_9 = Definitions.of(3303, "1.9", "New");
        var v2_0 = Definitions.of(3303, "2.0", "Other");
        catalogue.put(FILE, List.of(v1_0, v2_0, v1_10, v1_9));
        assertEquals(Optional.of(v1_0), find(3303, "1.0"));
        assertEquals(Optional.of(v1_9), find(3303, "1.9"));
        assertEquals(Optional.of(v1_10), find(3303, "1.5"));
        assertEquals(Optional.of(v2_0), find(3303, "2.7"));
        assertEquals(Optional.empty(), find(3303, "3.0"));
    }

    @Test
    void findsNothingUnderIdsThatNobodyDefines() {
        catalogue.put(FILE, List.of(Definitions.of(3303, "1.0", "A"), Definitions.of(65534, "1.0", "B")));
        assertEquals("B", find(65534, "1.0").orElseThrow().name());
        for (var id : new int[] {0, 3302, 3304, 3303 + 256, 65535, 65536 + 3303, -1, Integer.MIN_VALUE}) {
            assertEquals(Optional.empty(), find(id, "1.0"), () -> "object " + id);
        }
    }

    @Test
    void listsAllByIdAndVersion() {
        var a = Definitions.of(3, "1.0", "A");
        var b = Definitions.of(3, "1.2", "B");
        var c = Definitions.of(3303, "1.0", "C");
        catalogue.put(OTHER_FILE, List.of(c, b));
        catalogue.put(FILE, List.of(a));
        assertEquals(List.of(a, b, c), catalogue.all());
    }

    @Test
    void anInterfaceCountsBeforeAFileAndAFileBeforeAServiceWhicheverCameFirst() {
        var sources = List.of(SERVICE, OTHER_FILE, FILE, INTERFACE);
        for (var source : sources) {
            catalogue.put(source, List.of(Definitions.of(3, "1.0", source.name())));
            assertEquals(source.name(), find(3, "1.0").orElseThrow().name());
        }
        for (var i = sources.size() - 1; i > 0; i--) {
            catalogue.remove(List.of(sources.get(i)));
            assertEquals(sources.get(i - 1).name(), find(3, "1.0").orElseThrow().name());
        }
        catalogue.remove(List.of(SERVICE));
        assertEquals(Optional.empty(), find(3, "1.0"));
    }

    @Test
    void saysOnceWhoCountsWhereTwoDefineTheSame() {
        catalogue.put(FILE, List.of(Definitions.of(3, "1.0", "A")));
        catalogue.put(INTERFACE, List.of(Definitions.of(3, "1.0", "B")));
        catalogue.put(SERVICE, List.of(Definitions.of(3, "1.1", "B")));
        catalogue.put(OTHER_FILE, List.of(Definitions.of(3, "1.1", "B")));
        assertEquals(
                List.of(
                        "warn Defined twice, and differently: "
                                + "object 3 1.0, an interface counts, models/a.xml does not",
                        "info Defined twice: object 3 1.1, models/b.xml counts, service 3 does not"),
                log.lines);
    }

    @Test
    void saysItInOneLineWhereTwoDefineManyOfTheSame() {
        var many = new HashMap<Source, List<ObjectDefinition>>();
        for (var i = 0; i < 100; i++) {
            many.put(new Source(Kind.FOLDER, 0, "file " + i), List.of(Definitions.of(i, "1.0", "A")));
            many.put(new Source(Kind.SERVICE, i, "service " + i), List.of(Definitions.of(i, "1.0", "A")));
        }
        catalogue.change(many, List.of());
        assertEquals(1, log.lines.size());
    }

    @Test
    void looksUpWithoutCreatingAnything() {
        catalogue.put(FILE, List.of(Definitions.of(3303, "1.0", "A")));
        assertSame(find(3303, "1.0"), find(3303, "1.0"));
    }

    private Optional<ObjectDefinition> find(int object, String version) {
        return catalogue.find(object, ObjectVersion.parse(version));
    }
}
