package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.api.ContentFormat.CBOR;
import static org.lwm2m.api.ContentFormat.SENML_JSON;
import static org.lwm2m.api.ContentFormat.TEXT;
import static org.lwm2m.itest.engines.Cases.content;
import static org.lwm2m.itest.engines.Cases.entry;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;

/** The OMA interoperability cases 201 to 237 that read (ETS INT 1.2, device management). */
class ReadCasesTest {

    private static final List<Entry> DEVICE = List.of(
            entry("/3/0/0", "Open Mobile Alliance"),
            entry("/3/0/1", "Lightweight M2M Client"),
            entry("/3/0/2", "345000123"),
            entry("/3/0/3", "1.0"),
            entry("/3/0/11/0", 0),
            entry("/3/0/16", "U"));

    private final Cases cases = Cases.c1(Version.V1_1);

    private static List<Entry> server(String path) {
        return List.of(
                        entry("/1/0/0", 101),
                        entry("/1/0/1", 86_400),
                        entry("/1/0/6", false),
                        entry("/1/0/7", "U"),
                        entry("/1/0/23", false))
                .stream()
                .filter(each -> Path.parse(path).contains(each.path()))
                .toList();
    }

    @Test
    void case201ReadsResourcesOfTheDeviceInPlainText() {
        var words = List.of("Open Mobile Alliance", "Lightweight M2M Client", "345000123");
        for (var resource = 0; resource < 3; resource++) {
            var answer = cases.get("/3/0/" + resource, TEXT);
            assertEquals(Status.CONTENT, answer.status());
            assertEquals(
                    words.get(resource), answer.content().orElseThrow().bytes().utf8());
            assertEquals(TEXT, answer.content().orElseThrow().format());
        }
    }

    @ParameterizedTest
    @CsvSource({"1.0, 11542", "1.1, 11542", "1.2, 11542", "1.0, 11543"})
    void case203And204ReadTheDeviceInTlvAndJson(String version, int format) {
        var asked = Cases.c1(Version.of(version).orElseThrow());
        assertEquals(DEVICE, asked.read("/3/0", new ContentFormat(format)));
    }

    @ParameterizedTest
    @CsvSource({"/1/0/0, 1865", "/1/0/6, f4", "/1/0/7, 6155"})
    void case211ReadsSingleResourcesInCbor(String path, String octets) {
        var answer = cases.get(path, CBOR);
        assertEquals(Status.CONTENT, answer.status());
        assertEquals(octets, answer.content().orElseThrow().bytes().hex());
        assertEquals(server(path), cases.read(path, CBOR));
    }

    @Test
    void case221KeepsTheSecurityObjectFromServers() {
        assertEquals(Status.UNAUTHORIZED, cases.get("/0", SENML_JSON).status());
        var uri = content("/0/0/0", TEXT, entry("/0/0/0", "coap://127.0.0.1:9"));
        assertEquals(
                Status.UNAUTHORIZED,
                cases.ask(new Downlink.Write(Path.of(0, 0, 0), uri, Mode.REPLACE))
                        .status());
        assertEquals(Status.UNAUTHORIZED, cases.attributes("/0", Cases.periods(1, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {110, 112, 11542})
    void case222ReadsObjects(int format) {
        assertEquals(server("/1"), cases.read("/1", new ContentFormat(format)));
        assertEquals(DEVICE, cases.read("/3", new ContentFormat(format)));
    }

    @ParameterizedTest
    @ValueSource(ints = {110, 112, 11542})
    void case223ReadsInstances(int format) {
        assertEquals(server("/1/0"), cases.read("/1/0", new ContentFormat(format)));
        assertEquals(DEVICE, cases.read("/3/0", new ContentFormat(format)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 110, 112, 11542})
    void case224ReadsResources(int format) {
        for (var path : List.of("/1/0/0", "/1/0/1", "/1/0/6", "/1/0/7")) {
            assertEquals(server(path), cases.read(path, new ContentFormat(format)), path);
        }
        assertEquals(List.of(entry("/3/0/16", "U")), cases.read("/3/0/16", new ContentFormat(format)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 110, 112})
    void case225ReadsOneResourceInstance(int format) {
        assertEquals(List.of(entry("/3/0/11/0", 0)), cases.read("/3/0/11/0", new ContentFormat(format)));
        assertEquals(
                Status.NOT_FOUND,
                cases.get("/3/0/11/1", new ContentFormat(format)).status());
    }

    @ParameterizedTest
    @CsvSource({"1.1, 110", "1.1, 112", "1.2, 110", "1.2, 112", "1.2, 11544"})
    void case231And232ReadEachLevelInSenml(String version, int number) {
        var asked = Cases.c1(Version.of(version).orElseThrow());
        var format = new ContentFormat(number);
        assertEquals(server("/1"), asked.read("/1", format));
        assertEquals(DEVICE, asked.read("/3/0", format));
        assertEquals(List.of(entry("/3/0/16", "U")), asked.read("/3/0/16", format));
        assertEquals(List.of(entry("/3/0/11/0", 0)), asked.read("/3/0/11/0", format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void case237ReadsWithoutSayingInWhichFormat(String version) {
        var asked = Cases.c1(Version.of(version).orElseThrow());
        for (var path : List.of("/1", "/3")) {
            var answer = asked.ask(new Downlink.Read(Path.parse(path), Optional.empty()));
            assertEquals(Status.CONTENT, answer.status());
            var expected = path.equals("/1") ? server(path) : DEVICE;
            assertEquals(expected, asked.decode(path, answer.content().orElseThrow()));
        }
    }
}
