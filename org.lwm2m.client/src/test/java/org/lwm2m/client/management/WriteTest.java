package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.client.management.Bench.read;
import static org.lwm2m.client.management.Bench.replace;
import static org.lwm2m.client.management.Bench.update;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.testing.Proves;

class WriteTest {

    private final Bench bench = new Bench();
    private final Kitchen kitchen = bench.kitchen(0);
    private final Box box = bench.box(0);

    @Test
    void writesAResourceAnInstanceAndAResourceInstance() {
        assertEquals("204", bench.ask(replace("/3303/0/5701", "K")));
        assertEquals("K", kitchen.units);
        assertEquals("204", bench.ask(update("/3303/0", "/3303/0/5701=F\n/3303/0/5750=7")));
        assertEquals("F 7", kitchen.units + " " + kitchen.level);
        assertEquals("204", bench.ask(replace("/3303/0/5800/1", "30")));
        assertEquals(Map.of(0, 20L, 1, 30L), kitchen.history);
    }

    /** The example of Core 1.2, 6.3.3. */
    @Test
    void replacesAMultipleResourceOrUpdatesPartOfIt() {
        assertEquals("204", bench.ask(update("/44/0/1", "/44/0/1/1=yellow\n/44/0/1/3=blue")));
        assertEquals("205 /44/0/1/0=red\n/44/0/1/1=yellow\n/44/0/1/3=blue", bench.ask(read("/44/0/1")));
        assertEquals("204", bench.ask(replace("/44/0/1", "/44/0/1/1=yellow\n/44/0/1/3=blue")));
        assertEquals("205 /44/0/1/1=yellow\n/44/0/1/3=blue", bench.ask(read("/44/0/1")));
        assertEquals("204", bench.ask(update("/3303/0/5800", "/3303/0/5800/1=7\n/3303/0/5800/3=8")));
        assertEquals(Map.of(0, 20L, 1, 7L, 3, 8L), kitchen.history);
        assertEquals("204", bench.ask(replace("/3303/0/5800", "/3303/0/5800/1=7")));
        assertEquals(Map.of(1, 7L), kitchen.history);
    }

