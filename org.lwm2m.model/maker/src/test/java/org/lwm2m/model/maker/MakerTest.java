package org.lwm2m.model.maker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.model.registry.ddf.BrokenDefinition;
import org.lwm2m.model.registry.ddf.DdfReader;
import org.lwm2m.testing.DefinitionTable;

/** What is made compiles, and defines what the XML defines. */
class MakerTest {

    private static final String PUMP =
            Ddf.object(33000, "Pump", "1.0", "Multiple Optional", Ddf.item("1|Flow|R|Single|Mandatory|Float||l/s"));

    @TempDir
    Path folder;

    @Test
    void everyKindOfResourceComesBackAsItWas() throws Exception {
        var items = new ArrayList<String>();
        var id = 0;
        for (var type : List.of(
                "String", "Integer", "Unsigned Integer", "Float", "Boolean", "Opaque", "Time", "Objlnk", "Corelnk")) {
            for (var operations : List.of("", "R", "W", "RW")) {
                for (var rest :
                        List.of("Single|Mandatory", "Single|Optional", "Multiple|Mandatory", "Multiple|Optional")) {
                    items.add(Ddf.item(id + "|Value Nr" + id + "|" + operations + "|" + rest + "|" + type + "|0..9|s"));
                    id++;
                }
            }
        }
        items.add(Ddf.item("60000|Go|E|Single|Mandatory|||"));
        items.add(Ddf.item("60001|Go Again|E|Single|Optional|||"));
        comesBack(Ddf.object(42, "Everything", "2.10", "Single Mandatory", items.toArray(String[]::new)));
    }

    @Test
    void aNameBecomesOneThatJavaHasAndComesBack() throws Exception {
        var names = Map.ofEntries(
                Map.entry("class", "classValue"),
                Map.entry("Default", "defaultValue"),
                Map.entry("true", "trueValue"),
                Map.entry("hash code", "hashCodeValue"),
                Map.entry("Notify All", "notifyAllValue"),
                Map.entry("_", "resource5"),
                Map.entry("%", "resource6"),
                Map.entry("3GPP Cell ID", "resource3gppCellId"),
                Map.entry("UTC Offset", "utcOffset"),
                Map.entry("ExtDevInfo", "extDevInfo"),
                Map.entry("On/Off", "onOff"),
                Map.entry("LWM2M Server URI", "lwm2mServerUri"),
                Map.entry("Key(s) To Use", "keysToUse"),
                Map.entry("Zähler Ölstand", "zählerÖlstand"),
                Map.entry("温度", "温度"),
                Map.entry("a \"b\" \\n \\u0022 \\", "aBNU0022"),
                Map.entry("*/ // /* {@", "resource16"));
        var items = new ArrayList<String>();
        names.forEach((name, method) -> {
            var id = method.matches("resource\\d+") ? method.substring(8) : "10" + items.size();
            items.add(Ddf.item(id + "|" + name + "|RW|Single|Optional|String||"));
        });
        comesBack(Ddf.object(1, "Names", "1.0", "Single Optional", items.toArray(String[]::new)));
        var source = source("Names");
        names.values().forEach(method -> assertTrue(source.contains(" String " + method + "()"), method));
    }

    @Test
    void namesThatWouldBeOneAreToldApartByTheirIds() throws Exception {
        comesBack(Ddf.object(
                1,
                "Twins",
                "1.0",
                "Multiple Optional",
                Ddf.item("1|Sensor Value|R|Single|Mandatory|Float||"),
                Ddf.item("2|Sensor-Value|W|Single|Mandatory|Float||"),
                Ddf.item("3|Sensor Value|E|Single|Optional|||"),
                Ddf.item("4|Notify|E|Single|Optional|||"),
                Ddf.item("5|Execute Notify|E|Single|Optional|||")));
        assertTrue(source("Twins").contains("void sensorValue_2(double value)"), source("Twins"));
        assertTrue(source("Twins").contains("void executeNotify()"), source("Twins"));
        assertTrue(source("Twins").contains("void executeNotify_5()"), source("Twins"));
    }

