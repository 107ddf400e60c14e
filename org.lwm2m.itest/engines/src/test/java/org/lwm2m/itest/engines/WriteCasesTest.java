package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.lwm2m.api.ContentFormat.CBOR;
import static org.lwm2m.api.ContentFormat.TEXT;
import static org.lwm2m.api.message.Downlink.Write.Mode.PARTIAL_UPDATE;
import static org.lwm2m.api.message.Downlink.Write.Mode.REPLACE;
import static org.lwm2m.itest.engines.Cases.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/** The OMA interoperability cases 205 to 256 that write or execute (ETS INT 1.2, device management). */
class WriteCasesTest {

    private final Cases cases = Cases.c3(Version.V1_1);

    private static void changed(Status status) {
        assertEquals(Status.CHANGED, status);
    }

    private void write(ContentFormat format, Entry entry) {
        var path = entry.path().toString();
        changed(cases.write(path, format, REPLACE, entry));
        assertEquals(List.of(entry), cases.read(path, format));
    }

    /** An Update with the lifetime comes right after it was written. */
    private void updated(int lifetime) {
        cases.pass(1);
        assertEquals(
                Duration.ofSeconds(lifetime),
                cases.client().registration().terms().lifetime());
    }

    @Test
    void case205WritesResourcesInPlainTextAndRestoresThem() {
        var old = cases.read("/1/0", ContentFormat.TLV);
        write(TEXT, entry("/1/0/2", 101));
        write(TEXT, entry("/1/0/3", 1010));
        write(TEXT, entry("/1/0/5", 2000));
        write(TEXT, entry("/1/0/2", 1));
        write(TEXT, entry("/1/0/3", 10));
        write(TEXT, entry("/1/0/5", 86_400));
        assertEquals(old, cases.read("/1/0", ContentFormat.TLV));
    }

    @Test
    void case212WritesSingleResourcesInCbor() {
        write(CBOR, entry("/1/0/2", 101));
        write(CBOR, entry("/1/0/3", 1010));
        write(CBOR, entry("/1/0/6", true));
        write(CBOR, entry("/1/0/6", false));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 11542", "1.1, 11542", "1.2, 11542", "1.0, 11543"})
    void case215And220WriteTheServerObjectInTlvAndJsonAndRestoreIt(String version, int number) {
        var written = Cases.c3(Version.of(version).orElseThrow());
        var format = new ContentFormat(number);
        var old = written.read("/1/0", format);
        Entry[] few = {entry("/1/0/2", 101), entry("/1/0/3", 1010), entry("/1/0/5", 2000)};
        changed(written.write("/1/0", format, PARTIAL_UPDATE, few));
        for (var each : few) {
            assertEquals(List.of(each), written.read(each.path().toString(), TEXT));
        }
        assertEquals(old.size(), written.read("/1/0", format).size());
        var writable = old.stream().filter(each -> each.path().resource() != 0).toArray(Entry[]::new);
        changed(written.write("/1/0", format, REPLACE, writable));
        assertEquals(old, written.read("/1/0", format));
    }

    @ParameterizedTest
    @ValueSource(ints = {110, 112, 11542})
    void case226UpdatesPartOfAnInstance(int number) {
        var format = new ContentFormat(number);
        changed(cases.write("/1/0", format, PARTIAL_UPDATE, entry("/1/0/1", 61), entry("/1/0/6", true)));
        updated(61);
        assertEquals(List.of(entry("/1/0/6", true)), cases.read("/1/0/6", TEXT));
        assertEquals(List.of(entry("/1/0/2", 1)), cases.read("/1/0/2", TEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 110, 112, 11542})
    void case227ReplacesAResource(int format) {
        changed(cases.write("/1/0/1", new ContentFormat(format), REPLACE, entry("/1/0/1", 63)));
        updated(63);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 110, 112})
    void case228WritesOneResourceInstanceAndNoOther(int format) {
        cases.portfolio();
        changed(cases.write("/16/0/0/1", new ContentFormat(format), REPLACE, entry("/16/0/0/1", "test")));
        var expected = Map.of(0, "host", 1, "test", 2, "model", 3, "software");
        assertEquals(expected, cases.portfolios.all.get(0).identity);
    }

    @ParameterizedTest
    @CsvSource({"1.1, 112", "1.1, 110", "1.2, 112", "1.2, 110", "1.2, 11544"})
    void case233And234WriteEachLevelInSenml(String version, int number) {
        var written = Cases.c1(Version.of(version).orElseThrow());
        var format = new ContentFormat(number);
        written.portfolio();
        changed(written.write("/1/0", format, PARTIAL_UPDATE, entry("/1/0/1", 61), entry("/1/0/6", true)));
        written.pass(1);
        assertEquals(
                Duration.ofSeconds(61), written.client().registration().terms().lifetime());
        assertEquals(List.of(entry("/1/0/6", true)), written.read("/1/0/6", format));
        changed(written.write("/16/0/0/0", format, REPLACE, entry("/16/0/0/0", "test")));
        assertEquals(List.of(entry("/16/0/0/0", "test")), written.read("/16/0/0/0", format));
        assertEquals("maker", written.portfolios.all.get(0).identity.get(1));
        changed(written.write("/1/0/1", format, REPLACE, entry("/1/0/1", 63)));
        written.pass(1);
        assertEquals(
                Duration.ofSeconds(63), written.client().registration().terms().lifetime());
    }

    @Test
    void case241RebootsTheDeviceWhichRegistersAgain() {
        var before = cases.client().registration();
        var stream = cases.observe("/3/0/16");
        changed(cases.execute("/3/0/4"));
        assertEquals(1, cases.device.reboots);
        cases.both.restart(Version.V1_1, Cases.SRV, cases.device, cases.portfolios);
        var after = cases.client().registration();
        assertNotEquals(before.id(), after.id());
        assertEquals(before.links(), after.links());
        assertEquals(2, stream.seen.size(), "observed anew");
        assertEquals(List.of(entry("/3/0/3", "1.0")), cases.read("/3/0/3", TEXT));
    }

    @Test
    void case256RefusesToWriteWhatCanOnlyBeRead() {
        assertEquals(Status.METHOD_NOT_ALLOWED, cases.write("/1/0/0", TEXT, REPLACE, entry("/1/0/0", 123)));
        assertEquals(List.of(entry("/1/0/0", 101)), cases.read("/1/0/0", TEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {110, 112, 11542})
    void case680And685NeitherCreateNorDeleteTheDevice(int format) {
        var second = Cases.content("/3", new ContentFormat(format), entry("/3/1/0", "another"));
        var create = new Downlink.Create(Path.of(3), second);
        assertEquals(Status.METHOD_NOT_ALLOWED, cases.ask(create).status());
        assertEquals(Status.METHOD_NOT_ALLOWED, cases.delete("/3/0"));
        assertEquals(List.of(entry("/3/0/3", "1.0")), cases.read("/3/0/3", TEXT));
    }
}