    @Test
    @Proves("DM-13")
    void replaceOfAnInstanceRemovesWhatIsNotThereAndPartialUpdateDoesNot() {
        assertEquals("204", bench.ask(update("/44/0", "/44/0/0=4")));
        assertEquals("205 /44/0/0=4\n/44/0/1/0=red\n/44/0/1/1=green\n/44/0/2=fixed", bench.ask(read("/44/0")));
        assertEquals("204", bench.ask(replace("/44/0", "/44/0/0=5")));
        assertEquals("205 /44/0/0=5\n/44/0/2=fixed", bench.ask(read("/44/0")));
        assertEquals("204", bench.ask(replace("/3303/0", "/3303/0/5750=3")));
        assertEquals(Map.of(), kitchen.history);
        assertEquals("Cel", kitchen.units);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                // a bad value
                "/44/0/0, 11, 400",
                "/44/0/0, -1, 400",
                "/44/0/0, red, 400",
                "/44/0/7, maybe, 400",
                "/44/0/7, on, 204",
                "/44/0/6, 9:0, 400",
                "/44/0/6, 44:1, 400",
                "/44/0/6, 44:0, 204",
                "/44/0/6, 44:65535, 204",
                "/44/0/6, 65535:65535, 204",
                "/44/0/0, /44/0/2=x, 400",
                "/44/0/0, /44/0/0=1;/44/0/0=2, 400",
                // what can't be written, or not in this way
                "/44/0/2, x, 405",
                "/44/0/4, x, 405",
                "/44/0/5, x, 405",
                "/44/0/0/0, 1, 405",
                "/44, /44/0/0=1, 405",
                "/, /44/0/0=1, 405",
                // what is not there
                "/9/0/0, 1, 404",
                "/44/1/0, 1, 404",
                "/44/0/8, 1, 404",
                "/44/0/1/7, x, 404",
                // whom no server sees
                "/0/0/0, x, 401",
                "/21/0, /21/0/0=1, 401",
                // a format that does not go with the target
                "/44/0, text, 415",
                "/44/0/1, text, 415"
            })
    @Proves({"DM-15", "MOD-06", "TYPE-07"})
    void refusesWhatCannotBeWrittenWithTheCodeForIt(String path, String content, String code) {
        assertEquals(code, bench.ask(replace(path, content.replace(';', '\n'))));
    }

    @Test
    @Proves("DM-14")
    void writesAllOrNothing() {
        for (var bad : List.of(
                "/44/0/0=2\n/44/0/2=x",
                "/44/0/0=2\n/44/0/7=maybe",
                "/44/0/0=2\n/44/0/1=x",
                "/44/0/0=2\n/44/1/7=on",
                "/44/0/0=9\n/44/0/7=on",
                "/44/0/7=on\n/44/0/0=2\n/44/0/0=2")) {
            var code = bench.ask(update("/44/0", bad));
            assertEquals("4", code.substring(0, 1), bad);
            assertEquals("Int[value=1]", box.at("/44/0/0"), bad);
            assertEquals("null", box.at("/44/0/7"), bad);
        }
        assertEquals(List.of(), box.calls);
    }

    @Test
    void aSetterThatRefusesMakesTheOthersUndone() {
        kitchen.broken = true;
        assertEquals("409", bench.ask(update("/3303/0", "/3303/0/5701=K\n/3303/0/5750=7")));
        assertEquals("Cel 1", kitchen.units + " " + kitchen.level);
    }

    @Test
    @Proves("DM-16")
    void passesOverResourcesThatTheObjectDoesNotHave() {
        assertEquals("204", bench.ask(update("/44/0", "/44/0/0=3\n/44/0/99=x")));
        assertEquals("Int[value=3]", box.at("/44/0/0"));
        assertEquals("null", box.at("/44/0/99"));
    }

    /** Single or multiple, mandatory or optional: of resources here, of objects in {@code ActingTest}. */
    @Test
    @Proves("MOD-04")
    void whatTheDefinitionSaysOfNumbersIsKept() {
        // a single resource has no instances, a multiple one nothing else
        assertEquals("405", bench.ask(read("/44/0/0/0")));
        assertEquals("405", bench.ask(replace("/44/0/0/0", "3")));
        assertEquals("400", bench.ask(update("/44/0", "/44/0/0/0=3")));
        assertEquals("400", bench.ask(update("/44/0", "/44/0/1=red")));
        assertEquals("400", bench.ask(Bench.create("/44", "/44/5/0=3\n/44/5/7/0=on")));
        // an object of one instance gets no second one
        assertEquals("405", singleObject().ask(Bench.create("/44", "/44/1/0=3")));
        // a mandatory resource is not to be had without, and does not go; an optional one may be missing
        assertEquals("400", bench.ask(Bench.create("/44", "/44/5/7=on")));
        assertEquals("201 44/5", bench.ask(Bench.create("/44", "/44/5/0=3")));
        assertEquals("404", bench.ask(read("/44/5/7")));
        assertEquals("204", bench.ask(replace("/44/5", "/44/5/7=on")));
        assertEquals("205 /44/5/0=3\n/44/5/7=on", bench.ask(read("/44/5")));
        assertEquals("204", bench.ask(replace("/44/5", "/44/5/0=4")));
        assertEquals("404", bench.ask(read("/44/5/7")));
        assertEquals("405", bench.ask(Bench.delete("/44/5/0")));
    }

    private static Bench singleObject() {
        var other = new Bench();
        other.definitions.add(Box.definition(false));
        other.add(new Box(0));
        return other;
    }

    @Test
    void partialUpdateIsForInstancesAndMultipleResources() {
        assertEquals("405", bench.ask(update("/44/0/0", "/44/0/0=3")));
        assertEquals("405", bench.ask(update("/44/0/1/0", "/44/0/1/0=x")));
    }

    @Test
    void refusesAFormatWithoutCodec() {
        var json = new Content(ContentFormat.SENML_JSON, Bytes.utf8("/44/0/0=1"));
        assertEquals("415", bench.ask(new Downlink.Write(Path.of(44, 0, 0), json, Mode.REPLACE)));
        var old = new Content(new ContentFormat(1542), Bytes.utf8("/44/0/0=6"));
        assertEquals("204", bench.ask(new Downlink.Write(Path.of(44, 0, 0), old, Mode.REPLACE)));
        assertEquals("Int[value=6]", box.at("/44/0/0"));
    }

    @Test
    void writesOctetsOfTheAllowedSize() {
        assertEquals("204", bench.ask(octets("01020304")));
        assertEquals("Opaque[value=4 bytes]", box.at("/44/0/3"));
        assertEquals("400", bench.ask(octets("0102030405")));
    }

    private static Downlink octets(String hex) {
        var content = new Content(ContentFormat.OPAQUE, Bytes.utf8(hex));
        return new Downlink.Write(Path.of(44, 0, 3), content, Mode.REPLACE);
    }

    @Test
    @Proves("VER-04")
    void anObjectWithoutDefinitionIsAskedItself() {
        var other = new Bench();
        var unknown = other.add(new Box(0));
        assertEquals("204", other.ask(replace("/44/0/99", "x")));
        assertEquals(new Value.Text("x"), unknown.values.get(Path.of(44, 0, 99)));
        assertEquals("205 hidden", other.ask(read("/44/0/5")));
    }
}
