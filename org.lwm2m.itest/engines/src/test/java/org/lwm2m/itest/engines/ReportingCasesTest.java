package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.itest.engines.Cases.entry;
import static org.lwm2m.itest.engines.Cases.periods;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;

/** The OMA interoperability cases 301 to 303, 312 and 313: observations of single paths (ETS INT 1.2). */
class ReportingCasesTest {

    private Cases cases = Cases.c4(Version.V1_1);
    private Cases.Stream voltage;
    private Cases.Stream current;

    private void observeBoth() {
        assertEquals(Status.CHANGED, cases.attributes("/3/0/7", periods(5, 15)));
        assertEquals(Status.CHANGED, cases.attributes("/3/0/8", periods(10, 20)));
        voltage = cases.observe("/3/0/7");
        current = cases.observe("/3/0/8");
        assertEquals(List.of(entry("/3/0/7/0", 0), entry("/3/0/7/1", 0)), voltage.last());
        assertEquals(List.of(entry("/3/0/8/0", 0), entry("/3/0/8/1", 0)), current.last());
    }

    private CaseDevice.Powered device() {
        return (CaseDevice.Powered) cases.device;
    }

    /** Both sources change, and time passes. */
    private void change(long value) {
        device().voltage.put(0, value);
        device().current.put(0, value);
        cases.both.device.changes().of(cases.device, 7);
        cases.both.device.changes().of(cases.device, 8);
    }

    /** Not even what the server would refuse. */
    private void nothingMoreComes() {
        cases.both.settle();
        change(99);
        assertEquals(0, cases.messagesIn(100));
        assertEquals(1, voltage.seen.size());
        assertEquals(1, current.seen.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void case301NotifiesWithinThePeriods(String version) {
        cases = Cases.c4(Version.of(version).orElseThrow());
        observeBoth();
        var before = current.seen.size();
        assertEquals(4, voltage.in(60), "every 15 seconds");
        assertEquals(before + 3, current.seen.size(), "every 20 seconds");
        change(3300);
        assertEquals(0, voltage.in(4), "not before pmin");
        assertEquals(1, voltage.in(1));
        assertEquals(entry("/3/0/7/0", 3300), voltage.last().get(0));
        assertEquals(before + 3, current.seen.size());
        assertEquals(0, voltage.in(5));
        assertEquals(before + 4, current.seen.size());
        assertEquals(entry("/3/0/8/0", 3300), current.last().get(0));
    }

    /** What a Reset to a notification is on every transport: a Cancel that names the token alone. */
    @Test
    void case302AResetEndsEachObservation() {
        observeBoth();
        for (var each : List.of(voltage, current)) {
            cases.ask(new Downlink.Cancel(Path.ROOT, each.observation.token()));
        }
        nothingMoreComes();
    }

    @Test
    void case303ObserveOneEndsEachObservation() {
        observeBoth();
        for (var each : List.of(voltage, current)) {
            var path = each.observation.paths().get(0);
            var answer = cases.ask(new Downlink.Cancel(path, each.observation.token()));
            assertEquals(Status.CONTENT, answer.status());
            assertEquals(
                    each.last(), cases.decode(path.toString(), answer.content().orElseThrow()));
        }
        nothingMoreComes();
    }

    @Test
    void case303AnObservationThatIsClosedEnds() {
        observeBoth();
        voltage.observation.close();
        current.observation.close();
        nothingMoreComes();
    }

    @Test
    void case312ObservesWithAttributesOfItsOwn() {
        cases = Cases.c4(Version.V1_2);
        voltage = cases.observe(periods(5, 15), "/3/0/7");
        assertEquals(4, voltage.in(60));
        change(3300);
        assertEquals(0, voltage.in(4));
        assertEquals(1, voltage.in(1));
        assertEquals("</3/0/7>;dim=2", cases.discover("/3/0/7", 0));
    }

    @Test
    void case313AttributesOfTheObservationComeBeforeThoseOfThePath() {
        cases = Cases.c4(Version.V1_2);
        assertEquals(Status.CHANGED, cases.attributes("/3/0/7", Attributes.NONE.with(Attribute.PMAX, 60)));
        voltage = cases.observe(Attributes.NONE.with(Attribute.PMAX, 10), "/3/0/7");
        assertEquals(6, voltage.in(60));
        voltage.observation.close();
        voltage = cases.observe("/3/0/7");
        assertEquals(1, voltage.in(60));
    }
}
