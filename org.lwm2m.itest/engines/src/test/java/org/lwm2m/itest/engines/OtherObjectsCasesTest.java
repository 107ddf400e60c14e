package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.api.ContentFormat.TLV;
import static org.lwm2m.api.message.Downlink.Write.Mode.REPLACE;
import static org.lwm2m.itest.engines.Cases.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.testing.Proves;

/** The OMA interoperability cases 1630, 1635, 1900 and 1901: objects 16 and 19 (ETS INT 1.2). */
class OtherObjectsCasesTest {

    private static Entry data(String path, String octets) {
        return entry(path, new Value.Opaque(Bytes.hex(octets)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    @Proves("OBJ-14")
    void case1630CreatesAPortfolioInTlv(String version) {
        var cases = Cases.c1(Version.of(version).orElseThrow());
        var tlv = new Content(TLV, CaseObjects.HOST);
        var answer = cases.ask(new Downlink.Create(Path.of(16), tlv));
        assertEquals(Status.CREATED, answer.status(), answer.reason());
        assertEquals(Optional.of("16/0"), answer.location());
        assertEquals(Map.of(0, "host", 1, "maker"), cases.portfolios.all.get(0).identity);
        assertEquals(List.of(entry("/16/0/0/0", "host"), entry("/16/0/0/1", "maker")), cases.read("/16/0", TLV));
    }

    @Test
    @Proves("OBJ-14")
    void case1635DeletesAllPortfolios() {
        var cases = Cases.c1(Version.V1_1);
        cases.portfolio(0);
        cases.portfolio(1);
        assertEquals(Status.DELETED, cases.delete("/16/0"));
        assertEquals(Status.DELETED, cases.delete("/16/1"));
        assertEquals("</16>", cases.discover("/16"));
        cases.pass(1);
        var links = cases.client().registration().links().toString();
        assertEquals(false, links.contains("/16/"), links);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    @Proves("OBJ-19")
    void case1900ReportsTheDataThatTheDeviceHas(String version) {
        var cases = Cases.c15(Version.of(version).orElseThrow());
        var stream = cases.observe("/19/0/0");
        assertEquals(List.of(data("/19/0/0/0", "0102")), stream.last());
        cases.first.data.put(0, Bytes.hex("cafe"));
        cases.both.device.changes().of(cases.first, 0);
        assertEquals(1, stream.in(1));
        assertEquals(List.of(data("/19/0/0/0", "cafe")), stream.last());
    }

    @ParameterizedTest
    @ValueSource(ints = {110, 112, 11542})
    @Proves("OBJ-19")
    void case1901WritesTheDataForTheDevice(int format) {
        var cases = Cases.c15(Version.V1_1);
        var written = data("/19/1/0/0", "beef");
        assertEquals(Status.CHANGED, cases.write("/19/1/0", new ContentFormat(format), REPLACE, written));
        assertEquals(Map.of(0, Bytes.hex("beef")), cases.second.data);
        assertEquals(Map.of(0, Bytes.hex("0102")), cases.first.data);
        assertEquals(List.of(written), cases.read("/19/1/0", new ContentFormat(format)));
    }
}
