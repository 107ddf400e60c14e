package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.itest.engines.Cases.entry;
import static org.lwm2m.itest.engines.Cases.periods;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;

/** The OMA interoperability cases 304, 305 and 308 to 310: observations of several paths (ETS INT 1.2). */
class CompositeReportingCasesTest {

    private static final String[] THREE = {"/1/0/1", "/3/0/11/0", "/3/0/16"};
    private static final Set<Entry> VALUES =
            Set.of(entry("/1/0/1", 86_400), entry("/3/0/11/0", 0), entry("/3/0/16", "U"));

    private Cases cases = Cases.c1(Version.V1_1);

    private Cases.Stream observeThree() {
        assertEquals(Status.CHANGED, cases.attributes("/1/0/1", periods(30, 45)));
        var stream = cases.observe(THREE);
        assertEquals(VALUES, Set.copyOf(stream.last()));
        return stream;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void case304NotifiesOfAllPathsWithinThePeriods(String version) {
        cases = Cases.c1(Version.of(version).orElseThrow());
        var stream = observeThree();
        assertEquals(0, stream.in(29));
        assertEquals(1, stream.in(16));
        assertEquals(VALUES, Set.copyOf(stream.last()));
        assertEquals(1, stream.in(45));
    }

    @Test
    void case305ObserveOneWithTheSameListEndsIt() {
        var stream = observeThree();
        var list = Cases.paths(ContentFormat.ETCH_CBOR, THREE);
        var answer = cases.ask(new Downlink.CancelComposite(list, stream.observation.token()));
        assertEquals(Status.CONTENT, answer.status(), answer.reason());
        assertEquals(VALUES, Set.copyOf(cases.decode("/", answer.content().orElseThrow())));
        assertEquals(0, cases.messagesIn(200));
        assertEquals(1, stream.seen.size());
    }

    @Test
    void case308AnInstanceThatIsCreatedIsReported() {
        cases.portfolio(0);
        var stream = cases.observe("/16/0", "/16/1");
        assertEquals(Set.of(0), instances(stream));
        cases.portfolio(1);
        cases.pass(1);
        assertEquals(2, stream.seen.size());
        assertEquals(Set.of(0, 1), instances(stream));
    }

    @Test
    void case309AnInstanceThatIsDeletedIsReportedNoMore() {
        cases.portfolio(0);
        cases.portfolio(1);
        var stream = cases.observe("/16/0", "/16/1");
        assertEquals(Set.of(0, 1), instances(stream));
        assertEquals(Status.DELETED, cases.delete("/16/1"));
        cases.pass(1);
        assertEquals(2, stream.seen.size());
        assertEquals(Set.of(0), instances(stream));
    }

    private static Set<Integer> instances(Cases.Stream stream) {
        return stream.last().stream().map(each -> each.path().instance()).collect(Collectors.toSet());
    }

    @Test
    void case310AttributesThatChangeCountForAnObservationThatIsThere() {
        var stream = cases.observe(THREE);
        assertEquals(0, stream.in(60));
        assertEquals(Status.CHANGED, cases.attributes("/3", Attributes.NONE.with(Attribute.PMAX, 5)));
        var seen = stream.in(60);
        assertTrue(seen == 12 || seen == 13, "every 5 seconds, not " + seen);
        assertEquals(VALUES, Set.copyOf(stream.last()));
        assertEquals(List.of(12), List.of(stream.in(60)));
    }
}
