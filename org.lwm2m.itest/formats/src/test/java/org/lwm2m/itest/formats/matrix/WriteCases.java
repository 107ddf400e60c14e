package org.lwm2m.itest.formats.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.api.message.Downlink.Write.Mode.PARTIAL_UPDATE;
import static org.lwm2m.api.message.Downlink.Write.Mode.REPLACE;
import static org.lwm2m.itest.formats.OurFormat.CBOR;
import static org.lwm2m.itest.formats.OurFormat.JSON;
import static org.lwm2m.itest.formats.OurFormat.SENML_CBOR;
import static org.lwm2m.itest.formats.OurFormat.SENML_JSON;
import static org.lwm2m.itest.formats.OurFormat.TEXT;
import static org.lwm2m.itest.formats.OurFormat.TLV;
import static org.lwm2m.itest.formats.matrix.Fixture.entry;

import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;

/** Cases 205 to 256 that write or execute. */
final class WriteCases {

    private WriteCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("205", TEXT, WriteCases::resources),
                Case.of("212", CBOR, WriteCases::inCbor),
                Case.of("215", TLV, WriteCases::instance),
                Case.of("220", JSON, WriteCases::instance),
                Case.of("221", TEXT, WriteCases::securityObject),
                Case.of("226", Case.SEVERAL, WriteCases::partOfAnInstance),
                Case.of("227", Case.SINGLE, WriteCases::lifetime),
                Case.of("228", Case.RESOURCE_INSTANCE, WriteCases::resourceInstance),
                Case.of("233", SENML_CBOR, WriteCases::eachLevel),
                Case.of("234", SENML_JSON, WriteCases::eachLevel),
                Case.of("241", WriteCases::reboot),
                Case.of("256", Case.SINGLE, WriteCases::readOnly));
    }

    private static void one(Ends ends, String path, Object value) {
        ends.writes(REPLACE, path, entry(path, value));
    }

    private static void resources(Ends ends) {
        one(ends, "/1/0/2", 101);
        one(ends, "/1/0/3", 1010);
        one(ends, "/1/0/5", 2000);
        one(ends, "/1/0/2", 1);
        one(ends, "/1/0/3", 10);
        one(ends, "/1/0/5", 86_400);
    }

    private static void inCbor(Ends ends) {
        one(ends, "/1/0/2", 101);
        one(ends, "/1/0/3", 1010);
        one(ends, "/1/0/6", true);
    }

    private static void instance(Ends ends) {
        var old = ends.expected("/1/0").stream()
                .filter(each -> each.path().resource() != 0)
                .toArray(Entry[]::new);
        ends.writes(PARTIAL_UPDATE, "/1/0", entry("/1/0/2", 101), entry("/1/0/3", 1010), entry("/1/0/5", 2000));
        ends.writes(REPLACE, "/1/0", old);
    }

    private static void securityObject(Ends ends) {
        var old = ends.client.held("/3/0");
        // ETS has 4.01; Core 1.2, 6.3, would not have servers learn whether there is such a thing, as Leshan's 4.04.
        var refused = ends.side() == Side.OURS ? "4.01" : "4.04";
        assertEquals(
                refused, ends.server.read("/0/0/0", Optional.of(ends.format())).code());
        var uri = List.of(entry("/0/0/0", "coap://127.0.0.1:9"));
        assertEquals(
                refused,
                ends.server.write(REPLACE, "/0/0/0", ends.format(), uri).code());
        assertEquals(
                ends.side() == Side.OURS ? "4.01" : "2.04",
                ends.server.attributes("/0/0", "pmin=1").code());
        assertEquals(old, ends.client.held("/3/0"));
    }

    private static void partOfAnInstance(Ends ends) {
        ends.writes(PARTIAL_UPDATE, "/1/0", entry("/1/0/1", 61), entry("/1/0/6", true));
        ends.server.updated(61);
    }

    private static void lifetime(Ends ends) {
        one(ends, "/1/0/1", 63);
        ends.server.updated(63);
    }

    private static void resourceInstance(Ends ends) {
        one(ends, "/16/0/0/1", "test");
    }

    private static void eachLevel(Ends ends) {
        partOfAnInstance(ends);
        one(ends, "/16/0/0/0", "test");
        lifetime(ends);
    }

    /** That it registers again is for the device, which starts the client anew. */
    private static void reboot(Ends ends) {
        Ends.changed(ends.server.execute("/3/0/4"), "Execute");
        assertEquals("/3/0/4", ends.client.executed());
    }

    private static void readOnly(Ends ends) {
        var answer = ends.server.write(REPLACE, "/1/0/0", ends.format(), List.of(entry("/1/0/0", 123)));
        assertEquals("4.05", answer.code(), answer::said);
        ends.holds("/1/0");
    }
}
