package org.lwm2m.itest.formats.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.itest.formats.matrix.Fixture.entry;

import java.util.List;
import java.util.stream.Stream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.itest.formats.OurFormat;

/**
 * Cases 301 to 311: observations and Send. Periods are a second at most, where the specification has fifteen and more;
 * that they are kept is a matter of the tests with a clock.
 */
final class ReportingCases {

    private static final String[] THREE = {"/1/0/1", "/3/0/11/0", "/3/0/16"};

    private ReportingCases() {}

    static List<Case> all() {
        var any = Stream.of(OurFormat.values())
                .filter(each -> each != OurFormat.OPAQUE && each.leshan())
                .toList();
        return List.of(
                Case.of("301", any, ReportingCases::notifies),
                Case.of("302", any, ReportingCases::reset),
                Case.of("303", any, ReportingCases::cancels),
                Case.of("304", Case.COMPOSITE, ReportingCases::notifiesTogether),
                Case.of("305", Case.COMPOSITE, ReportingCases::cancelsTogether),
                Case.of("306", Case.COMPOSITE, ReportingCases::sends),
                Case.of("307", Case.COMPOSITE, ReportingCases::mutes),
                Case.of("308", Case.COMPOSITE, ReportingCases::created),
                Case.of("309", Case.COMPOSITE, ReportingCases::deleted),
                Case.of("310", Case.COMPOSITE, ReportingCases::attributesChange),
                Case.of("311", Case.COMPOSITE, ReportingCases::sends));
    }

    /** The voltages of the power sources, or of the first where the format carries one value. */
    private static String voltage(Ends ends) {
        return Case.SEVERAL.contains(ends.format()) ? "/3/0/7" : "/3/0/7/0";
    }

    private static String current(Ends ends) {
        return voltage(ends).replace("/7", "/8");
    }

    private static Entry value(String path, int value) {
        return entry(path.split("/").length == 4 ? path + "/0" : path, value);
    }

    private static void attaches(Ends ends, String path, String query) {
        Ends.changed(ends.server.attributes(path, query), "Write-Attributes " + path);
    }

    private static void observes(Ends ends) {
        attaches(ends, "/3/0/7", "pmin=0");
        ends.observes(voltage(ends));
    }

    private static void notifies(Ends ends) {
        observes(ends);
        attaches(ends, "/3/0/8", "pmin=0&pmax=1");
        ends.observes(current(ends));
        ends.isNotified(current(ends));
        ends.change(value(voltage(ends), 3300));
        ends.isNotified(voltage(ends));
    }

    private static void reset(Ends ends) {
        observes(ends);
        ends.change(value(voltage(ends), 1));
        ends.isNotified(voltage(ends));
        ends.server.forget();
        ends.fallsSilent(value(voltage(ends), 0).path());
    }

    private static void cancels(Ends ends) {
        observes(ends);
        ends.change(value(voltage(ends), 1));
        ends.isNotified(voltage(ends));
        cancels(ends, voltage(ends));
        ends.fallsSilent(value(voltage(ends), 0).path());
    }

    /** Answered with the values, in any format: Observe=1 may not say which. */
    private static void cancels(Ends ends, String... paths) {
        var answer = ends.server.cancel();
        assertEquals("2.05", answer.code(), answer::said);
        Ends.assertSame(ends.expected(paths), Ends.sorted(answer.entries()), "Observe=1");
    }

    private static void notifiesTogether(Ends ends) {
        attaches(ends, "/1/0/1", "pmin=0&pmax=1");
        ends.observesTogether(THREE);
        ends.isNotified(THREE);
    }

    private static void cancelsTogether(Ends ends) {
        attaches(ends, "/3/0/11", "pmin=0");
        ends.observesTogether("/3/0/11/0", "/3/0/16");
        ends.change(entry("/3/0/11/0", 1));
        ends.isNotified("/3/0/11/0", "/3/0/16");
        cancels(ends, "/3/0/11/0", "/3/0/16");
        ends.fallsSilent(Path.of(3, 0, 11, 0));
    }

    private static void sends(Ends ends) {
        assertEquals("2.04", ends.client.send(ends.format(), ends.expected("/1/0/1", "/3/0/11/0")));
        var sent = ends.content(ends.server.sent(), "Send");
        Ends.assertSame(ends.expected("/1/0/1", "/3/0/11/0"), sent, "Send");
    }

    private static void mutes(Ends ends) {
        var format = ends.format();
        Ends.changed(ends.server.writeComposite(format, List.of(entry("/1/0/23", true))), "mute");
        assertEquals("4.05", ends.client.send(format, ends.expected("/3/0/16")));
        Ends.changed(ends.server.writeComposite(format, List.of(entry("/1/0/23", false))), "unmute");
        assertEquals("2.04", ends.client.send(format, ends.expected("/3/0/11/0")));
        Ends.assertSame(ends.expected("/3/0/11/0"), ends.content(ends.server.sent(), "Send"), "the only Send");
    }

    private static void created(Ends ends) {
        attaches(ends, "/16", "pmin=0");
        ends.observesTogether("/16/0", "/16/1");
        InstanceCases.creates(ends, true);
        ends.isNotified("/16/0", "/16/1");
    }

    private static void deleted(Ends ends) {
        attaches(ends, "/16", "pmin=0");
        InstanceCases.creates(ends, true);
        ends.observesTogether("/16/0", "/16/1");
        InstanceCases.deletes(ends, "/16/1");
        ends.isNotified("/16/0", "/16/1");
    }

    private static void attributesChange(Ends ends) {
        ends.observesTogether(THREE);
        attaches(ends, "/3", "pmax=1");
        ends.isNotified(THREE);
        ends.isNotified(THREE);
    }
}