    @Test
    void anObjectsNameBecomesAnInterfaceThatHidesNothing() throws Exception {
        comesBack(Ddf.object(
                973,
                "Value",
                "1.0",
                "Multiple Optional",
                Ddf.item("1|A|R|Multiple|Mandatory|String||"),
                Ddf.item("2|B|R|Single|Optional|Objlnk||")));
        assertTrue(source("ValueObject").contains("interface ValueObject {"));
        assertEquals("StringObject", JavaNames.type(973, "String"));
        assertEquals("Object9733dPrinter", JavaNames.type(973, "3D Printer"));
        assertEquals("Object973", JavaNames.type(973, "?"));
        assertEquals("Lwm2mServer", JavaNames.type(973, "LWM2M Server"));
        assertEquals("Class", JavaNames.type(973, "class"));
    }

    @Test
    void aWholeNumberIsAnIntWhereItsRangeSaysSo() throws Exception {
        comesBack(Ddf.object(
                1,
                "Numbers",
                "1.0",
                "Multiple Optional",
                Ddf.item("1|Small|R|Single|Mandatory|Integer|0..100|"),
                Ddf.item("2|Listed|R|Single|Mandatory|Integer|1,2, -3|"),
                Ddf.item("3|Large|R|Single|Mandatory|Unsigned Integer|0..4294967295|"),
                Ddf.item("4|Free|R|Single|Mandatory|Integer||"),
                Ddf.item("5|Odd|R|Single|Mandatory|Integer|0..many|")));
        var source = source("Numbers");
        for (var method : List.of("int small", "int listed", "long large", "long free", "long odd")) {
            assertTrue(source.contains("    " + method + "();"), source);
        }
    }

    @Test
    void itsProseIsCarriedOnlyIfAskedForAndCanBreakNothing() throws Exception {
        var xml = Ddf.file(PUMP);
        make(xml);
        assertFalse(source("Pump").contains("Says"), source("Pump"));
        remove();
        make(xml, "descriptions=yes");
        assertTrue(source("Pump").contains("Of &lt;b&gt;this&lt;/b&gt; *&#47; &#64;deprecated"), source("Pump"));
        assertEquals(33000, Compiled.definition(folder.resolve("made")).id());
    }

    @Test
    void aProjectOfItsOwnHasWhatItNeedsAndAChildHasItsParent() throws Exception {
        make(Ddf.file(PUMP), "version=2.0.0", "package=com.acme.water");
        var alone = Files.readString(folder.resolve("made/pom.xml"));
        for (var part : List.of(
                "<groupId>com.acme</groupId>",
                "<artifactId>com.acme.water</artifactId>",
                "<version>2.0.0</version>",
                "bnd-maven-plugin")) {
            assertTrue(alone.contains(part), alone);
        }
        assertFalse(alone.contains("#") || alone.contains("${revision}"), alone);
        remove();
        make(Ddf.file(PUMP), "parent=com.acme:all:7", "group=");
        var child = Files.readString(folder.resolve("made/pom.xml"));
        assertTrue(child.contains("<artifactId>all</artifactId>\n    <version>7</version>"), child);
        assertTrue(child.contains("<artifactId>com.acme.made</artifactId>"), child);
        assertFalse(child.contains("#"), child);
    }

