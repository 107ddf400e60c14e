package org.lwm2m.model.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.model.registry.ddf.BrokenDefinition;
import org.lwm2m.model.registry.ddf.DdfReader;
import org.lwm2m.testing.Proves;

class DdfReaderTest {

    /** What schema 1.0 allows: no versions, and but for the new types, all that 1.1 has. */
    private static final String SCHEMA_1_0 = """
            <?xml version="1.0" encoding="utf-8"?>
            <LWM2M xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="LWM2M.xsd">
              <Object ObjectType="MODefinition">
                <Name>  Boiler
                    Room </Name>
                <Description1>Warm.</Description1>
                <ObjectID>26241</ObjectID>
                <ObjectURN>urn:oma:lwm2m:x:26241</ObjectURN>
                <MultipleInstances>Single</MultipleInstances>
                <Mandatory>Optional</Mandatory>
                <Resources>
                  <Item ID="3">
                    <Name>Pressure</Name>
                    <Operations>R</Operations>
                    <MultipleInstances>Multiple</MultipleInstances>
                    <Mandatory>Mandatory</Mandatory>
                    <Type>Float</Type>
                    <RangeEnumeration>0..4.5</RangeEnumeration>
                    <Units>bar</Units>
                    <Description>Of <b>steam</b>.</Description>
                  </Item>
                </Resources>
                <Description2/>
              </Object>
            </LWM2M>
            """;

    private final DdfReader reader = new DdfReader();

    @Test
    void readsSchema1_0WithoutVersionsAs1_0() throws Exception {
        var boiler = read(SCHEMA_1_0).get(0);
        assertEquals("Boiler Room", boiler.name());
        assertEquals(26241, boiler.id());
        assertEquals(ObjectVersion.V1_0, boiler.version());
        assertEquals(Version.V1_0, boiler.enabler());
        assertFalse(boiler.multiple());
        assertFalse(boiler.mandatory());
        var pressure = boiler.resource(3).orElseThrow();
        assertEquals("Pressure", pressure.name());
        assertEquals(ResourceType.FLOAT, pressure.type());
        assertEquals("0..4.5", pressure.range());
        assertEquals("bar", pressure.units());
        assertTrue(pressure.multiple());
        assertTrue(pressure.mandatory());
    }

    @Proves("MOD-03")
    @Test
    void readsEveryKindOfResourceInEitherSchemaAndVersionsSideBySide() throws Exception {
        var old = Definitions.full(3, "1.0", Version.V1_0);
        var young = Definitions.full(3, "1.2", Version.V1_1);
        var youngest = Definitions.full(3, "2.0", Version.V1_2);
        assertEquals(List.of(old, young, youngest), read(Ddf.xml(old, young, youngest)));
        assertEquals("Boiler Room", read(SCHEMA_1_0).get(0).name());
    }

