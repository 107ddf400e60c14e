package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.api.ContentFormat.TEXT;
import static org.lwm2m.api.message.Downlink.Write.Mode.REPLACE;
import static org.lwm2m.itest.engines.Cases.entry;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;

/** The OMA interoperability cases 306, 307 and 311: Send (ETS INT 1.2, information reporting). */
class SendCasesTest {

    private static final List<Path> PATHS = List.of(Path.of(1, 0, 1), Path.of(3, 0, 11, 0));
    private static final List<Entry> VALUES = List.of(entry("/1/0/1", 86_400), entry("/3/0/11/0", 0));

    private static void sent(Cases cases, int times) {
        cases.both.settle();
        assertEquals(times, cases.both.reports.size());
        cases.both.reports.forEach(each -> assertEquals(new Together.Report(VALUES, Optional.empty()), each));
    }

    /** The stage is done when the server has answered 2.04. */
    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void case306And311SendAResourceAndAResourceInstance(String version) {
        var cases = Cases.c1(Version.of(version).orElseThrow());
        cases.both.done(cases.both.device.client().send(101, VALUES));
        sent(cases, 1);
        cases.both.done(cases.both.device.client().send(PATHS));
        sent(cases, 2);
    }

    @Test
    void case307SendsNothingWhileMuted() {
        var cases = Cases.c1(Version.V1_1);
        assertEquals(Status.CHANGED, cases.write("/1/0/23", TEXT, REPLACE, entry("/1/0/23", true)));
        assertEquals(
                Status.METHOD_NOT_ALLOWED,
                cases.both.failure(cases.both.device.client().send(101, VALUES)));
        cases.pass(60);
        sent(cases, 0);
        assertEquals(Status.CHANGED, cases.write("/1/0/23", TEXT, REPLACE, entry("/1/0/23", false)));
        cases.both.done(cases.both.device.client().send(101, VALUES));
        sent(cases, 1);
    }
}