    @Test
    void besideOurOwnDefinitionsItBelongsToThem() throws Exception {
        Files.writeString(folder.resolve("pom.xml"), "<artifactId>org.lwm2m.model</artifactId>");
        make(Ddf.file(PUMP), "group=");
        var pom = Files.readString(folder.resolve("made/pom.xml"));
        assertTrue(pom.contains("<artifactId>org.lwm2m.model.made</artifactId>"), pom);
        assertTrue(pom.contains("${revision}"), pom);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ddf=none.xml        | there is no file
                ddf=.               | cannot read
                ddf=                | ddf= is missing
                folder=             | folder= is missing
                folder=/            | has no name
                folder=no/where     | there is no folder
                group=              | add group=
                group=a b           | no Maven coordinate
                parent=a:b          | not group:artifact:version
                package=com.class   | cannot be a Java package
                name=Map            | cannot be the interface's name
                name=a.B            | cannot be the interface's name
                object=1            | has no object 1, it has [33000 1.0]
                object=all          | no object's id
                descriptions=maybe  | neither yes nor no
                colour=red          | is none of
                pump.xml            | is none of
                """)
    void aWishThatCannotBeIsRefusedInOneMessageAndNothingIsMade(String argument, String says) throws Exception {
        var key = argument.replaceAll("=.*", "=");
        var arguments = new ArrayList<>(wish(Ddf.file(PUMP)));
        arguments.removeIf(each -> each.startsWith(key));
        arguments.add(argument.replace("=none", "=" + folder + "/none").replace("=no/", "=" + folder + "/no/"));
        refused(says, arguments);
    }

    @Test
    void xmlThatDefinesNotExactlyOneObjectIsRefusedAndNothingIsMade() throws Exception {
        var other = PUMP.replace("33000", "33001");
        refused("defines no object", wish("<html/>"));
        refused("line 1", wish("no XML at all"));
        refused("Type of Item 1", wish(Ddf.file(PUMP.replace(">Float<", ">Double<"))));
        refused("resource 1, Flow, has no type", wish(Ddf.file(PUMP.replace(">Float<", "><"))));
        refused("several objects", wish(Ddf.file(PUMP, other)));
        refused("several versions", wish(Ddf.file(PUMP, PUMP.replace("Version>1.0<", "Version>1.1<"))));
        refused("too long for Java", wish(Ddf.file(PUMP.replace("l/s", "l".repeat(70000)))));
        var chosen = new ArrayList<>(wish(Ddf.file(PUMP, other)));
        chosen.add("object=33001");
        assertTrue(Maker.make(chosen.toArray(String[]::new)).contains("object 33001"));
    }

    @Test
    void aFolderThatIsThereIsLeftAlone() throws Exception {
        Files.createDirectories(folder.resolve("made"));
        Files.writeString(folder.resolve("made/mine.txt"), "mine");
        var refused = assertThrows(Refused.class, () -> make(Ddf.file(PUMP)));
        assertTrue(refused.getMessage().contains("exists already"), refused.getMessage());
        try (var files = Files.list(folder.resolve("made"))) {
            assertEquals(List.of(folder.resolve("made/mine.txt")), files.toList());
        }
    }

    private void comesBack(String object) throws Exception {
        var xml = Ddf.file(object);
        make(xml, "descriptions=yes");
        assertEquals(DefinitionTable.of(defined(xml)), DefinitionTable.of(Compiled.definition(folder.resolve("made"))));
    }

    private static ObjectDefinition defined(String xml) throws IOException, BrokenDefinition {
        return new DdfReader()
                .read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .get(0);
    }

    private void refused(String says, List<String> arguments) throws IOException {
        var refused = assertThrows(Refused.class, () -> Maker.make(arguments.toArray(String[]::new)));
        assertTrue(refused.getMessage().contains(says), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
        try (var files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("ddf.xml")), files.toList());
        }
    }

    private void make(String xml, String... more) throws Exception {
        var arguments = new ArrayList<>(wish(xml));
        arguments.addAll(List.of(more));
        Maker.make(arguments.toArray(String[]::new));
    }

    private List<String> wish(String xml) throws IOException {
        var ddf = Files.writeString(folder.resolve("ddf.xml"), xml);
        return List.of("ddf=" + ddf, "folder=" + folder.resolve("made"), "group=com.acme");
    }

    private String source(String type) throws IOException {
        try (var files = Files.walk(folder.resolve("made"))) {
            return Files.readString(files.filter(each -> each.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private void remove() throws IOException {
        try (var files = Files.walk(folder.resolve("made"))) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