    @Test
    void readsAnyEncodingThatTheFileNames() throws Exception {
        var object = Definitions.of(40000, "1.0", "Zähler");
        var xml = Ddf.xml(object);
        assertEquals(List.of(object), read(xml.getBytes(UTF_8)));
        assertEquals(List.of(object), read(("\ufeff" + xml).getBytes(UTF_8)));
        assertEquals(List.of(object), read(xml.replace("UTF-8", "UTF-16").getBytes(UTF_16)));
        assertEquals(List.of(object), read(xml.replace("UTF-8", "UTF-16").getBytes(UTF_16LE)));
        assertEquals(List.of(object), read(xml.replace("UTF-8", "ISO-8859-1").getBytes(ISO_8859_1)));
        assertEquals(List.of(object), read(xml.replaceFirst("<.*>\n", "").getBytes(UTF_8)));
        assertEquals(List.of(object), read(xml.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    @Test
    void findsNoObjectInResourcesThatObjectsShareOrInOtherXml() throws Exception {
        assertEquals(
                List.of(),
                read("<LWM2M><Object ObjectType='CommonResources'><Resources><Item ID='4000'><Name>A</Name></Item>"
                        + "</Resources></Object></LWM2M>"));
        assertEquals(List.of(), read("<units><title>Units</title></units>"));
    }

    @Test
    void takesAnEnablerThatIsNewerThanAllForTheNewest() throws Exception {
        var xml = Ddf.xml(Definitions.full(3, "1.0", Version.V1_1)).replace("Version>1.1<", "Version>1.9.2<");
        assertEquals(Version.V1_2, read(xml).get(0).enabler());
    }

    @Test
    void givesExecutableResourcesNeitherTypeNorInstances() throws Exception {
        var xml = SCHEMA_1_0.replace("<Operations>R<", "<Operations>E<");
        var resource = read(xml).get(0).resource(3).orElseThrow();
        assertEquals(ResourceType.NONE, resource.type());
        assertFalse(resource.multiple());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ObjectID>26241</ObjectID> || line 3, column 37: the object has no element ObjectID",
                "26241</ObjectID> | x</ObjectID> | line 7, column 15: ObjectID of the object is \"x\", not a number up to 65534",
                "26241</ObjectID> | 65535</ObjectID> | line 7, column 15: ObjectID of the object is \"65535\", not a number up to 65534",
                "<Mandatory>Optional | <Mandatory>Perhaps | line 10, column 16: Mandatory of the object is \"Perhaps\", not Mandatory or Optional",
                "<Mandatory>Optional | <ObjectVersion>1</ObjectVersion><Mandatory>Optional | line 10, column 20: ObjectVersion of the object is \"1\", not two numbers such as 1.0",
                "<Mandatory>Optional | <LWM2MVersion>new</LWM2MVersion><Mandatory>Optional | line 10, column 19: LWM2MVersion of the object is \"new\", not a version such as 1.1",
                "<Mandatory>Optional | <Name>A</Name><Mandatory>Optional | line 10, column 11: the object has two elements Name",
                "<Name>Pressure | <Name> | line 13, column 15: Name of Item 3 is \"\", not a name",
                "ID=\"3\" | ID=\"-3\" | line 12, column 21: ID of Item is \"-3\", not a number up to 65534",
                "ID=\"3\" || line 12, column 14: ID of Item is \"\", not a number up to 65534",
                "<Operations>R | <Operations>RE | line 14, column 21: Operations of Item 3 is \"RE\", not R, W, RW, E or nothing",
                "<Type>Float | <Type>Double | line 17, column 15: Type of Item 3 is \"Double\", not one that LwM2M has",
                "<Type>Float</Type> || line 12, column 20: Item 3 has no element Type",
                "<Type>Float | <Type><b>Float</b> | line 17, column 15: Type must be text, but has an element b",
                "Resources> | Things> | line 3, column 37: the object has no element Resources",
                "</Type> | </Tipe> | line 17, column 22: The element type \"Type\" must be terminated by the matching end-tag \"</Type>\".",
            })
    void namesLineColumnAndReasonOfWhatIsBroken(String original, String broken, String message) {
        var xml = SCHEMA_1_0.replace(original, broken == null ? "" : broken);
        assertEquals(
                message, assertThrows(BrokenDefinition.class, () -> read(xml)).getMessage());
    }

    @Test
    void refusesWhatIsThereTwice() {
        var object = Definitions.of(3303, "1.1", "Temperature");
        var twice = assertThrows(BrokenDefinition.class, () -> read(Ddf.xml(object, object)));
        assertTrue(twice.getMessage().endsWith(": object 3303 1.1 is there twice"), twice.getMessage());
        var item = Ddf.resource(object.resource(5700).orElseThrow());
        var items =
                assertThrows(BrokenDefinition.class, () -> read(Ddf.xml(object).replace(item, item + item)));
        assertTrue(items.getMessage().endsWith(": Item 5700 is there twice"), items.getMessage());
    }

    @Test
    void refusesAFileThatEndsEarlyOrGoesOnAfterItsEnd() {
        var cut = SCHEMA_1_0.substring(0, SCHEMA_1_0.length() / 2);
        assertThrows(BrokenDefinition.class, () -> read(cut));
        assertThrows(BrokenDefinition.class, () -> read(SCHEMA_1_0 + "<more/>"));
        assertThrows(BrokenDefinition.class, () -> read(""));
    }

    @Test
    void namesTheOctetThatIsNotOfTheEncoding() {
        var octets = assertThrows(BrokenDefinition.class, () -> read(new byte[] {'<', 'a', '>', -1}));
        assertEquals("octet 3 is not UTF-8", octets.getMessage());
        var unknown = SCHEMA_1_0.replace("utf-8", "utf-9");
        var encoding = assertThrows(BrokenDefinition.class, () -> read(unknown));
        assertEquals("line 1: encoding utf-9 is unknown", encoding.getMessage());
    }

    /** CVE-2023-41034: an entity of a definition brought in a file of the machine that read it. */
    @Test
    void readsNothingOutsideOfTheFile(@TempDir Path folder) throws Exception {
        var secret = Files.writeString(folder.resolve("secret.txt"), "hidden");
        var dtd = "<!DOCTYPE LWM2M [<!ENTITY secret SYSTEM \"" + secret.toUri() + "\">]>\n<LWM2M";
        var xml = SCHEMA_1_0.replace("<LWM2M", dtd).replace("Pressure", "&secret;");
        var refused = assertThrows(BrokenDefinition.class, () -> read(xml));
        assertTrue(refused.getMessage().endsWith("a document type is not allowed; remove the DOCTYPE"));
        var external = SCHEMA_1_0.replace("<LWM2M", "<!DOCTYPE LWM2M SYSTEM \"" + secret.toUri() + "\">\n<LWM2M");
        assertThrows(BrokenDefinition.class, () -> read(external));
        assertThrows(BrokenDefinition.class, () -> read(SCHEMA_1_0.replace("Pressure", "&secret;")));
    }

    /** The parser of the JDK would write to the console. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [ <!ENTITY b",
                "<?xml version='1.0'?>\n<!-- a -->\n<!DOCTYPE a [",
                "\n<?b -->?><!-- > ?> --><!DOCTYPE"
            })
    void refusesADocumentTypeBeforeItIsParsed(String xml) {
        var refused = assertThrows(BrokenDefinition.class, () -> read(xml));
        var line = 1 + xml.chars().filter(each -> each == '\n').count();
        assertEquals("line " + line + ": a document type is not allowed; remove the DOCTYPE", refused.getMessage());
    }

    @Test
    void refusesEntitiesThatGrow() {
        var laughs = new StringBuilder("<!DOCTYPE LWM2M [<!ENTITY a0 \"ha\">");
        for (var i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        var xml = SCHEMA_1_0.replace("<LWM2M", laughs + "]>\n<LWM2M").replace("Pressure", "&a29;");
        var refused = assertThrows(BrokenDefinition.class, () -> read(xml));
        assertTrue(refused.getMessage().endsWith("a document type is not allowed; remove the DOCTYPE"));
    }

    @Test
    void refusesWhatIsTooLargeAndStandsDeepNesting() throws Exception {
        var large = SCHEMA_1_0.replace("Warm.", "x".repeat(DdfReader.LIMIT));
        var refused = assertThrows(BrokenDefinition.class, () -> read(large));
        assertEquals("larger than 1048576 bytes", refused.getMessage());
        assertEquals(1, read(nested(50)).size());
        try {
            assertEquals(1, read(nested(100_000)).size());
        } catch (BrokenDefinition tooDeep) {
            // Parsers of newer JDKs have a limit of their own; none runs out of stack.
            assertTrue(tooDeep.getMessage().contains("depth"), tooDeep.getMessage());
        }
    }

    private static String nested(int levels) {
        return SCHEMA_1_0.replace("Warm.", "<a>".repeat(levels) + "</a>".repeat(levels));
    }

    @Test
    void saysWhatIsWrongWhateverItIsGiven() throws Exception {
        var random = new Random(20260701);
        var good = SCHEMA_1_0.getBytes(UTF_8);
        var noise = "<>/&;\"'=![]-? \0\u00c3x";
        var broken = 0;
        for (var round = 0; round < 5_000; round++) {
            var xml = good.clone();
            for (var change = random.nextInt(4); change >= 0; change--) {
                xml[random.nextInt(xml.length)] = (byte) noise.charAt(random.nextInt(noise.length()));
            }
            try {
                read(xml);
            } catch (BrokenDefinition e) {
                broken++;
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
        }
        assertTrue(broken > 1_000);
    }

    private List<ObjectDefinition> read(String xml) throws IOException, BrokenDefinition {
        return read(xml.getBytes(UTF_8));
    }

    private List<ObjectDefinition> read(byte[] xml) throws IOException, BrokenDefinition {
        return reader.read(new ByteArrayInputStream(xml));
    }
}
